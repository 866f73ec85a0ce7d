import { expect, test } from 'vitest';
import { ofMovement, ofPairs } from './pair-coverage.ts';
import { mean } from './ratings.ts';
import { drawMovement, drawSelfViews } from './student-pairs.ts';

const seeds = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/* docs/methods/findings/clustered-kappa.md has the long run; this one is small, and far from the edge of what it holds. */
test('the naive interval of κ misses the truth half the time, the clustered one keeps its word', () => {
  const draw = (students: number, seed: number) => drawSelfViews({ students, own: 0.6, occasion: 0.6 }, seed);
  const [clustered, naive] = [ofPairs['quadratic weighted κ']!, ofPairs['the same, naive']!];
  // 0.515 in 4 × 2,500 students
  const truth = clustered(draw(1_000, 5_000)).estimate;
  const drawn = seeds(60).map((seed) => draw(30, seed));
  const held = (ask: typeof clustered) => mean(drawn.map(ask).map(({ ci }) => Number(ci[0] <= truth && truth <= ci[1])));
  expect(held(clustered)).toBeGreaterThan(0.83);
  expect(held(naive)).toBeLessThan(0.7);
  const ratio = mean(drawn.map((pairs) => (clustered(pairs).se as number) / (naive(pairs).se as number)));
  expect(ratio).toBeGreaterThan(2.5);
});

test('net movement of few students who have several outcomes each keeps its word too', () => {
  const ask = ofMovement['net movement D']!;
  const truth = ask(drawMovement(40_000, 5, 9)).estimate;
  const held = mean(
    seeds(300).map((seed) => {
      const { ci } = ask(drawMovement(15, 5, seed));
      return Number(ci[0] <= truth && truth <= ci[1]);
    }),
  );
  expect(held).toBeGreaterThan(0.9);
  expect(held).toBeLessThan(0.99);
});
