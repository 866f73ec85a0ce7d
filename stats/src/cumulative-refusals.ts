import { refuse, type Refusal } from './answer.ts';
import type { CumulativeMaximum } from './cumulative-logit-newton.ts';
import type { OrdinalTable } from './ordinal-table.ts';

/** Why no threshold can be estimated: there is nothing, or a level that nobody has. */
export function withoutLevel(table: OrdinalTable, levels: number): Refusal | null {
  const seen = Array.from({ length: levels }, (_, k) => table.counts.some((counts) => counts[k]! > 0));
  if (!seen.includes(true)) return refuse('empty', 'There are no ratings.', 'Ratings under these filters.');
  const level = seen.indexOf(false) + 1;
  if (level === 0) return null;
  return refuse(
    'empty-category',
    `Nobody is at level ${level}, so that the threshold beside it cannot be estimated.`,
    'Ratings at every level, or levels put together before the fit.',
  );
}

export const collinear = (): Refusal =>
  refuse(
    'collinear',
    'Some of what is compared moves together, so that its parts cannot be told apart.',
    'Students who have the one without the other.',
  );

export const separation = (): Refusal =>
  refuse(
    'separation',
    'A group is all at one end of the scale, so that its difference from the others has no upper limit.',
    'Ratings in that group at more than one level.',
  );

/** A coefficient on its way to infinity stops where the likelihood is flat: far out, with an error as large. */
export function separated(table: OrdinalTable, { parameters, covariance }: CumulativeMaximum, levels: number): boolean {
  const size = parameters.length;
  return table.covariates.some((_, j) => {
    const at = levels - 1 + j;
    let [least, most] = [Infinity, -Infinity];
    table.counts.forEach((counts, row) => {
      if (counts.every((n) => n === 0)) return;
      least = Math.min(least, table.x[row]![j]!);
      most = Math.max(most, table.x[row]![j]!);
    });
    const range = most - least;
    return Math.abs(parameters[at]!) * range > 12 && Math.sqrt(covariance[at * size + at]!) * range > 10;
  });
}
