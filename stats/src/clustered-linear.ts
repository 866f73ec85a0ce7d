import { refuse, type Answer, type Warning } from './answer.ts';
import { scoresByCluster, type ClusterSums } from './cluster-scores.ts';
import { tQuantile, tUpper } from './distributions.ts';
import { cholesky, inverse, quadraticForm, solve } from './linear-algebra.ts';

/** One row a student (or score): what is explained, by what, and the cluster it belongs to. */
export interface ClusteredRow {
  y: number;
  /** In the order of `names`; the constant is added. */
  x: readonly number[];
  cluster: string;
}

export interface Coefficient {
  name: string;
  estimate: number;
  /** These four are null where one cluster alone tells the coefficient, or all say the same: how it would vary cannot be known. */
  se: number | null;
  df: number | null;
  ci: readonly [number, number] | null;
  p: number | null;
}

export interface ClusteredLinearDetail {
  /** The constant, '(Intercept)', then `names`: bias-reduced errors (CR2) with Satterthwaite's degrees of freedom. */
  coefficients: Coefficient[];
  /** The same by the usual clustered error (CR1), with clusters − 1 degrees of freedom: too small when clusters are few. */
  cr1: { name: string; se: number }[];
  residualSd: number;
}

/**
 * How does something go with something else, when rows come in few clusters (mentors, schools)? Least squares, with errors that
 * hold for few and unequal clusters: CR2, and Satterthwaite's degrees of freedom for each coefficient. The estimate is the
 * coefficient of `of` (the first name, unless given).
 *
 * Works from each cluster's XᵀX and Xᵀy: the time is that of one pass over the rows, and none of them is kept.
 *
 * @returns refuses fewer than three clusters, explanations that cannot be told apart, no more rows than coefficients, or nothing
 *   left unexplained; warns where degrees of freedom are below 4, where the method itself is not to be trusted, and gives no error
 *   where one cluster alone tells the answer, as of help that one mentor's students received: CR2 would call it nearly certain
 * @throws RangeError for rows of other lengths than `names`, or numbers that are not finite
 *
 * Source: Bell & McCaffrey 2002; Pustejovsky & Tipton 2018, JBES 36, with an identity working model. R: clubSandwich::coef_test(lm, "CR2").
 */
export function clusteredLinear(
  names: readonly string[],
  rows: Iterable<ClusteredRow>,
  { of = names[0], level = 0.95 }: { of?: string; level?: number } = {},
): Answer<ClusteredLinearDetail> {
  const size = names.length + 1;
  const sums = clusterSums(names.length, rows);
  if (sums.clusters.length < 3)
    return refuse(
      'few-clusters',
      `There are only ${sums.clusters.length} clusters.`,
      'At least three, and better ten, mentors or schools.',
    );
  if (sums.n <= size) return refuse('too-little-data', `So few rows cannot tell ${size} coefficients.`, `More than ${size} rows.`);
  const factor = sums.xx.slice();
  if (!cholesky(factor, size))
    return refuse('collinear', 'Some of the explanations say exactly the same.', 'Explanations that do not follow from each other.');
  const beta = sums.xy.slice();
  solve(factor, size, beta);
  const bread = inverse(factor, size);

  const residual = sums.yy - 2 * dot(beta, sums.xy) + quadraticForm(sums.xx, size, beta);
  if (residual <= 1e-12 * sums.yy)
    return refuse(
      'no-variation',
      'Nothing is left to chance in these rows, so that how sure the answer is cannot be told.',
      'More rows, with differences between them.',
    );

  const scores = scoresByCluster(sums.clusters, beta, bread, size);
  const all = ['(Intercept)', ...names];
  const coefficients = all.map((name, at): Coefficient => {
    const estimate = beta[at]!;
    const { variance, df } = scores.bias2(at);
    if (scores.toldByOne(at) || !(variance > 0)) return { name, estimate, se: null, df: null, ci: null, p: null };
    const se = Math.sqrt(variance);
    const half = tQuantile(0.5 + level / 2, df) * se;
    return { name, estimate, se, df, ci: [estimate - half, estimate + half], p: 2 * tUpper(Math.abs(estimate) / se, df) };
  });
  const asked = coefficients.find(({ name }) => name === of);
  if (asked === undefined) throw new RangeError(`${of} is none of ${names.join(', ')}.`);
  const clusters = sums.clusters.length;
  const cr1 = (clusters / (clusters - 1)) * ((sums.n - 1) / (sums.n - size));
  const warnings: Warning[] = [];
  if (asked.df === null)
    warnings.push({
      code: 'one-cluster',
      says: `One cluster alone tells ${asked.name}, or all say the same of it: how much it would vary cannot be known.`,
    });
  else if (asked.df < 4)
    warnings.push({
      code: 'few-degrees',
      says: `What tells ${asked.name} is spread over so few clusters (${asked.df.toFixed(1)} degrees of freedom) that even this interval is not to be relied on.`,
    });
  return {
    kind: 'estimate',
    estimate: asked.estimate,
    se: asked.se,
    ci: asked.ci,
    level,
    df: asked.df,
    n: sums.n,
    clusters,
    method: 'Least squares with bias-reduced clustered errors (CR2) and Satterthwaite’s degrees of freedom.',
    warnings,
    detail: {
      coefficients,
      cr1: all.map((name, at) => ({ name, se: Math.sqrt(cr1 * scores.plain(at)) })),
      residualSd: Math.sqrt(Math.max(0, residual) / (sums.n - size)),
    },
  };
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

function clusterSums(width: number, rows: Iterable<ClusteredRow>) {
  const size = width + 1;
  const zero = (): ClusterSums => ({ xx: new Float64Array(size * size), xy: new Float64Array(size) });
  const byCluster = new Map<string, ClusterSums>();
  const total = { ...zero(), yy: 0, n: 0 };
  const row = new Float64Array(size);
  // rows of one cluster mostly come together
  let name: string | undefined;
  let own = zero();
  for (const { y, x, cluster } of rows) {
    if (x.length !== width) throw new RangeError(`A row has ${x.length} explanations, not ${width}.`);
    if (!Number.isFinite(y) || !x.every(Number.isFinite)) throw new RangeError(`A row of ${cluster} has a value that is no number.`);
    if (cluster !== name) {
      own = byCluster.get(cluster) ?? zero();
      byCluster.set(cluster, own);
      name = cluster;
    }
    row[0] = 1;
    row.set(x, 1);
    total.n += 1;
    for (let j = 0; j < size; j++) {
      own.xy[j]! += row[j]! * y;
      for (let i = j; i < size; i++) own.xx[j * size + i]! += row[j]! * row[i]!;
    }
    total.yy += y * y;
  }
  for (const own of byCluster.values()) {
    for (let j = 0; j < size; j++) for (let i = 0; i < j; i++) own.xx[j * size + i] = own.xx[i * size + j]!;
    own.xx.forEach((value, at) => (total.xx[at]! += value));
    own.xy.forEach((value, at) => (total.xy[at]! += value));
  }
  return { ...total, clusters: [...byCluster.values()] };
}
