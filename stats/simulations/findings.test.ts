import { expect, test } from 'vitest';
import { simulateCeiling } from './ceiling.ts';
import { simulateDropOut, trueGain } from './drop-out.ts';
import { mean } from './ratings.ts';
import { simulateSeverity } from './severity.ts';

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed + 1);

/* docs/methods/findings has the long ones; these are small, and far from the edge of what they hold. */

test('without links, a caseload’s ability passes for its mentor’s severity; with changes of mentor, it does not', () => {
  const design = { mentors: 12, caseload: 20, occasions: 6, outcomes: 12, changing: 0, vignettes: 0 };
  const apart = seeds(5).map((seed) => simulateSeverity(design, seed));
  expect(mean(apart.map(({ raw }) => raw.taken))).toBeGreaterThan(0.85);
  expect(mean(apart.map(({ mixed }) => mixed.taken))).toBeGreaterThan(0.7);
  const linked = seeds(5).map((seed) => simulateSeverity({ ...design, changing: 0.2 }, seed));
  expect(mean(linked.map(({ mixed }) => mixed.taken))).toBeLessThan(0.25);
  expect(mean(linked.map(({ mixed }) => mixed.error))).toBeLessThan(0.07);
  expect(mean(apart.map(({ mixed }) => mixed.error))).toBeGreaterThan(0.12);
});

test('ten vignettes, read alone, tell severity from ability', () => {
  const design = { mentors: 12, caseload: 10, occasions: 2, outcomes: 20, changing: 0, vignettes: 10 };
  const found = seeds(5).map((seed) => simulateSeverity(design, seed));
  expect(mean(found.map(({ vignettes }) => vignettes!.error))).toBeLessThan(0.09);
  expect(mean(found.map(({ raw }) => raw.error))).toBeGreaterThan(0.15);
});

test('where one group starts near the top, change scores invent a gap in growth and the cumulative logit does not', () => {
  const found = seeds(120).map((seed) => simulateCeiling(600, seed));
  expect(mean(found.map(({ changeScores }) => Number(changeScores)))).toBeGreaterThan(0.3);
  expect(mean(found.map(({ cumulative }) => Number(cumulative)))).toBeLessThan(0.13);
});

test('when those who score low leave, only the mixed model finds what students gained', () => {
  const found = seeds(12).map((seed) => simulateDropOut(200, seed));
  expect(mean(found.map(({ whoeverIsThere }) => whoeverIsThere))).toBeGreaterThan(trueGain + 0.2);
  expect(mean(found.map(({ completersOnly }) => completersOnly))).toBeLessThan(trueGain);
  expect(Math.abs(mean(found.map(({ mixed }) => mixed)) - trueGain)).toBeLessThan(0.05);
});
