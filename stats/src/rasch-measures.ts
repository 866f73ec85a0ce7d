/** What a total says of a student, on the scale of the thresholds. */
export interface Measure {
  total: number;
  n: number;
  /** Warm's weighted likelihood estimate: finite at both ends too. */
  measure: number;
  se: number;
}

/** Probabilities of an outcome's levels for a student at `theta`; thresholds in order of level. */
export function levelProbabilities(theta: number, thresholds: readonly number[]): number[] {
  const logs = [0];
  for (const threshold of thresholds) logs.push(logs.at(-1)! + theta - threshold);
  const top = Math.max(...logs);
  const weights = logs.map((value) => Math.exp(value - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

export interface Moments {
  mean: number;
  variance: number;
  third: number;
}

/** Mean, variance and third central moment of an outcome's level. */
export function levelMoments(theta: number, thresholds: readonly number[]): Moments {
  // asked thousands of times in a fit: no list is made
  let [log, top] = [0, 0];
  for (let h = 0; h < thresholds.length; h++) {
    log += theta - thresholds[h]!;
    if (log > top) top = log;
  }
  log = 0;
  let total = Math.exp(-top);
  let [first, second, cube] = [0, 0, 0];
  for (let h = 1; h <= thresholds.length; h++) {
    log += theta - thresholds[h - 1]!;
    const weight = Math.exp(log - top);
    total += weight;
    first += h * weight;
    second += h * h * weight;
    cube += h * h * h * weight;
  }
  const mean = first / total;
  const square = second / total;
  return { mean, variance: square - mean * mean, third: cube / total - 3 * mean * square + 2 * mean ** 3 };
}

function totalMoments(theta: number, outcomes: readonly (readonly number[])[]): Moments {
  const sum = { mean: 0, variance: 0, third: 0 };
  for (const thresholds of outcomes) {
    const { mean, variance, third } = levelMoments(theta, thresholds);
    sum.mean += mean;
    sum.variance += variance;
    sum.third += third;
  }
  return sum;
}

/**
 * Where a falling function of θ is nought: every function here falls from above to below nought. By false position with the
 * far end's value halved (the Illinois rule), and by halving the bracket where that is slow.
 */
function root(of: (theta: number) => number): number {
  let [low, high] = [-40, 40];
  let [above, below] = [of(low), of(high)];
  for (let step = 0, side = 0; step < 200 && high - low > 1e-13 * Math.max(1, Math.abs(low)); step++) {
    const falsePosition = low + ((high - low) * above) / (above - below);
    const middle = step % 4 === 3 || !(falsePosition > low && falsePosition < high) ? (low + high) / 2 : falsePosition;
    const value = of(middle);
    if (value === 0) return middle;
    if (value > 0) {
      [low, above] = [middle, value];
      if (side === 1) below /= 2;
      side = 1;
    } else {
      [high, below] = [middle, value];
      if (side === -1) above /= 2;
      side = -1;
    }
  }
  return (low + high) / 2;
}

/**
 * Measure of a total: Warm's, or by maximum likelihood, which has none at either end.
 * Source: Warm 1989, Psychometrika 54; for several levels Penfield & Bergeron 2005.
 */
export function measureOf(
  total: number,
  outcomes: readonly (readonly number[])[],
  by: 'warm' | 'likelihood',
): { measure: number; se: number } {
  const measure = root((theta) => {
    const { mean, variance, third } = totalMoments(theta, outcomes);
    return total - mean + (by === 'warm' ? third / (2 * variance) : 0);
  });
  return { measure, se: 1 / Math.sqrt(totalMoments(measure, outcomes).variance) };
}
