/*
 * The pieces of the gamma function that densities are made of, kept apart so that large terms never cancel.
 * Source: Loader (2000), Fast and accurate computation of binomial probabilities.
 */

const halfLogTwoPi = 0.9189385332046728;

/**
 * ln Γ(n + 1) less Stirling's formula (n + ½) ln n − n + ½ ln 2π, for n > 0. Below 15 it climbs there step by step: each step
 * adds a small positive number, so nothing is lost.
 */
export function stirlingError(n: number): number {
  let climbed = 0;
  let m = n;
  for (; m < 15; m++) climbed += (m + 0.5) * Math.log1p(1 / m) - 1;
  const inverse = 1 / m;
  const square = inverse * inverse;
  return (
    climbed +
    inverse *
      (1 / 12 -
        square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360_360 - square / 156))))))
  );
}

/** ln Γ(x) for x > 0. Throws RangeError otherwise. */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`ln Γ is asked of a number above 0, not ${x}.`);
  if (x === Infinity) return Infinity;
  return (x + 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingError(x) - Math.log(x);
}

/** x ln(x / m) + m − x for x, m > 0: half the deviance of a count x of mean m, without cancellation where they are close. */
export function deviance(x: number, m: number): number {
  const ratio = (x - m) / (x + m);
  if (Math.abs(ratio) > 0.5) return x * Math.log(x / m) + m - x;
  let sum = (x - m) * ratio;
  let term = 2 * x * ratio;
  const square = ratio * ratio;
  for (let j = 1; j < 1000; j++) {
    term *= square;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
