import { logGamma } from './gamma-function.ts';
import { binomialDensity, incompleteBeta } from './incomplete-beta.ts';
import { incompleteGamma, poissonDensity, type Tails } from './incomplete-gamma.ts';
import { normalQuantile, normalUpper, type Tail } from './normal.ts';
import { solveQuantile } from './solve-quantile.ts';

export { normalCdf, normalDensity, normalQuantile, normalUpper, type Tail } from './normal.ts';

/*
 * Tails and quantiles. `…Cdf` is the lower tail, `…Upper` the upper one, each exact to its own size: never take 1 − cdf for a small
 * upper tail. A quantile takes the probability below it, or with `tail` 'upper' the one above. Degrees of freedom are positive
 * and need not be whole; Infinity is allowed where it has a meaning. Other arguments throw a RangeError.
 * Source: Abramowitz & Stegun (1964), 26.4–26.7.
 */

/** P(T ≤ t) for Student's t. */
export function tCdf(t: number, df: number): number {
  return tUpper(-t, df);
}

/** P(T > t). */
export function tUpper(t: number, df: number): number {
  requireDf(df);
  if (df === Infinity) return normalUpper(t);
  if (Number.isNaN(t)) throw new RangeError('t is asked of a number.');
  const { probability } = tTail(Math.abs(t), df);
  return t >= 0 ? probability : 1 - probability;
}

export function tQuantile(p: number, df: number, tail: Tail = 'lower'): number {
  requireDf(df);
  requireProbability(p);
  if (df === Infinity) return normalQuantile(p, tail);
  if (p === 0.5) return 0;
  const sign = (tail === 'upper') === p < 0.5 ? 1 : -1;
  const smaller = p < 0.5 ? p : 1 - p;
  if (smaller === 0) return sign * Infinity;
  const start = Math.max(1e-8, -normalQuantile(smaller));
  return sign * solveQuantile(smaller, start, (t) => tTail(t, df), 'falls');
}

/** P(X ≤ x) for χ². */
export function chiSquareCdf(x: number, df: number): number {
  return chiSquareTails(x, df).lower;
}

/** P(X > x). */
export function chiSquareUpper(x: number, df: number): number {
  return chiSquareTails(x, df).upper;
}

export function chiSquareQuantile(p: number, df: number, tail: Tail = 'lower'): number {
  requireDf(df);
  const density = (x: number) => (poissonDensity(df / 2, x / 2) * df) / (2 * x);
  return positiveQuantile(p, tail, Math.max(df - 0.6, 0.1 * df), (x) => chiSquareTails(x, df), density);
}

/** P(X ≤ x) for F with df1 (numerator) and df2 degrees of freedom; df2 may be Infinity. */
export function fCdf(x: number, df1: number, df2: number): number {
  return fTails(x, df1, df2).lower;
}

/** P(X > x). */
export function fUpper(x: number, df1: number, df2: number): number {
  return fTails(x, df1, df2).upper;
}

export function fQuantile(p: number, df1: number, df2: number, tail: Tail = 'lower'): number {
  requireDf(df1);
  requireDf(df2);
  if (df2 === Infinity) return chiSquareQuantile(p, df1, tail) / df1;
  const density = (f: number) => {
    const { x, y } = fPoint(f, df1, df2);
    return (binomialDensity(df1 / 2, df2 / 2, x, y) * df1 * df2) / (2 * (df1 + df2) * f);
  };
  return positiveQuantile(p, tail, 1, (x) => fTails(x, df1, df2), density);
}

/** P(X ≤ x) for the beta distribution of a and b. */
export function betaCdf(x: number, a: number, b: number): number {
  return incompleteBeta(a, b, x, 1 - x).lower;
}

/** The x from 0 to 1 with `p` below it (or above, with `tail` 'upper'), such as a Clopper–Pearson limit. */
export function betaQuantile(p: number, a: number, b: number, tail: Tail = 'lower'): number {
  // the odds of a beta variable are an F variable scaled by a / b: no digits are lost at either end
  const odds = (fQuantile(p, 2 * a, 2 * b, tail) * a) / b;
  return odds === Infinity ? 1 : odds / (1 + odds);
}

/** P(X ≤ k) for X successes in n trials of probability p. */
export function binomialCdf(k: number, n: number, p: number): number {
  return binomialTails(k, n, p).lower;
}

/** P(X > k). */
export function binomialUpper(k: number, n: number, p: number): number {
  return binomialTails(k, n, p).upper;
}

/** The smallest k with P(X ≤ k) ≥ q. */
export function binomialQuantile(q: number, n: number, p: number): number {
  requireProbability(q);
  let [low, high] = [-1, n];
  // the comparison forgives a rounding error, or the quantile of a cdf's own value would be one too high
  const enough = (k: number) => binomialCdf(k, n, p) >= q * (1 - 64 * Number.EPSILON);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** P(T > t) for t > 0, and the density there. */
function tTail(t: number, df: number): { probability: number; density: number } {
  const square = t * t;
  if (square > 1e290) {
    // so far out that only the first term is left, and t² would leave the range of numbers
    const logBeta = logGamma(df / 2) + logGamma(0.5) - logGamma((df + 1) / 2);
    const probability = Math.exp((df / 2) * (Math.log(df) - 2 * Math.log(t)) - logBeta) / df;
    return { probability, density: t === Infinity ? 0 : (probability * df) / t };
  }
  const [x, y] = [df / (df + square), square / (df + square)];
  return {
    probability: incompleteBeta(df / 2, 0.5, x, y).lower / 2,
    density: y === 0 ? 0 : (binomialDensity(df / 2, 0.5, x, y) * df) / (2 * (df + 1) * t),
  };
}

function chiSquareTails(x: number, df: number): Tails {
  requireDf(df);
  if (Number.isNaN(x)) throw new RangeError('χ² is asked of a number.');
  return incompleteGamma(df / 2, Math.max(0, x) / 2);
}

function fPoint(f: number, df1: number, df2: number): { x: number; y: number } {
  const product = df1 * f;
  if (product === Infinity) return { x: 1, y: 0 };
  return { x: product / (product + df2), y: df2 / (product + df2) };
}

function fTails(f: number, df1: number, df2: number): Tails {
  requireDf(df1);
  requireDf(df2);
  if (Number.isNaN(f)) throw new RangeError('F is asked of a number.');
  if (df2 === Infinity) return incompleteGamma(df1 / 2, (Math.max(0, f) * df1) / 2);
  const { x, y } = fPoint(Math.max(0, f), df1, df2);
  return incompleteBeta(df1 / 2, df2 / 2, x, y);
}

function binomialTails(k: number, n: number, p: number): Tails {
  if (!Number.isInteger(n) || n < 0 || !(p >= 0 && p <= 1))
    throw new RangeError(`There is no binomial distribution of n = ${n}, p = ${p}.`);
  const whole = Math.floor(k + 1e-9);
  if (whole < 0) return { lower: 0, upper: 1 };
  if (whole >= n) return { lower: 1, upper: 0 };
  return incompleteBeta(n - whole, whole + 1, 1 - p, p);
}

function positiveQuantile(p: number, tail: Tail, start: number, tails: (x: number) => Tails, density: (x: number) => number): number {
  requireProbability(p);
  if (p === 0) return tail === 'lower' ? 0 : Infinity;
  if (p === 1) return tail === 'lower' ? Infinity : 0;
  // whichever tail is the smaller one keeps its digits
  const lower = (tail === 'lower') === p <= 0.5;
  const asked = p <= 0.5 ? p : 1 - p;
  return lower
    ? solveQuantile(asked, start, (x) => ({ probability: tails(x).lower, density: density(x) }), 'rises')
    : solveQuantile(asked, start, (x) => ({ probability: tails(x).upper, density: density(x) }), 'falls');
}

function requireDf(df: number): void {
  if (!(df > 0)) throw new RangeError(`Degrees of freedom are above 0, not ${df}.`);
}

function requireProbability(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability lies between 0 and 1, not at ${p}.`);
}
