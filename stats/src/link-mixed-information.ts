import type { InvertedHessian } from './link-mixed-gradient.ts';
import { cholesky } from './linear-algebra.ts';
import type { Modes } from './link-mixed-modes.ts';

/**
 * The curvature of the Laplace likelihood, near enough to search by, at the modes `modes.find` left: its lower Cholesky factor, for
 * thresholds, coefficients and deviations. Of thresholds and coefficients the information of the penalised likelihood with the effects
 * eliminated (that of the fit without groups would take outcomes that are easier for thousands of independent ratings, and the search
 * would creep); of a deviation σ the expected 2 Σ (1 − H⁻¹_jj)² / σ² of a linear mixed model. `slope` is that of minus the likelihood.
 * Undefined where it is singular. Source: Breslow & Clayton 1993 for the first part; Searle, Casella & McCulloch 1992 for the second.
 */
export function searchCurvature(
  modes: Modes,
  { spread, ownerVariance }: InvertedHessian,
  parameters: Float64Array,
  slope: Float64Array,
): Float64Array | undefined {
  const { dense, fixed, others, starts, owning } = modes.layout;
  const size = parameters.length;
  const known = modes.probabilities.levels - 1 + fixed;
  const information = new Float64Array(size * size);
  withoutEffects(modes, information, size, known);
  const told = new Float64Array(size - known);
  for (const variance of ownerVariance) told[owning]! += 2 * (1 - variance) ** 2;
  others.forEach((other, f) => {
    for (let j = starts[f]!; j < starts[f + 1]!; j++) told[other]! += 2 * (1 - spread[j * dense + j]!) ** 2;
  });
  told.forEach((value, f) => {
    const deviation = parameters[known + f]!;
    // one that shrinks is at most halved in a step: at nil the likelihood is level, and the search would stay there
    const least = 2 * Math.abs(slope[known + f]! / deviation);
    information[(known + f) * (size + 1)] = deviation === 0 ? 1 : Math.max(value / deviation ** 2, least, 1e-8);
  });
  return cholesky(information, size) ? information : undefined;
}

/** I_ββ − I_βu H⁻¹ I_uβ into the first `known` rows and columns (lower triangle), β the thresholds and coefficients. */
function withoutEffects(modes: Modes, information: Float64Array, size: number, known: number): void {
  const { layout, probabilities, eta, sd, ownerSd } = modes;
  const { owners, dense, from, column, level, n, x, fixed, others } = layout;
  const { density, slope, levels } = probabilities;
  const first = levels - 1;
  const wide = others.length;
  const cross = Array.from({ length: known }, () => new Float64Array(owners + dense));
  // of one row: how its slope in η changes with each threshold and coefficient
  const change = new Float64Array(known);
  for (let o = 0; o < owners; o++) {
    for (let i = from[o]!; i < from[o + 1]!; i++) {
      const k = level[i]!;
      probabilities.around(k, eta[i]!);
      const share = probabilities.share(k);
      const upper = density[k]! / share;
      const lower = density[k - 1]! / share;
      change.fill(0);
      if (k < levels) {
        change[k - 1] = -n[i]! * density[k]!;
        information[(k - 1) * (size + 1)]! -= n[i]! * (slope[k]! / share - upper * upper);
        if (k > 1) information[(k - 2) * size + k - 1]! -= n[i]! * upper * lower;
      }
      if (k > 1) {
        change[k - 2] = -n[i]! * density[k - 1]!;
        information[(k - 2) * (size + 1)]! += n[i]! * (slope[k - 1]! / share + lower * lower);
      }
      const weight = n[i]! * (density[k]! + density[k - 1]!);
      for (let j = 0; j < fixed; j++) {
        const value = x[i * fixed + j]!;
        change[first + j] = weight * value;
        for (let l = j; l < fixed; l++) information[(first + j) * size + first + l]! += weight * value * x[i * fixed + l]!;
        for (let t = Math.max(0, k - 2); t < Math.min(k, first); t++) information[t * size + first + j]! += change[t]! * value;
      }
      for (let j = 0; j < known; j++) {
        const by = change[j]!;
        if (by === 0) continue;
        cross[j]![o]! += ownerSd * by;
        for (let f = 0; f < wide; f++) cross[j]![owners + column[i * wide + f]!]! += sd[column[i * wide + f]!]! * by;
      }
    }
  }
  for (let j = 0; j < known; j++) {
    const through = cross[j]!.slice();
    modes.solve(through);
    for (let i = j; i < known; i++) information[j * size + i]! -= through.reduce((sum, value, at) => sum + value * cross[i]![at]!, 0);
  }
}
