import type { Baseline, BaselineGap, BaselineState } from '@waymark/contract/baselines.ts';

type Parts = Pick<Baseline, 'measures' | 'outcomes'>;

/** What a baseline lacks: measures asked at the baseline without one, outcomes without a score. By id, with its name. */
export function missingOf({ measures, outcomes }: Parts): { measureId: string | null; seriesId: string | null; name: string }[] {
  return [
    ...measures.filter(({ taken }) => taken === null).map(({ measure }) => ({ measureId: measure.id, seriesId: null, name: measure.name })),
    ...outcomes.filter(({ scored }) => !scored).map(({ seriesId, statement }) => ({ measureId: null, seriesId, name: statement })),
  ];
}

/** What is missing and for which no reason is given: a baseline is not confirmed over it. */
export function unexplained(parts: Parts, gaps: readonly BaselineGap[]) {
  const given = new Set(gaps.map(({ measureId, seriesId }) => measureId ?? seriesId));
  return missingOf(parts).filter(({ measureId, seriesId }) => !given.has(measureId ?? seriesId));
}

/** How far a baseline is. Once confirmed it is done or, with gaps left, partial; what is recorded later fills them. */
export function stateOf(confirmed: boolean, gapsLeft: number, recorded: number): BaselineState {
  if (confirmed) return gapsLeft === 0 ? 'done' : 'partial';
  return recorded === 0 ? 'none' : 'begun';
}
