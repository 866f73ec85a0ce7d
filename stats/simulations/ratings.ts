import type { Random } from '../src/random.ts';

/** A level from 1, with logit P(Y ≤ k) = thresholds[k − 1] − eta. */
export function drawLevel(chance: Random, eta: number, thresholds: readonly number[]): number {
  const u = chance.next();
  const latent = eta + Math.log(u / (1 - u));
  let level = 1;
  for (const threshold of thresholds) if (latent > threshold) level += 1;
  return level;
}

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export const sd = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
};

/** Root of the mean squared difference. */
export const error = (values: readonly number[], truth: readonly number[]): number =>
  Math.sqrt(mean(values.map((value, i) => (value - truth[i]!) ** 2)));
