import type { FrameworkChange, OutcomeType } from '@waymark/contract/framework-content.ts';
import { pairOutcomes, placedOutcomes, type PlacedOutcome } from './pairs.ts';

type Rewording = FrameworkChange['rewordings'][number];

/**
 * What changed from one version to another: outcome types and outcomes that were added, removed, reworded or moved, in the
 * order of the later version, with what was removed at the end. Types are paired by code, outcomes by series and then code.
 */
export function compareVersions(
  from: readonly OutcomeType[],
  to: readonly OutcomeType[],
): { changes: FrameworkChange[]; unchangedOutcomes: number } {
  const typeBefore = new Map(from.map((type) => [type.code.toLowerCase(), type]));
  const before = placedOutcomes(from);
  const after = placedOutcomes(to);
  const pairs = pairOutcomes(before, after);
  const movedTypes = movedOf(
    from.map((type) => type.code.toLowerCase()),
    to.map((type) => type.code.toLowerCase()),
  );

  const changes: FrameworkChange[] = [];
  for (const type of to) {
    const earlier = typeBefore.get(type.code.toLowerCase());
    changes.push(
      ...(earlier ? changeOfType(earlier, type, movedTypes.has(type.code.toLowerCase())) : [{ ...line(type), kind: 'added' as const }]),
    );
    const movedHere = earlier ? movedWithin(earlier, type, pairs) : new Set<string>();
    for (const outcome of after.filter((one) => one.typeCode === type.code)) {
      const was = pairs.get(outcome.id);
      changes.push(...(was ? changeOfOutcome(was, outcome, movedHere.has(outcome.id)) : [{ ...lineOf(outcome), kind: 'added' as const }]));
    }
  }

  const kept = new Set([...pairs.values()].map((outcome) => outcome.id));
  const codesAfter = new Set(to.map((type) => type.code.toLowerCase()));
  for (const type of from) {
    if (!codesAfter.has(type.code.toLowerCase())) changes.push({ ...line(type), kind: 'removed' });
    for (const outcome of before)
      if (outcome.typeCode === type.code && !kept.has(outcome.id)) changes.push({ ...lineOf(outcome), kind: 'removed' });
  }
  const touched = changes.filter((change) => change.about === 'outcome' && change.kind !== 'removed').length;
  return { changes, unchangedOutcomes: after.length - touched };
}

function line(type: OutcomeType): Omit<FrameworkChange, 'kind'> {
  return {
    about: 'outcomeType',
    code: type.code,
    title: type.name,
    outcomeTypeName: type.name,
    rewordings: [],
    moved: false,
    movedFrom: null,
  };
}

function lineOf(outcome: PlacedOutcome): Omit<FrameworkChange, 'kind'> {
  return {
    about: 'outcome',
    code: outcome.code,
    title: outcome.statement,
    outcomeTypeName: outcome.typeName,
    rewordings: [],
    moved: false,
    movedFrom: null,
  };
}

function changeOfType(before: OutcomeType, after: OutcomeType, moved: boolean): FrameworkChange[] {
  const rewordings = (['name', 'description'] as const).flatMap((field) => reworded(field, before[field], after[field]));
  return rewordings.length === 0 && !moved ? [] : [{ ...line(after), kind: 'changed', rewordings, moved }];
}

function changeOfOutcome(before: PlacedOutcome, after: PlacedOutcome, movedWithinType: boolean): FrameworkChange[] {
  const rewordings: Rewording[] = (['code', 'statement', 'question', 'studentWording', 'evidence'] as const).flatMap((field) =>
    reworded(field, before[field], after[field]),
  );
  const levels = Math.max(before.descriptors.length, after.descriptors.length);
  for (let level = 1; level <= levels; level++)
    rewordings.push(...reworded('descriptor', before.descriptors[level - 1] ?? '', after.descriptors[level - 1] ?? '', level));
  const fromOther = before.typeCode.toLowerCase() !== after.typeCode.toLowerCase();
  if (rewordings.length === 0 && !movedWithinType && !fromOther) return [];
  return [
    { ...lineOf(after), kind: 'changed', rewordings, moved: movedWithinType || fromOther, movedFrom: fromOther ? before.typeName : null },
  ];
}

function reworded(field: Rewording['field'], before: string, after: string, level: number | null = null): Rewording[] {
  return before === after ? [] : [{ field, level, before, after }];
}

/** Outcomes that stayed in their type but changed places there. */
function movedWithin(before: OutcomeType, after: OutcomeType, pairs: ReadonlyMap<string, PlacedOutcome>): Set<string> {
  const inBoth = new Map(after.outcomes.map((outcome) => [outcome.id, pairs.get(outcome.id)?.id]));
  const laterId = new Map([...inBoth].flatMap(([later, earlier]) => (earlier === undefined ? [] : [[earlier, later] as const])));
  return movedOf(
    before.outcomes.flatMap((outcome) => laterId.get(outcome.id) ?? []),
    after.outcomes.map((outcome) => outcome.id),
  );
}

/**
 * The fewest items that must have been moved to turn one order into the other, counting only items in both: those outside
 * a longest run that kept its order.
 */
function movedOf(before: readonly string[], after: readonly string[]): Set<string> {
  const placeBefore = new Map(before.map((item, index) => [item, index]));
  const common = after.filter((item) => placeBefore.has(item));
  // best[i]: the longest run in order that ends with common[i]
  const best: string[][] = [];
  for (const [index, item] of common.entries()) {
    let longest: string[] = [];
    for (let earlier = 0; earlier < index; earlier++) {
      const run = best[earlier] ?? [];
      if ((placeBefore.get(common[earlier] ?? '') ?? 0) < (placeBefore.get(item) ?? 0) && run.length > longest.length) longest = run;
    }
    best.push([...longest, item]);
  }
  const stayed = new Set(best.toSorted((a, b) => b.length - a.length)[0]);
  return new Set(common.filter((item) => !stayed.has(item)));
}
