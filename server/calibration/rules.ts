import type { AskedFit } from '../analysis/runs.ts';
/** Fewer colleagues than this and one could be told by their levels. */
export const fewestColleagues = 3;

/** One answer beside its reference. */
export interface Compared {
  own: number;
  reference: number;
}

/** How one's own answers lie to the reference: how many the same, how many one level off, and which way on the whole. */
export function compare(answers: readonly Compared[]): { same: number; near: number; of: number; lean: number } {
  const off = answers.map(({ own, reference }) => own - reference);
  return {
    same: off.filter((by) => by === 0).length,
    near: off.filter((by) => Math.abs(by) === 1).length,
    of: answers.length,
    lean: answers.length === 0 ? 0 : off.reduce((sum, by) => sum + by, 0) / answers.length,
  };
}

/**
 * What the others gave, level by level from 1, from what everybody gave; null where there are too few others for nobody to
 * be told by theirs. Every finished exercise has every question answered, so that the others are one fewer than all.
 */
export function levelsOfOthers(all: ReadonlyMap<number, number>, own: number, levels: number): number[] | null {
  const counts = Array.from({ length: levels }, (_, i) => (all.get(i + 1) ?? 0) - (own === i + 1 ? 1 : 0));
  return counts.reduce((sum, n) => sum + n, 0) < fewestColleagues ? null : counts;
}

/** An exercise nobody has finished in time is overdue the day after it was due. */
export function isOverdue(dueOn: string, today: string, finished: boolean, closed: boolean): boolean {
  return !finished && !closed && dueOn < today;
}

/** What comparisons of mentors are called among the fits that are worked out beside a page. */
export const severityFit: AskedFit = { question: 'severity', filters: {} };
