import { inverse } from './linear-algebra.ts';
import type { Modes } from './link-mixed-modes.ts';

/**
 * The derivatives of the Laplace log-likelihood Σ n log p − ½uᵀu − ½ log|H| at the modes `modes.find` left, in thresholds,
 * coefficients and deviations; exact, with the modes' own movement. With s, w and t the first, minus the second, and minus the third
 * derivative of n log p in η, z the row of the random effects scaled by their deviations, v = zᵀH⁻¹z and
 * y = H⁻¹ Σ t v z, the derivative along η is s − ½tv + ½w zᵀy. Source: Skaug & Fournier 2006, for a general H.
 */
export function laplaceGradient(modes: Modes, gradient: Float64Array): { ownerVariance: Float64Array; variance: Float64Array } {
  const { layout, probabilities, u, eta, sd, ownerSd } = modes;
  const { owners, dense, from, column, slot, level, n, x, fixed, slotStart, owning, others } = layout;
  const { density, slope, below, levels } = probabilities;
  const first = levels - 1;
  const { spread, toOwner, ownerVariance } = invertedHessian(modes);

  // v of each row, and for each grouping H⁻¹z at its group
  const { rows } = layout;
  const v = new Float64Array(rows);
  const ownerAt = new Float64Array(rows);
  const at = column.map(() => new Float64Array(rows));
  const y = new Float64Array(u.length);
  for (let o = 0; o < owners; o++) {
    for (let i = from[o]!; i < from[o + 1]!; i++) {
      let own = ownerSd * ownerVariance[o]!;
      let total = 0;
      for (let f = 0; f < column.length; f++) {
        const j = column[f]![i]!;
        own += sd[j]! * toOwner[slot[f]![i]!]!;
        let sum = ownerSd * toOwner[slot[f]![i]!]!;
        for (let g = 0; g < column.length; g++) sum += sd[column[g]![i]!]! * spread[j * dense + column[g]![i]!]!;
        at[f]![i] = sum;
        total += sd[j]! * sum;
      }
      ownerAt[i] = own;
      v[i] = total + ownerSd * own;
      probabilities.at(eta[i]!);
      const third = -n[i]! * (slope[level[i]!]! + slope[level[i]! - 1]!) * v[i]!;
      y[o]! += ownerSd * third;
      for (let f = 0; f < column.length; f++) y[owners + column[f]![i]!]! += sd[column[f]![i]!]! * third;
    }
  }
  modes.solve(y);

  gradient.fill(0);
  for (let o = 0; o < owners; o++) {
    for (let i = from[o]!; i < from[o + 1]!; i++) {
      const k = level[i]!;
      const count = n[i]!;
      probabilities.at(eta[i]!);
      let r = ownerSd * y[o]!;
      for (let f = 0; f < column.length; f++) r += sd[column[f]![i]!]! * y[owners + column[f]![i]!]!;
      const share = probabilities.share(k);
      if (k < levels) gradient[k - 1]! += count * (density[k]! / share - 0.5 * slope[k]! * v[i]! - 0.5 * density[k]! * r);
      if (k > 1) gradient[k - 2]! -= count * (density[k - 1]! / share + 0.5 * slope[k - 1]! * v[i]! + 0.5 * density[k - 1]! * r);
      const score = count * (below[k]! + below[k - 1]! - 1);
      const weight = count * (density[k]! + density[k - 1]!);
      const along = score + 0.5 * count * (slope[k]! + slope[k - 1]!) * v[i]! + 0.5 * weight * r;
      for (let j = 0; j < fixed; j++) gradient[first + j]! += along * x[i * fixed + j]!;
      gradient[first + fixed + owning]! += along * u[o]! - weight * ownerAt[i]! - 0.5 * score * y[o]!;
      for (let f = 0; f < column.length; f++) {
        const j = owners + column[f]![i]!;
        gradient[first + fixed + others[f]!]! += along * u[j]! - weight * at[f]![i]! - 0.5 * score * y[j]!;
      }
    }
  }
  return { ownerVariance, variance: Float64Array.from({ length: dense }, (_, j) => spread[j * dense + j]!) };

  /** H⁻¹ where rows need it: between dense columns, at the slots of owners, and on the owners' diagonal. */
  function invertedHessian({ factor, owner, between }: Modes) {
    const whole = inverse(factor, dense);
    const slots = layout.slotColumn;
    const reached = new Float64Array(slots.length);
    const variances = new Float64Array(owners);
    for (let o = 0; o < owners; o++) {
      let sum = 0;
      for (let a = slotStart[o]!; a < slotStart[o + 1]!; a++) {
        let inner = 0;
        for (let b = slotStart[o]!; b < slotStart[o + 1]!; b++) inner += (between[b]! / owner[o]!) * whole[slots[a]! * dense + slots[b]!]!;
        reached[a] = -inner;
        sum += inner * (between[a]! / owner[o]!);
      }
      variances[o] = 1 / owner[o]! + sum;
    }
    return { spread: whole, toOwner: reached, ownerVariance: variances };
  }
}
