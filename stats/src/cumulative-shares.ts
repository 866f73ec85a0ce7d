import type { Estimate } from './answer.ts';
import { LevelProbabilities } from './cumulative-likelihood.ts';
import type { CumulativeLogit } from './cumulative-logit.ts';
import { normalQuantile, tQuantile } from './distributions.ts';
import { quadraticForm } from './linear-algebra.ts';

export interface PredictedShare {
  /** From 1. */
  level: number;
  share: number;
  se: number;
  /** Made on the logit scale: never outside 0 to 1. */
  ci: readonly [number, number];
}

/** A difference between predicted shares. */
export interface ShareContrast {
  estimate: number;
  se: number;
  ci: readonly [number, number];
}

/**
 * The share the model expects at each level for one combination of covariates, by the delta method.
 * Source: Agresti 2010, Analysis of Ordinal Categorical Data. Throws RangeError when `x` has not a value for each covariate.
 */
export function predictedShares(fit: Estimate<CumulativeLogit>, x: readonly number[]): PredictedShare[] {
  const model = opened(fit);
  return Array.from({ length: model.levels }, (_, k) => {
    const { share, gradient } = shareAtLeast(model, x, k + 1, k + 2);
    const se = Math.sqrt(quadraticForm(model.covariance, model.size, gradient));
    const logit = Math.log(share / (1 - share));
    const width = (model.quantile * se) / (share * (1 - share));
    return { level: k + 1, share, se, ci: [logistic(logit - width), logistic(logit + width)] };
  });
}

/**
 * Σ weight · P(Y ≥ level | x) over the terms. A gap between groups has weights 1 and −1; group × time (how far the gap moved, in
 * points) has 1, −1, −1 and 1 for group and other, later and earlier. Throws RangeError for a level off the scale.
 */
export function shareContrast(
  fit: Estimate<CumulativeLogit>,
  level: number,
  terms: readonly { x: readonly number[]; weight: number }[],
): ShareContrast {
  const model = opened(fit);
  if (!Number.isInteger(level) || level < 2 || level > model.levels) throw new RangeError(`Level ${level} is not 2 to ${model.levels}.`);
  const gradient = new Float64Array(model.size);
  let estimate = 0;
  for (const { x, weight } of terms) {
    const one = shareAtLeast(model, x, level, model.levels + 1);
    estimate += weight * one.share;
    for (let i = 0; i < model.size; i++) gradient[i]! += weight * one.gradient[i]!;
  }
  const se = Math.sqrt(quadraticForm(model.covariance, model.size, gradient));
  return { estimate, se, ci: [estimate - model.quantile * se, estimate + model.quantile * se] };
}

function opened({ detail, level, df }: Estimate<CumulativeLogit>) {
  const probabilities = new LevelProbabilities(detail.thresholds.length + 1);
  probabilities.setThresholds(detail.thresholds);
  return {
    detail,
    probabilities,
    levels: detail.thresholds.length + 1,
    size: detail.thresholds.length + detail.covariates.length,
    covariance: Float64Array.from(detail.covariance),
    quantile: df === null ? normalQuantile((1 + level) / 2) : tQuantile((1 + level) / 2, df),
  };
}

/** P(from ≤ Y < to) and its derivatives in thresholds and coefficients. */
function shareAtLeast({ detail, probabilities, levels, size }: ReturnType<typeof opened>, x: readonly number[], from: number, to: number) {
  if (x.length !== detail.covariates.length || !x.every(Number.isFinite))
    throw new RangeError(`Needs ${detail.covariates.length} covariates.`);
  probabilities.at(x.reduce((sum, value, j) => sum + value * detail.coefficients[j]!.estimate, 0));
  const { below, above, density } = probabilities;
  const gradient = new Float64Array(size);
  const upper = to - 1;
  const lower = from - 1;
  if (upper < levels) gradient[upper - 1] = density[upper]!;
  if (lower > 0) gradient[lower - 1] = -density[lower]!;
  x.forEach((value, j) => (gradient[levels - 1 + j] = -value * (density[upper]! - density[lower]!)));
  const share = upper === levels ? above[lower]! : lower + 1 === upper ? probabilities.share(upper) : below[upper]! - below[lower]!;
  return { share, gradient };
}

const logistic = (value: number) => 1 / (1 + Math.exp(-value));
