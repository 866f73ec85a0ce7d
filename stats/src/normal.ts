/*
 * The standard normal distribution. Sources: Cody (1969), Rational Chebyshev approximations for the error function, as arranged
 * in his ANORM (1993), good to the last digits in both tails; Wichura (1988), algorithm AS 241, for the quantile.
 */

export type Tail = 'lower' | 'upper';

export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) * 0.3989422804014327;
}

/** P(Z ≤ x). */
export function normalCdf(x: number): number {
  return normalUpper(-x);
}

/** P(Z > x). */
export function normalUpper(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return NaN;
  if (size <= 0.67448975) {
    const square = size > 1.11e-16 ? x * x : 0;
    return 0.5 - x * ratio(square, centreTop, centreBottom);
  }
  const tail = size <= Math.sqrt(32) ? scaled(size) * ratio(size, middleTop, middleBottom) : far(size);
  return x > 0 ? tail : 1 - tail;
}

/**
 * The z that leaves `p` below it, or above it with `tail` 'upper' (give a small tail as itself, not as its complement).
 * Throws RangeError unless 0 ≤ p ≤ 1.
 */
export function normalQuantile(p: number, tail: Tail = 'lower'): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability lies between 0 and 1, not at ${p}.`);
  const sign = tail === 'lower' ? 1 : -1;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return sign * q * ratio(0.180625 - q * q, nearTop, nearBottom);
  const smaller = q < 0 ? p : 1 - p;
  if (smaller === 0) return q < 0 ? -sign * Infinity : sign * Infinity;
  const r = Math.sqrt(-Math.log(smaller));
  const size = r <= 5 ? ratio(r - 1.6, outTop, outBottom) : ratio(r - 5, farOutTop, farOutBottom);
  return q < 0 ? -sign * size : sign * size;
}

/** e^(−x²/2), the square split so that its last digits count. */
function scaled(x: number): number {
  const coarse = Math.trunc(x * 16) / 16;
  return Math.exp(-coarse * coarse * 0.5) * Math.exp(-(x - coarse) * (x + coarse) * 0.5);
}

function far(x: number): number {
  if (x === Infinity) return 0;
  const inverse = 1 / (x * x);
  return (scaled(x) * (0.3989422804014327 - inverse * ratio(inverse, farTop, farBottom))) / x;
}

/** One polynomial over another, coefficients from the constant up. */
function ratio(x: number, top: readonly number[], bottom: readonly number[]): number {
  return polynomial(x, top) / polynomial(x, bottom);
}

function polynomial(x: number, coefficients: readonly number[]): number {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + (coefficients[i] as number);
  return value;
}

const centreTop = [18154.98125334356, 1067.6894854603709, 161.02823106855587, 2.2352520354606837, 0.06568233791820745];
const centreBottom = [45507.78933502673, 10260.932208618979, 976.0985517377767, 47.202581904688245, 1];
const middleTop = [
  9842.714838383978, 11602.65143764735, 6848.190450536283, 2494.5375852903726, 597.2702763948002, 93.50665613217785, 8.883149794388377,
  0.39894151208813466, 1.0765576773720192e-8,
];
const middleBottom = [
  19685.429676859992, 38912.00328609327, 34900.95272114598, 18615.571640885097, 6485.558298266761, 1519.3775994075547, 235.387901782625,
  22.266688044328117, 1,
];
const farTop = [
  2.9112874951168793e-5, 0.0014216191932278934, 0.022235277870649807, 0.12740116116024736, 0.215898534057957, 0.023073441764940174,
];
const farBottom = [7.297515550839662e-5, 0.0037823963320275824, 0.06598813786892856, 0.4682382124808651, 1.284260096144911, 1];
const nearTop = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087, 33430.57558358813,
  2509.0809287301227,
];
const nearBottom = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943, 5226.495278852546,
];
const outTop = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
];
const outBottom = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457, 0.0005475938084995345,
  1.0507500716444169e-9,
];
const farOutTop = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124, 0.0012426609473880784,
  2.7115555687434876e-5, 2.0103343992922881e-7,
];
const farOutBottom = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5, 1.421511758316446e-7,
  2.0442631033899397e-15,
];
