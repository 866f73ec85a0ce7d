import { type Answer, refuse } from './answer.ts';
import { fQuantile } from './distributions.ts';

/**
 * Which design: '1' each thing rated by raters of its own; '2' the same raters, a sample of all who might rate; '3' the same
 * raters, and only they are meant.
 */
export type IccModel = '1' | '2' | '3';

export interface IccDetail {
  raters: number;
  /** Mean squares: between things, within them, between raters, and what is left. */
  between: number;
  within: number;
  betweenRaters: number;
  residual: number;
}

/**
 * How much of the spread of ratings is the things rated rather than who rated them? ICC(model, 1) of a single rater, or with
 * `average` of the mean of all, with its F interval. `table` has a row for each thing rated and a column for each rater, complete.
 * Refuses one rater, fewer than two things, and no variation of ratings or of things. Throws RangeError for a ragged table or a missing value: an
 * incomplete design is a mixed model's.
 * Source: Shrout & Fleiss 1979; intervals McGraw & Wong 1996.
 */
export function intraclass(
  table: readonly (readonly number[])[],
  options: { model?: IccModel; average?: boolean; level?: number; smallestBase?: number } = {},
): Answer<IccDetail> {
  const { model = '2', average = false, level = 0.95, smallestBase = 0 } = options;
  const n = table.length;
  const k = table[0]?.length ?? 0;
  if (table.some((row) => row.length !== k || !row.every(Number.isFinite))) {
    throw new RangeError('An ICC needs a complete table: every rater rated everything.');
  }
  if (n === 0) return refuse('empty', 'Nothing was rated.', 'Things rated by the same raters.');
  if (k < 2) return refuse('one-rater', 'With one rater there is nobody to agree with.', 'A second rater of the same things.');
  if (n < 2)
    return refuse('too-little-data', 'One thing rated says nothing of the differences between things.', 'Two things or more, better ten.');
  if (n < smallestBase) return refuse('small-base', `Fewer than ${smallestBase} things were rated.`, `${smallestBase} or more.`);
  const squares = meanSquares(table, n, k);
  if (squares.between + squares.within === 0) {
    return refuse('no-variation', 'Every rating is the same.', 'Ratings that differ.');
  }
  if (squares.between === 0) {
    return refuse('no-variation', 'All things have the same mean, so that there is nothing to tell apart.', 'Things that differ.');
  }
  const single = { '1': one, '2': two, '3': three }[model](squares, n, k, level);
  // Spearman and Brown turn one rater into the mean of k
  const stepped = (icc: number) => (average ? (icc * k) / (1 + (k - 1) * icc) : icc);
  // where raters differ less than chance would have it, a denominator may come to nought
  if (![single.estimate, ...single.ci].map(stepped).every(Number.isFinite)) {
    return refuse(
      'too-little-data',
      'The spread of so few ratings cannot be told apart into its parts.',
      'More things rated by the same raters.',
    );
  }
  return {
    kind: 'estimate',
    estimate: stepped(single.estimate),
    se: null,
    ci: [stepped(single.ci[0]), stepped(single.ci[1])],
    level,
    df: null,
    n,
    clusters: null,
    method: `ICC(${model},${average ? 'k' : '1'}) with its F interval`,
    warnings:
      single.estimate < 0
        ? [{ code: 'negative', says: 'Ratings of one thing differ more than ratings of different things: read it as no agreement.' }]
        : [],
    detail: { raters: k, ...squares },
  };
}

type MeanSquares = Pick<IccDetail, 'between' | 'within' | 'betweenRaters' | 'residual'>;
type Single = (squares: MeanSquares, n: number, k: number, level: number) => { estimate: number; ci: readonly [number, number] };

function meanSquares(table: readonly (readonly number[])[], n: number, k: number): MeanSquares {
  const grand = table.flat().reduce((sum, value) => sum + value, 0) / (n * k);
  const rowMeans = table.map((row) => row.reduce((sum, value) => sum + value, 0) / k);
  const columnMeans = Array.from({ length: k }, (_, j) => table.reduce((sum, row) => sum + (row[j] as number), 0) / n);
  const rows = k * rowMeans.reduce((sum, mean) => sum + (mean - grand) ** 2, 0);
  const size = table.flat().reduce((sum, value) => sum + value ** 2, 0);
  const columns = n * columnMeans.reduce((sum, mean) => sum + (mean - grand) ** 2, 0);
  const inside = table.reduce((sum, row, i) => sum + row.reduce((own, value) => own + (value - (rowMeans[i] as number)) ** 2, 0), 0);
  // what is left of the rounding of means is no spread
  const spread = (sum: number, df: number) => (sum < 1e-14 * size ? 0 : sum / df);
  return {
    between: spread(rows, n - 1),
    within: spread(inside, n * (k - 1)),
    betweenRaters: spread(columns, k - 1),
    residual: spread(inside - columns, (n - 1) * (k - 1)),
  };
}

const one: Single = ({ between, within }, n, k, level) => fromRatio(between / within, n - 1, n * (k - 1), k, level);

const three: Single = ({ between, residual }, n, k, level) => fromRatio(between / residual, n - 1, (n - 1) * (k - 1), k, level);

const two: Single = ({ between, betweenRaters, residual }, n, k, level) => {
  const estimate = (between - residual) / (between + (k - 1) * residual + (k * (betweenRaters - residual)) / n);
  const alpha = (1 - level) / 2;
  if (residual === 0 && betweenRaters === 0) return { estimate, ci: [1, 1] };
  const raters = (k * estimate) / (n * (1 - estimate));
  const rest = 1 + (k * estimate * (n - 1)) / (n * (1 - estimate));
  if (!Number.isFinite(estimate) || estimate === 1) return { estimate, ci: [estimate, estimate] };
  const df =
    (raters * betweenRaters + rest * residual) ** 2 /
    ((raters * betweenRaters) ** 2 / (k - 1) + (rest * residual) ** 2 / ((n - 1) * (k - 1)));
  const up = fQuantile(alpha, n - 1, df, 'upper');
  const down = fQuantile(alpha, df, n - 1, 'upper');
  const spread = k * betweenRaters + (k * n - k - n) * residual;
  return {
    estimate,
    ci: [(n * (between - up * residual)) / (up * spread + n * between), (n * (down * between - residual)) / (spread + n * down * between)],
  };
};

/** (F − 1) / (F + k − 1), and the same of the ends of F's interval. */
function fromRatio(f: number, df1: number, df2: number, k: number, level: number): ReturnType<Single> {
  const icc = (ratio: number) => (ratio === Infinity ? 1 : (ratio - 1) / (ratio + k - 1));
  const alpha = (1 - level) / 2;
  return { estimate: icc(f), ci: [icc(f / fQuantile(alpha, df1, df2, 'upper')), icc(f * fQuantile(alpha, df2, df1, 'upper'))] };
}
