import { refuse, type Answer, type Warning } from './answer.ts';
import { clusteredMeat, maximiseCumulative } from './cumulative-logit-newton.ts';
import { collinear, separated, separation, withoutLevel } from './cumulative-refusals.ts';
import { normalQuantile, tQuantile } from './distributions.ts';
import { sandwich } from './linear-algebra.ts';
import { measureTable, type OrdinalTable } from './ordinal-table.ts';

export interface CumulativeLogit {
  covariates: readonly string[];
  /** α_1 … α_{K−1}. */
  thresholds: readonly number[];
  coefficients: readonly Coefficient[];
  /** Of thresholds, then coefficients: full, column-major; clustered where there are students. */
  covariance: readonly number[];
  logLikelihood: number;
  iterations: number;
}

export interface Coefficient {
  covariate: string;
  /** Log odds of a higher level for one more of the covariate. */
  estimate: number;
  se: number;
  /** What the error would be were every rating a different student's: it is too small, and shown only beside the right one. */
  unclusteredSe: number;
  ci: readonly [number, number];
}

export interface CumulativeLogitOptions {
  /** The covariate whose coefficient is the answer; the last one if not said. */
  of?: string;
  /** Coverage of the intervals, 0.95 if not said. */
  level?: number;
  /** Students needed for clustered errors; 10 if not said. */
  minimumClusters?: number;
}

/**
 * logit P(Y ≤ k) = α_k − xβ by maximum likelihood on a table of counts, with errors clustered by student: how much likelier a
 * higher level is in one group, at one occasion, than in another. Intervals from t with (students − 1) degrees of freedom.
 * Predicted shares, gaps and group × time: `cumulative-shares.ts`.
 * Source: McCullagh 1980; sandwich G/(G − 1) · A⁻¹ (Σ_g s_g s_gᵀ) A⁻¹, Liang & Zeger 1986. Throws RangeError for a bad table.
 */
export function cumulativeLogit(table: OrdinalTable, options: CumulativeLogitOptions = {}): Answer<CumulativeLogit> {
  const { levels, total, students } = measureTable(table);
  const confidence = options.level ?? 0.95;
  const of = table.covariates.indexOf(options.of ?? table.covariates.at(-1) ?? '');
  if (of < 0) throw new RangeError(`No covariate is called “${options.of ?? ''}”.`);
  const missing = withoutLevel(table, levels);
  if (missing) return missing;
  const maximum = maximiseCumulative(table);
  if (maximum === 'collinear') return collinear();
  if (maximum === 'no-maximum' || separated(table, maximum, levels)) return separation();
  const size = levels - 1 + table.covariates.length;
  const warnings: Warning[] = [];
  let covariance = maximum.covariance;
  let clusters: number | null = null;
  if (table.byStudent) {
    const clustered = clusteredMeat(table, table.byStudent, maximum.parameters, students);
    clusters = clustered.clusters;
    const needed = options.minimumClusters ?? 10;
    if (clusters < needed) {
      return refuse(
        'few-clusters',
        `Fewer than ${needed} students are too few for an error that allows for each being rated more than once.`,
        `At least ${needed} students.`,
      );
    }
    covariance = sandwich(maximum.covariance, clustered.meat, size).map((value) => (value * clusters!) / (clusters! - 1));
    if (clusters < 40) {
      warnings.push({
        code: 'few-clusters',
        says: 'With fewer than 40 students clustered errors are on the small side; read the interval as a little too narrow.',
      });
    }
  } else {
    warnings.push({ code: 'not-clustered', says: 'The errors take every rating for a different student’s.' });
  }
  const quantile = clusters === null ? normalQuantile((1 + confidence) / 2) : tQuantile((1 + confidence) / 2, clusters - 1);
  const coefficients = table.covariates.map((covariate, j): Coefficient => {
    const at = levels - 1 + j;
    const estimate = maximum.parameters[at]!;
    const se = Math.sqrt(covariance[at * size + at]!);
    return {
      covariate,
      estimate,
      se,
      unclusteredSe: Math.sqrt(maximum.covariance[at * size + at]!),
      ci: [estimate - quantile * se, estimate + quantile * se],
    };
  });
  const { estimate, se, ci } = coefficients[of]!;
  return {
    kind: 'estimate',
    estimate,
    se,
    ci,
    level: confidence,
    df: clusters === null ? null : clusters - 1,
    n: total,
    clusters,
    method: `Cumulative logit model of ${levels} ordered levels${clusters === null ? '' : `, errors clustered by ${clusters} students`}.`,
    warnings,
    detail: {
      covariates: table.covariates,
      thresholds: Array.from(maximum.parameters.subarray(0, levels - 1)),
      coefficients,
      covariance: Array.from(covariance),
      logLikelihood: maximum.logLikelihood,
      iterations: maximum.iterations,
    },
  };
}
