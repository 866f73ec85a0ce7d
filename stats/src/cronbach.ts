import { type Answer, refuse } from './answer.ts';
import { fQuantile } from './distributions.ts';
import type { Covariance } from './outcome-pairs.ts';

export interface CronbachDetail {
  outcomes: number;
  meanCorrelation: number;
  /** For each outcome: how it goes with the sum of the others, and α without it (null with two outcomes). */
  each: { withTheRest: number; alphaWithout: number | null }[];
}

/**
 * Do outcomes hang together, taken for equal steps? Cronbach's α = k / (k − 1) (1 − Σ variances / variance of the sum), with Feldt's
 * interval. Never shown alone: it grows with the number of outcomes and does not say that they measure one thing; see `omega`.
 * Refuses fewer than two outcomes, fewer than ten students, a base under the threshold, and an outcome that does not vary.
 * Source: Cronbach 1951; Feldt, Woodruff & Salih 1987.
 */
export function cronbachAlpha({ matrix, n }: Covariance, options: { level?: number; smallestBase?: number } = {}): Answer<CronbachDetail> {
  const { level = 0.95, smallestBase = 0 } = options;
  const refusal = refuseMatrix({ matrix, n }, smallestBase, 2);
  if (refusal) return refusal;
  const k = matrix.length;
  const estimate = alpha(matrix);
  const tail = (1 - level) / 2;
  const [df1, df2] = [n - 1, (n - 1) * (k - 1)];
  const ends = [fQuantile(tail, df1, df2, 'upper'), fQuantile(tail, df1, df2)].map((f) => 1 - (1 - estimate) * f);
  const correlations = matrix.flatMap((row, i) =>
    row.slice(i + 1).map((each, j) => each / Math.sqrt(at(matrix, i, i) * at(matrix, i + 1 + j, i + 1 + j))),
  );
  return {
    kind: 'estimate',
    estimate,
    se: null,
    ci: [ends[0] as number, ends[1] as number],
    level,
    df: null,
    n,
    clusters: null,
    method: "Cronbach's α with Feldt's interval",
    warnings:
      estimate < 0 ? [{ code: 'negative', says: 'Outcomes run against each other: is one of them scored the other way round?' }] : [],
    detail: {
      outcomes: k,
      meanCorrelation: correlations.reduce((sum, each) => sum + each, 0) / correlations.length,
      each: matrix.map((row, i) => {
        const others = matrix.filter((_, j) => j !== i).map((line) => line.filter((_, j) => j !== i));
        const together = row.reduce((sum, each, j) => sum + (j === i ? 0 : each), 0);
        return { withTheRest: together / Math.sqrt(at(matrix, i, i) * total(others)), alphaWithout: k === 2 ? null : alpha(others) };
      }),
    },
  };
}

const at = (matrix: readonly (readonly number[])[], i: number, j: number) => matrix[i]?.[j] as number;

const total = (matrix: readonly (readonly number[])[]) => matrix.flat().reduce((sum, each) => sum + each, 0);

/** k / (k − 1) (1 − trace / sum) of a covariance or correlation matrix. */
export function alpha(matrix: readonly (readonly number[])[]): number {
  const k = matrix.length;
  const trace = matrix.reduce((sum, _, i) => sum + at(matrix, i, i), 0);
  return (k / (k - 1)) * (1 - trace / total(matrix));
}

/** What no measure of outcomes hanging together can do without. Throws RangeError for a matrix that is not square or not numbers. */
export function refuseMatrix({ matrix, n }: Covariance, smallestBase: number, fewestOutcomes: number) {
  if (matrix.some((row) => row.length !== matrix.length || !row.every(Number.isFinite))) {
    throw new RangeError('A covariance matrix is square and made of numbers.');
  }
  if (matrix.length < fewestOutcomes) {
    return refuse('too-little-data', `${matrix.length} outcomes are too few to hang together.`, `${fewestOutcomes} outcomes or more.`);
  }
  if (n < smallestBase)
    return refuse('small-base', `Fewer than ${smallestBase} students have two outcomes together.`, `${smallestBase} or more.`);
  if (n < 10)
    return refuse('too-little-data', 'Fewer than ten students are too few to see how outcomes vary together.', 'Ten students or more.');
  if (matrix.some((_, i) => at(matrix, i, i) <= 0)) {
    return refuse('no-variation', 'An outcome is at the same level for everybody.', 'Leave that outcome out.');
  }
  return null;
}
