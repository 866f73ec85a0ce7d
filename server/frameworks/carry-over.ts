import type { OutcomeType } from '@waymark/contract/framework-content.ts';
import type { PublicationPlan } from '@waymark/contract/framework-drafts.ts';
import { pairOutcomes, placedOutcomes } from './pairs.ts';

/** A version as carrying over needs it: its scale, its number and what is in it. */
export interface ScaledVersion {
  number: number;
  levels: number;
  outcomeTypes: readonly OutcomeType[];
}

type EarlierOutcome = PublicationPlan['earlier'][number];

/**
 * Outcomes that a draft may continue: every series of the earlier versions on as many levels, with its latest wording. A
 * level 3 of 4 is not a level 3 of 5, so a series never changes its scale.
 */
export function continuable(earlier: readonly ScaledVersion[], levels: number): EarlierOutcome[] {
  const found = new Map<string, EarlierOutcome>();
  for (const version of earlier.toSorted((a, b) => b.number - a.number)) {
    if (version.levels !== levels) continue;
    for (const outcome of placedOutcomes(version.outcomeTypes)) {
      if (found.has(outcome.seriesId)) continue;
      const { seriesId, code, statement, descriptors, typeName: outcomeTypeName } = outcome;
      found.set(seriesId, { seriesId, code, statement, descriptors, outcomeTypeName, versionNumber: version.number });
    }
  }
  return [...found.values()];
}

/** Which earlier outcome each outcome of the draft appears to continue; the lead who publishes decides. */
export function proposeCarryOver(earlier: readonly EarlierOutcome[], draft: ScaledVersion): PublicationPlan['proposed'] {
  const outcomes = placedOutcomes(draft.outcomeTypes);
  const pairs = pairOutcomes(earlier, outcomes);
  return outcomes.map(({ id, code, statement, descriptors }) => {
    const same = pairs.get(id);
    return {
      outcomeId: id,
      code,
      statement,
      seriesId: same?.seriesId ?? null,
      descriptorsReworded: same !== undefined && same.descriptors.join('\n') !== descriptors.join('\n'),
    };
  });
}

export interface CarryOverProblem {
  field: string;
  value: string;
  message: string;
}

/** What is wrong with a lead's mapping: outcomes not in the draft, series that cannot be continued, a series continued twice. */
export function carryOverProblems(
  carryOver: readonly { outcomeId: string; seriesId: string }[],
  draft: ScaledVersion,
  earlier: readonly ScaledVersion[],
): CarryOverProblem[] {
  const outcomes = new Map(placedOutcomes(draft.outcomeTypes).map((outcome) => [outcome.id, outcome]));
  const allowed = new Set(continuable(earlier, draft.levels).map((outcome) => outcome.seriesId));
  const onAnotherScale = new Map(
    earlier.flatMap((version) => placedOutcomes(version.outcomeTypes).map((outcome) => [outcome.seriesId, version.levels] as const)),
  );
  const seenOutcomes = new Set<string>();
  const seenSeries = new Map<string, string>();
  return carryOver.flatMap(({ outcomeId, seriesId }, index): CarryOverProblem[] => {
    const outcome = outcomes.get(outcomeId);
    const wrong = (field: string, value: string, message: string) => [{ field: `carryOver[${index}].${field}`, value, message }];
    if (!outcome) return wrong('outcomeId', outcomeId, 'This outcome is not in the draft. Reload the page and choose again.');
    if (seenOutcomes.has(outcomeId)) return wrong('outcomeId', outcomeId, `${outcome.code} is named twice. Name it once.`);
    seenOutcomes.add(outcomeId);
    if (!allowed.has(seriesId)) {
      const levels = onAnotherScale.get(seriesId);
      if (levels === undefined)
        return wrong(
          'seriesId',
          seriesId,
          `${outcome.code} cannot continue this outcome: it is not in an earlier version of this framework.`,
        );
      return wrong(
        'seriesId',
        seriesId,
        `${outcome.code} cannot continue an outcome on ${levels} levels, because the draft has ${draft.levels}. Let it start anew.`,
      );
    }
    const other = seenSeries.get(seriesId);
    if (other !== undefined)
      return wrong('seriesId', seriesId, `${other} and ${outcome.code} cannot both continue the same outcome. Let one of them start anew.`);
    seenSeries.set(seriesId, outcome.code);
    return [];
  });
}
