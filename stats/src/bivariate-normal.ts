import { normalCdf } from './normal.ts';

/**
 * P(X ≤ x, Y ≤ y) of two standard normal variables that correlate by r, good to about 14 decimals; x and y may be infinite.
 * Source: Genz 2004, after Drezner & Wesolowsky 1990. Throws RangeError unless −1 ≤ r ≤ 1.
 */
export function bivariateNormalCdf(x: number, y: number, r: number): number {
  if (!(r >= -1 && r <= 1)) throw new RangeError(`A correlation lies between −1 and 1, not at ${r}.`);
  if (x === -Infinity || y === -Infinity) return 0;
  if (x === Infinity) return normalCdf(y);
  if (y === Infinity) return normalCdf(x);
  return Math.abs(r) < 0.925 ? moderate(-x, -y, r) : strong(-x, -y, r);
}

/** P(X > h, Y > k), integrated over the angle of the correlation. */
function moderate(h: number, k: number, r: number): number {
  const half = (h * h + k * k) / 2;
  const angle = Math.asin(r);
  let sum = 0;
  for (const { at, weight } of nodes) {
    const sine = Math.sin((angle * (at + 1)) / 2);
    sum += weight * Math.exp((sine * h * k - half) / (1 - sine * sine));
  }
  return (sum * angle) / (4 * Math.PI) + normalCdf(-h) * normalCdf(-k);
}

/** The same near a correlation of 1 or −1, as what is left of the limit. */
function strong(h: number, upper: number, r: number): number {
  const k = r < 0 ? -upper : upper;
  let left = 0;
  if (Math.abs(r) < 1) {
    const hk = h * k;
    const square = (1 - r) * (1 + r);
    const apart = (h - k) ** 2;
    const c = (4 - hk) / 8;
    const d = (12 - hk) / 16;
    const a = Math.sqrt(square);
    const first = -(apart / square + hk) / 2;
    if (first > -100) left = a * Math.exp(first) * (1 - (c * (apart - square) * (1 - (d * apart) / 5)) / 3 + (c * d * square * square) / 5);
    if (hk > -100) {
      const b = Math.sqrt(apart);
      left -= Math.exp(-hk / 2) * Math.sqrt(2 * Math.PI) * normalCdf(-b / a) * b * (1 - (c * apart * (1 - (d * apart) / 5)) / 3);
    }
    for (const { at, weight } of nodes) {
      const xs = ((a / 2) * (at + 1)) ** 2;
      const rs = Math.sqrt(1 - xs);
      const power = -(apart / xs + hk) / 2;
      if (power > -100) {
        left += (a / 2) * weight * Math.exp(power) * (Math.exp((-hk * (1 - rs)) / (2 * (1 + rs))) / rs - (1 + c * xs * (1 + d * xs)));
      }
    }
    left = -left / (2 * Math.PI);
  }
  if (r > 0) return left + normalCdf(-Math.max(h, k));
  return -left + (k > h ? normalCdf(k) - normalCdf(h) : 0);
}

/** The density of the two at x and y; 0 where either is infinite. */
export function bivariateNormalDensity(x: number, y: number, r: number): number {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return 0;
  const rest = 1 - r * r;
  return Math.exp(-(x * x - 2 * r * x * y + y * y) / (2 * rest)) / (2 * Math.PI * Math.sqrt(rest));
}

/** Gauss and Legendre's 20 points from −1 to 1, found by Newton's steps on the polynomial. */
const nodes = Array.from({ length: 20 }, (_, i) => {
  let at = Math.cos((Math.PI * (i + 0.75)) / 20.5);
  let slope = 1;
  for (let step = 0; step < 10; step++) {
    let [before, value] = [1, at];
    for (let n = 2; n <= 20; n++) [before, value] = [value, ((2 * n - 1) * at * value - (n - 1) * before) / n];
    slope = (20 * (at * value - before)) / (at * at - 1);
    at -= value / slope;
  }
  return { at, weight: 2 / ((1 - at * at) * slope * slope) };
});
