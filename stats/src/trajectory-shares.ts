import type { Estimate } from './answer.ts';
import type { CumulativeLinkMixed } from './cumulative-link-mixed.ts';
import { LevelProbabilities } from './cumulative-likelihood.ts';
import type { PredictedShare } from './cumulative-shares.ts';
import { normalDensity, normalQuantile } from './distributions.ts';
import { quadraticForm } from './linear-algebra.ts';

/**
 * The share of students expected at each level at each of `profiles` (a group at each occasion: the trajectory to draw), over all
 * students, mentors and outcomes the model spreads: not the shares of a typical student, which lie further out. Delta-method
 * intervals on the logit scale. Source: Agresti 2013, section 13.2 (population-averaged effects); normal integral by the
 * trapezoidal rule, exact to rounding for such integrands (Trefethen & Weideman 2014).
 */
export function trajectoryShares(fit: Estimate<CumulativeLinkMixed>, profiles: readonly (readonly number[])[]): PredictedShare[][] {
  const { spread, thresholds, covariates, covariance } = fit.detail;
  const total = Math.hypot(...spread.map(({ sd }) => sd));
  const first = thresholds.length;
  const size = first + covariates.length + spread.length;
  const matrix = Float64Array.from(covariance);
  const width = normalQuantile((1 + fit.level) / 2);
  return profiles.map((x) => {
    const gradients = Array.from({ length: first + 1 }, () => new Float64Array(size));
    const shares = spreadOut(fit, x, 0, total, (z, weight, { density }) => {
      for (let level = 1; level <= first + 1; level++) {
        const gradient = gradients[level - 1]!;
        const [upper, lower] = [weight * density[level]!, weight * density[level - 1]!];
        if (level <= first) gradient[level - 1]! += upper;
        if (level > 1) gradient[level - 2]! -= lower;
        x.forEach((value, j) => (gradient[first + j]! -= (upper - lower) * value));
        if (total > 0) spread.forEach(({ sd }, f) => (gradient[first + x.length + f]! -= ((upper - lower) * z * sd) / total));
      }
    });
    return shares.map((share, k): PredictedShare => {
      const se = Math.sqrt(quadraticForm(matrix, size, gradients[k]!));
      const logit = Math.log(share / (1 - share));
      const half = (width * se) / (share * (1 - share));
      return { level: k + 1, share, se, ci: [1 / (1 + Math.exp(half - logit)), 1 / (1 + Math.exp(-half - logit))] };
    });
  });
}

/**
 * How likely each level is for one student at each of `profiles`, given their scores so far: averaged over what the scores leave
 * open about the student, with a mentor and an outcome like most. Throws RangeError for a grouping or a number the model has not.
 */
export function studentTrajectory(
  fit: Estimate<CumulativeLinkMixed>,
  student: { grouping: string; number: number },
  profiles: readonly (readonly number[])[],
): number[][] {
  const found = fit.detail.effects.find(({ name }) => name === student.grouping);
  const effect = found?.effect[student.number];
  if (found === undefined || effect === undefined) throw new RangeError(`The model has no ${student.grouping} ${student.number}.`);
  return profiles.map((x) => spreadOut(fit, x, effect, found.se[student.number]!));
}

/** Shares at xβ + centre + sd · z, averaged over a standard normal z; `visit` sees every z with its weight. */
function spreadOut(
  { detail }: Estimate<CumulativeLinkMixed>,
  x: readonly number[],
  centre: number,
  sd: number,
  visit?: (z: number, weight: number, probabilities: LevelProbabilities) => void,
): number[] {
  if (x.length !== detail.covariates.length || !x.every(Number.isFinite))
    throw new RangeError(`Needs ${detail.covariates.length} covariates.`);
  const probabilities = new LevelProbabilities(detail.thresholds.length + 1);
  probabilities.setThresholds(detail.thresholds);
  const eta = x.reduce((sum, value, j) => sum + value * detail.coefficients[j]!.estimate, centre);
  const shares = Array.from({ length: probabilities.levels }, () => 0);
  const step = 1 / 8;
  for (let z = -8; z <= 8; z += step) {
    const weight = step * normalDensity(z);
    probabilities.at(eta + sd * z);
    shares.forEach((_, k) => (shares[k]! += weight * probabilities.share(k + 1)));
    visit?.(z, weight, probabilities);
  }
  return shares;
}
