import type { Outcome, OutcomeType } from '@waymark/contract/framework-content.ts';

/** An outcome with where it stands: its outcome type, and its place in the whole framework. */
export interface PlacedOutcome extends Outcome {
  typeCode: string;
  typeName: string;
}

export function placedOutcomes(outcomeTypes: readonly OutcomeType[]): PlacedOutcome[] {
  return outcomeTypes.flatMap((type) => type.outcomes.map((outcome) => ({ ...outcome, typeCode: type.code, typeName: type.name })));
}

/**
 * Which earlier outcome each later one continues, by id of the later: the same series; else, for a draft that came from a
 * file, the same code. An earlier outcome is continued once at most.
 */
export function pairOutcomes<Earlier extends Pick<Outcome, 'seriesId' | 'code'>>(
  earlier: readonly Earlier[],
  later: readonly Outcome[],
): Map<string, Earlier> {
  const pairs = new Map<string, Earlier>();
  const bySeries = new Map(earlier.map((outcome) => [outcome.seriesId, outcome]));
  for (const outcome of later) {
    const same = bySeries.get(outcome.seriesId);
    if (same) pairs.set(outcome.id, same);
  }
  const taken = new Set([...pairs.values()].map((outcome) => outcome.seriesId));
  const byCode = new Map(earlier.filter((outcome) => !taken.has(outcome.seriesId)).map((outcome) => [outcome.code.toLowerCase(), outcome]));
  for (const outcome of later) {
    const code = outcome.code.toLowerCase();
    const same = pairs.has(outcome.id) ? undefined : byCode.get(code);
    if (!same) continue;
    pairs.set(outcome.id, same);
    byCode.delete(code);
  }
  return pairs;
}
