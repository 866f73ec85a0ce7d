import { deviance, stirlingError } from './gamma-function.ts';

/** Both tails of a distribution at one point: `lower` + `upper` = 1, each exact to its own size. */
export interface Tails {
  lower: number;
  upper: number;
}

/**
 * The regularised incomplete gamma functions P(a, x) (lower) and Q(a, x) (upper), for a > 0 and x ≥ 0.
 * Source: series and Legendre's continued fraction (DLMF 8.11.4, 8.9.2), scaled by a saddle-point density (Loader 2000).
 * Throws RangeError for other arguments.
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (!(a > 0 && a < Infinity) || !(x >= 0)) throw new RangeError(`The incomplete gamma function is not defined at a = ${a}, x = ${x}.`);
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  // below a half the upper tail is small long before x reaches a + 1
  if (x < (a < 0.5 ? 0.5 : a + 1)) {
    const lower = poissonDensity(a, x) * series(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = (poissonDensity(a, x) * a) / fraction(a, x);
  return { lower: 1 - upper, upper };
}

/** xᵃ e⁻ˣ / Γ(a + 1). */
export function poissonDensity(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

function series(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let n = 1; n < 1_000_000; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return sum;
}

/** Γ(a, x) = xᵃ e⁻ˣ / fraction, by the modified Lentz algorithm. */
function fraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = b || tiny;
  let d = 0;
  let value = c;
  for (let n = 1; n < 1_000_000; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b || tiny);
    c = b + an / c || tiny;
    const step = c * d;
    value *= step;
    if (Math.abs(step - 1) < 2e-16) break;
  }
  return value;
}
