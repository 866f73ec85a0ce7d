import { inverse } from './linear-algebra.ts';
import type { Modes } from './link-mixed-modes.ts';

/**
 * The derivatives of the Laplace log-likelihood Σ n log p − ½uᵀu − ½ log|H| at the modes `modes.find` left, in thresholds,
 * coefficients and deviations; exact, with the modes' own movement. With s, w and t the first, minus the second, and minus the third
 * derivative of n log p in η, z the row of the random effects scaled by their deviations, v = zᵀH⁻¹z and
 * y = H⁻¹ Σ t v z, the derivative along η is s − ½tv + ½w zᵀy. Source: Skaug & Fournier 2006, for a general H.
 */
export function laplaceGradient(modes: Modes, gradient: Float64Array): InvertedHessian {
  const { layout, probabilities, u, eta, sd, ownerSd } = modes;
  const { owners, dense, from, column, slot, slotColumn, level, n, x, fixed, starts, owning, others } = layout;
  const { density, slope, below, levels } = probabilities;
  const first = levels - 1;
  const wide = others.length;
  const inverted = invertedHessian(modes);
  const { spread, toOwner, ownerVariance } = inverted;

  // v is a sum over the pairs of groups a row is in: of an owner with itself, with a dense column and that with itself, of two columns
  const slotShare = toOwner.map((value, at) => {
    const j = slotColumn[at]!;
    return sd[j]! * (2 * ownerSd * value + sd[j]! * spread[j * dense + j]!);
  });
  const v = new Float64Array(layout.rows);
  const y = new Float64Array(u.length);
  gradient.fill(0);
  for (let o = 0; o < owners; o++) {
    const ownShare = ownerSd * ownerSd * ownerVariance[o]!;
    let ownThird = 0;
    for (let i = from[o]!; i < from[o + 1]!; i++) {
      const met = i * wide;
      let here = ownShare;
      for (let f = 0; f < wide; f++) {
        here += slotShare[slot[met + f]!]!;
        const j = column[met + f]!;
        for (let g = f + 1; g < wide; g++) {
          const l = column[met + g]!;
          here += 2 * sd[j]! * sd[l]! * spread[j * dense + l]!;
        }
      }
      v[i] = here;
      const k = level[i]!;
      const count = n[i]!;
      probabilities.around(k, eta[i]!);
      const share = probabilities.share(k);
      if (k < levels) gradient[k - 1]! += count * (density[k]! / share - 0.5 * slope[k]! * here);
      if (k > 1) gradient[k - 2]! -= count * (density[k - 1]! / share + 0.5 * slope[k - 1]! * here);
      const third = -count * (slope[k]! + slope[k - 1]!) * here;
      const along = count * (below[k]! + below[k - 1]! - 1) - 0.5 * third;
      for (let j = 0; j < fixed; j++) gradient[first + j]! += along * x[i * fixed + j]!;
      ownThird += third;
      for (let f = 0; f < wide; f++) y[owners + column[met + f]!]! += third;
    }
    y[o] = ownerSd * ownThird;
  }
  for (let j = 0; j < dense; j++) y[owners + j]! *= sd[j]!;
  modes.solve(y);

  const moved = y.slice(owners);
  for (let j = 0; j < dense; j++) moved[j]! *= sd[j]!;
  for (let o = 0; o < owners; o++) {
    const own = ownerSd * y[o]!;
    for (let i = from[o]!; i < from[o + 1]!; i++) {
      const k = level[i]!;
      let r = own;
      for (let f = 0; f < wide; f++) r += moved[column[i * wide + f]!]!;
      probabilities.around(k, eta[i]!);
      const half = 0.5 * n[i]! * r;
      if (k < levels) gradient[k - 1]! -= half * density[k]!;
      if (k > 1) gradient[k - 2]! -= half * density[k - 1]!;
      const weighted = half * (density[k]! + density[k - 1]!);
      for (let j = 0; j < fixed; j++) gradient[first + j]! += weighted * x[i * fixed + j]!;
    }
  }

  // along a deviation: at the mode the score of a group is u over its deviation, and Σ w z zᵀ is H − I, so that no row is needed
  for (let o = 0; o < owners; o++) gradient[first + fixed + owning]! += u[o]! * (u[o]! - y[o]!) - 1 + ownerVariance[o]!;
  others.forEach((other, f) => {
    for (let j = starts[f]!; j < starts[f + 1]!; j++) {
      const at = owners + j;
      gradient[first + fixed + other]! += u[at]! * (u[at]! - y[at]!) - 1 + spread[j * dense + j]!;
    }
    perDeviation(first + fixed + other, sd[starts[f]!]!);
  });
  perDeviation(first + fixed + owning, ownerSd);
  return inverted;

  /** The likelihood is even in a deviation, so that its slope is nil where the deviation is. */
  function perDeviation(at: number, deviation: number): void {
    gradient[at] = deviation === 0 ? 0 : gradient[at]! / deviation;
  }
}

/** H⁻¹ where rows need it. */
export interface InvertedHessian {
  /** Between dense columns: full. */
  spread: Float64Array;
  /** Between an owner and the dense columns it meets, by slot. */
  toOwner: Float64Array;
  /** On the diagonal: owners. */
  ownerVariance: Float64Array;
}

function invertedHessian({ layout, factor, owner, between }: Modes): InvertedHessian {
  const { owners, dense, slotStart, slotColumn } = layout;
  const spread = inverse(factor, dense);
  const toOwner = new Float64Array(slotColumn.length);
  const ownerVariance = new Float64Array(owners);
  for (let o = 0; o < owners; o++) {
    let sum = 0;
    for (let a = slotStart[o]!; a < slotStart[o + 1]!; a++) {
      let inner = 0;
      for (let b = slotStart[o]!; b < slotStart[o + 1]!; b++)
        inner += (between[b]! / owner[o]!) * spread[slotColumn[a]! * dense + slotColumn[b]!]!;
      toOwner[a] = -inner;
      sum += inner * (between[a]! / owner[o]!);
    }
    ownerVariance[o] = 1 / owner[o]! + sum;
  }
  return { spread, toOwner, ownerVariance };
}
