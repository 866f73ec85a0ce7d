import type { PublicationPlan } from '@waymark/contract/framework-drafts.ts';

/** Which earlier series each outcome of the draft continues, by outcome; null where it starts anew. */
export type Mapping = Record<string, string | null>;

export function proposedMapping(plan: PublicationPlan): Mapping {
  return Object.fromEntries(plan.proposed.map(({ outcomeId, seriesId }) => [outcomeId, seriesId]));
}

/** The mapping as the API takes it: outcomes that start anew are left out. */
export function carryOverOf(mapping: Mapping): { outcomeId: string; seriesId: string }[] {
  return Object.entries(mapping).flatMap(([outcomeId, seriesId]) => (seriesId === null ? [] : [{ outcomeId, seriesId }]));
}

/** Outcomes whose earlier one is claimed by another too: they cannot both go on from it. */
export function claimedTwice(mapping: Mapping): Set<string> {
  const bySeries = Map.groupBy(carryOverOf(mapping), ({ seriesId }) => seriesId);
  return new Set(
    [...bySeries.values()].filter((claims) => claims.length > 1).flatMap((claims) => claims.map(({ outcomeId }) => outcomeId)),
  );
}

/** How many carry over, how many start anew, and how many outcomes of the latest version end. */
export function mappingSummary(mapping: Mapping, plan: PublicationPlan): { carried: number; anew: number; ended: number } {
  const carried = new Set(carryOverOf(mapping).map(({ seriesId }) => seriesId));
  const latest = Math.max(0, ...plan.earlier.map(({ versionNumber }) => versionNumber));
  return {
    carried: carryOverOf(mapping).length,
    anew: Object.values(mapping).filter((seriesId) => seriesId === null).length,
    ended: plan.earlier.filter(({ seriesId, versionNumber }) => versionNumber === latest && !carried.has(seriesId)).length,
  };
}
