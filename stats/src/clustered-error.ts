import { type Answer, type Estimate, refuse, type Refusal, type Warning } from './answer.ts';
import { type ClusterProducts, isProducts } from './cluster-products.ts';
import { normalQuantile, tQuantile } from './distributions.ts';
import { quadraticForm } from './linear-algebra.ts';
import type { Pairs } from './pairs.ts';

/** What every estimator of pairs can be told. */
export interface IntervalOptions {
  /** Coverage of the interval; 0.95 unless said. */
  level?: number;
  /** Fewer pairs than this are not answered about (the organisation's threshold for small numbers); 0 unless said. */
  smallestBase?: number;
  /** Fewer clusters than this are refused: their spread is not known well enough. 10 unless said, and never fewer than 2. */
  fewestClusters?: number;
}

/** A smooth function of the table: its value, and what one more pair in each cell would move it by (the influence function). */
export interface Smooth<D> {
  estimate: number;
  /** `influence[(first − 1) × levels + second − 1]`; its mean over the pairs is 0. */
  influence: Float64Array;
  method: string;
  /** The interval is cut to these: an estimate of a share cannot pass 1. */
  bounds: readonly [number, number];
  warnings?: readonly Warning[];
  detail: D;
}

/** Rows that weigh `count` each and belong to students numbered in `cluster` (from 0, gaps allowed; null: each to its own). */
export interface Weighted {
  count: ArrayLike<number>;
  cluster: ArrayLike<number> | null;
}

/**
 * Variance of a mean of influences. With clusters, G/(G − 1) Σ_g (Σ n IF)² / n²: the sum over a student's own rows first, so
 * that what they share counts once. Without, Σ n IF² / n².
 * Throws RangeError for a cluster that is not a whole number from 0 to 10⁸.
 * Source: Liang & Zeger 1986; for κ the textbook error is the case of clusters of one (Fleiss, Cohen & Everitt 1969).
 */
export function clusteredVariance(
  { count, cluster }: Weighted,
  influenceAt: (row: number) => number,
): { variance: number; clusters: number | null } {
  let n = 0;
  let squares = 0;
  if (cluster === null) {
    for (let row = 0; row < count.length; row++) {
      const weight = count[row] as number;
      n += weight;
      if (weight > 0) squares += weight * influenceAt(row) ** 2;
    }
    return { variance: squares / (n * n), clusters: null };
  }
  const size = clusterRange(cluster);
  const sums = new Float64Array(size);
  const present = new Uint8Array(size);
  for (let row = 0; row < count.length; row++) {
    const weight = count[row] as number;
    if (weight === 0) continue;
    const g = cluster[row] as number;
    present[g] = 1;
    sums[g]! += weight * influenceAt(row);
    n += weight;
  }
  let clusters = 0;
  for (let g = 0; g < size; g++) {
    clusters += present[g] as number;
    squares += (sums[g] as number) ** 2;
  }
  return { variance: ((clusters / (clusters - 1)) * squares) / (n * n), clusters };
}

/** The same from the products over students: Σ_g (Σ n IF)² is a quadratic form of the influences. */
function varianceOfProducts({ clusters, size, products }: ClusterProducts, influence: Float64Array, n: number) {
  const squares = quadraticForm(products, size, influence);
  return { variance: ((clusters / (clusters - 1)) * squares) / (n * n), clusters };
}

function clusterRange(cluster: ArrayLike<number>): number {
  let highest = -1;
  for (let row = 0; row < cluster.length; row++) {
    const g = cluster[row] as number;
    if (!Number.isInteger(g) || g < 0 || g > 1e8) throw new RangeError(`A cluster is a whole number from 0, not ${g}.`);
    if (g > highest) highest = g;
  }
  return highest + 1;
}

/** Nothing at all, or too few to show. */
export function refuseSmall(n: number, smallestBase: number): Refusal | null {
  if (n === 0) return refuse('empty', 'There is nothing to compare.', 'At least one pair of levels.');
  if (n < smallestBase) {
    return refuse(
      'small-base',
      `Fewer than ${smallestBase} pairs: too few to show without showing persons.`,
      `${smallestBase} pairs or more.`,
    );
  }
  return null;
}

/** How few they are is not said: an answer that is refused is read all the same, and must not count persons. */
export function refuseFewClusters(fewest: number, name = 'student'): Refusal {
  return refuse(
    'few-clusters',
    `The pairs come from fewer than ${fewest} ${name}s: too few to know how much such an answer would vary.`,
    `${fewest} ${name}s or more, or a method made for few clusters (CR2).`,
  );
}

/** Said of an estimate without an interval. */
export const allAlike: Warning = {
  code: 'alike',
  says: 'All say the same, so that how much such an answer would vary cannot be told.',
};

/**
 * The estimate with its error and a t interval on G − 1 degrees of freedom (normal where pairs are not clustered); no interval
 * where nothing varies.
 */
export function answerSmooth<D>(pairs: Pairs, n: number, smooth: Smooth<D>, options: IntervalOptions): Answer<D> {
  const { level = 0.95, fewestClusters = 10 } = options;
  const { levels, first, second } = pairs;
  const { variance, clusters } = isProducts(pairs.cluster)
    ? varianceOfProducts(pairs.cluster, smooth.influence, n)
    : clusteredVariance(
        { count: pairs.count, cluster: pairs.cluster },
        (row) => smooth.influence[((first[row] as number) - 1) * levels + (second[row] as number) - 1] as number,
      );
  if (clusters !== null && clusters < Math.max(2, fewestClusters)) return refuseFewClusters(Math.max(2, fewestClusters), pairs.clusterName);
  const se = Math.sqrt(variance);
  const df = clusters === null ? null : clusters - 1;
  const reach = se * criticalValue(level, df);
  const [least, most] = smooth.bounds;
  // no spread is not certainty: ten who agree say little of the eleventh
  const alike = se < 1e-9;
  const answer: Estimate<D> = {
    kind: 'estimate',
    estimate: smooth.estimate,
    se,
    ci: alike ? null : [Math.max(least, smooth.estimate - reach), Math.min(most, smooth.estimate + reach)],
    level,
    df,
    n,
    clusters,
    method:
      smooth.method + (clusters === null ? ', every pair taken as independent' : `, errors clustered by ${pairs.clusterName ?? 'student'}`),
    warnings: [...(smooth.warnings ?? []), ...(alike ? [allAlike] : [])],
    detail: smooth.detail,
  };
  return answer;
}

/** How many errors an interval reaches to each side. Throws RangeError unless 0 < level < 1. */
export function criticalValue(level: number, df: number | null): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`The coverage of an interval lies between 0 and 1, not at ${level}.`);
  return df === null ? normalQuantile((1 - level) / 2, 'upper') : tQuantile((1 - level) / 2, df, 'upper');
}
