import { pairTable } from './pairs.ts';

/**
 * Every pair of outcomes, counted over the students who have both: a row for each combination of levels that occurs. `i` < `j` number
 * the outcomes from 0 to `outcomes` − 1; `first` is the level on `i`, `second` on `j`, from 1 to `levels`.
 */
export interface OutcomePairs {
  outcomes: number;
  levels: number;
  i: ArrayLike<number>;
  j: ArrayLike<number>;
  first: ArrayLike<number>;
  second: ArrayLike<number>;
  count: ArrayLike<number>;
}

/** How outcomes vary together: full matrix, row by row, and the students behind it. */
export interface Covariance {
  /** `matrix[i][j]`, divisor n − 1. */
  matrix: number[][];
  n: number;
}

export type Table = number[][];

/** The square table of each pair, `tables[i][j]` for i < j. Throws RangeError for columns that cannot be. */
export function pairTables({ outcomes, levels, i, j, first, second, count }: OutcomePairs): Table[][] {
  if (!Number.isInteger(outcomes) || outcomes < 2) throw new RangeError(`Outcomes hang together or not from two on, not with ${outcomes}.`);
  // checks levels, counts and lengths
  pairTable({ levels, first, second, count, cluster: null });
  const tables = Array.from({ length: outcomes }, () =>
    Array.from({ length: outcomes }, () => Array.from({ length: levels }, () => Array.from({ length: levels }, () => 0))),
  );
  for (let row = 0; row < first.length; row++) {
    const [a, b] = [i[row] as number, j[row] as number];
    const cells = a < b ? tables[a]?.[b]?.[(first[row] as number) - 1] : undefined;
    if (!cells) throw new RangeError(`There is no pair of outcomes ${a} and ${b}.`);
    cells[(second[row] as number) - 1]! += count[row] as number;
  }
  return tables;
}

/**
 * Covariances of levels from the tables. Where some students lack an outcome each covariance is over those who have both, a
 * variance over all pairs an outcome is in, and `n` is the smallest number behind any of them.
 */
export function covarianceOf(pairs: OutcomePairs): Covariance {
  const tables = pairTables(pairs);
  const size = pairs.outcomes;
  const matrix = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  const variances = Array.from({ length: size }, () => ({ sum: 0, n: 0 }));
  let smallest = Infinity;
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const { n, covariance, varianceFirst, varianceSecond } = moments(tables[i]?.[j] as Table);
      smallest = Math.min(smallest, n);
      matrix[i]![j] = matrix[j]![i] = covariance;
      for (const [k, variance] of [
        [i, varianceFirst],
        [j, varianceSecond],
      ] as const) {
        variances[k]!.sum += variance * n;
        variances[k]!.n += n;
      }
    }
  }
  variances.forEach(({ sum, n }, k) => (matrix[k]![k] = n === 0 ? 0 : sum / n));
  return { matrix, n: smallest };
}

function moments(table: Table): { n: number; covariance: number; varianceFirst: number; varianceSecond: number } {
  let [n, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0];
  table.forEach((row, x) => {
    row.forEach((count, y) => {
      n += count;
      a += count * x;
      b += count * y;
      aa += count * x * x;
      bb += count * y * y;
      ab += count * x * y;
    });
  });
  const over = Math.max(1, n - 1);
  const from = n === 0 ? 1 : n;
  return {
    n,
    covariance: (ab - (a * b) / from) / over,
    varianceFirst: (aa - (a * a) / from) / over,
    varianceSecond: (bb - (b * b) / from) / over,
  };
}
