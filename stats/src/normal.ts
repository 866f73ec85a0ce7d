/*
 * The standard normal distribution. Sources: Cody (1969), Rational Chebyshev approximations for the error function, as arranged
 * in his ANORM (1993), good to the last digits in both tails; Wichura (1988), algorithm AS 241, for the quantile.
 */

export type Tail = 'lower' | 'upper';

export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) * 0.398942280401432677939946059934;
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
  return (scaled(x) * (0.398942280401432677939946059934 - inverse * ratio(inverse, farTop, farBottom))) / x;
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

const centreTop = [18154.981253343561249, 1067.6894854603709582, 161.02823106855587881, 2.2352520354606839287, 0.065682337918207449113];
const centreBottom = [45507.789335026729956, 10260.932208618978205, 976.09855173777669322, 47.20258190468824187, 1];
const middleTop = [
  9842.7148383839780218, 11602.651437647350124, 6848.1904505362823326, 2494.5375852903726711, 597.27027639480026226, 93.506656132177855979,
  8.8831497943883759412, 0.39894151208813466764, 1.0765576773720192317e-8,
];
const middleBottom = [
  19685.429676859990727, 38912.003286093271411, 34900.952721145977266, 18615.571640885098091, 6485.558298266760755, 1519.377599407554805,
  235.38790178262499861, 22.266688044328115691, 1,
];
const farTop = [
  2.9112874951168792e-5, 0.001421619193227893466, 0.022235277870649807, 0.1274011611602473639, 0.21589853405795699, 0.02307344176494017303,
];
const farBottom = [7.29751555083966205e-5, 0.00378239633202758244, 0.0659881378689285515, 0.468238212480865118, 1.28426009614491121, 1];
const nearTop = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
  33430.575583588128105, 2509.0809287301226727,
];
const nearBottom = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061, 28729.085735721942674,
  5226.495278852545925,
];
const outTop = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
  0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
];
const outBottom = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459, 0.0151986665636164571966,
  5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const farOutTop = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093,
  0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const farOutBottom = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4, 1.8463183175100546818e-5,
  1.4215117583164458887e-7, 2.04426310338993978564e-15,
];
