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
  const p = levelProbabilities(theta, thresholds);
  const mean = p.reduce((sum, weight, h) => sum + h * weight, 0);
  const central = (power: number) => p.reduce((sum, weight, h) => sum + (h - mean) ** power * weight, 0);
  return { mean, variance: central(2), third: central(3) };
}

function totalMoments(theta: number, outcomes: readonly (readonly number[])[]): Moments {
  return outcomes.reduce<Moments>(
    (sum, thresholds) => {
      const { mean, variance, third } = levelMoments(theta, thresholds);
      return { mean: sum.mean + mean, variance: sum.variance + variance, third: sum.third + third };
    },
    { mean: 0, variance: 0, third: 0 },
  );
}

/** Where a falling function of θ is nought, by halving: every function here falls from above to below nought. */
function root(of: (theta: number) => number): number {
  let [low, high] = [-40, 40];
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (of(middle) > 0) low = middle;
    else high = middle;
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
