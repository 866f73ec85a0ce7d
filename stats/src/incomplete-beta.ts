import { deviance, stirlingError } from './gamma-function.ts';
import type { Tails } from './incomplete-gamma.ts';

/**
 * The regularised incomplete beta function Iₓ(a, b) (lower) and its complement (upper), for a, b > 0. `x` and `y` = 1 − x, from
 * 0 to 1, are both given: the smaller of them must keep its digits.
 * Source: the continued fraction of Didonato & Morris (1992, algorithm 708, eq. 9), scaled by a saddle-point density (Loader 2000).
 * Throws RangeError for other arguments.
 */
export function incompleteBeta(a: number, b: number, x: number, y: number): Tails {
  if (!(a > 0 && b > 0 && a < Infinity && b < Infinity && x >= 0 && y >= 0 && Math.abs(x + y - 1) < 1e-9)) {
    throw new RangeError(`The incomplete beta function is not defined at a = ${a}, b = ${b}, x = ${x}, y = ${y}.`);
  }
  if (x === 0) return { lower: 0, upper: 1 };
  if (y === 0) return { lower: 1, upper: 0 };
  if (x * (a + b + 2) < a + 1) {
    const lower = betaKernel(a, b, x, y) / fraction(a, b, x, y);
    return { lower, upper: 1 - lower };
  }
  const upper = betaKernel(b, a, y, x) / fraction(b, a, y, x);
  return { lower: 1 - upper, upper };
}

/** xᵃ yᵇ / B(a, b). */
function betaKernel(a: number, b: number, x: number, y: number): number {
  return ((a * b) / (a + b)) * binomialDensity(a, b, x, y);
}

/** (a + b choose a) xᵃ yᵇ for a, b > 0, not whole ones only. */
export function binomialDensity(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * a * b));
}

/** The contracted fraction by the modified Lentz algorithm. a − (a + b)x is taken as ay − bx, or a large a would cost digits. */
function fraction(a: number, b: number, x: number, y: number): number {
  const tiny = 1e-300;
  const away = a * y - b * x;
  let c = (a / (a + 1)) * (away + 1) || tiny;
  let d = 0;
  let value = c;
  for (let n = 1; n < 1_000_000; n++) {
    const odd = a + 2 * n - 1;
    const top = ((a + n - 1) * (a + b + n - 1) * n * (b - n) * x * x) / (odd * odd);
    const bottom = n + (n * (b - n) * x) / odd + ((a + n) / (odd + 2)) * (away + 1 + n * (1 + y));
    d = 1 / (bottom + top * d || tiny);
    c = bottom + top / c || tiny;
    const step = c * d;
    value *= step;
    if (Math.abs(step - 1) < 2e-16) break;
  }
  return value;
}
