import { levelMoments, measureOf } from './rasch-measures.ts';
import { totalsOf, type RaschTable } from './rasch-table.ts';

export interface OutcomeFit {
  /** Mean squared standardised residual, each student alike: swayed by the unexpected level of a student far away. */
  outfit: number;
  /** The same weighted by what a score tells: swayed by those near the thresholds. About 1; above 1.4 noise, below 0.6 repetition (Bond & Fox). */
  infit: number;
}

/**
 * Do scores of an outcome behave as the others say they should? From the counts alone: at one total all students have one measure
 * (maximum likelihood; those at either end have none and are left out).
 * Source: Wright & Masters 1982, Rating Scale Analysis, ch. 5. R: eRm::itemfit.
 */
export function raschFit(table: RaschTable, thresholds: readonly (readonly number[])[]): OutcomeFit[] {
  const sums = table.outcomes.map(() => ({ students: 0, squared: 0, standardised: 0, variance: 0 }));
  for (const set of table.sets) {
    const own = set.outcomes.map((at) => thresholds[at]!);
    totalsOf(set).forEach((n, total, { length }) => {
      if (n === 0 || total === 0 || total === length - 1) return;
      const { measure } = measureOf(total, own, 'likelihood');
      set.outcomes.forEach((at, k) => {
        const { mean, variance } = levelMoments(measure, own[k]!);
        const squared = set.counts[total]![k]!.reduce((sum, count, h) => sum + count * (h - mean) ** 2, 0);
        const to = sums[at]!;
        to.students += n;
        to.squared += squared;
        to.standardised += squared / variance;
        to.variance += n * variance;
      });
    });
  }
  return sums.map(({ students, squared, standardised, variance }) => ({ outfit: standardised / students, infit: squared / variance }));
}
