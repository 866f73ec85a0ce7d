import { expect, test } from 'vitest';
import { ProductTally } from './cluster-products.ts';
import { cumulativeLogit } from './cumulative-logit.ts';
import { gwetAc2 } from './ac2.ts';
import { weightedKappa } from './kappa.ts';
import { moved } from './moved.ts';
import { type Pairs, pairsOfTally } from './pairs.ts';
import { random } from './random.ts';
import { standardisedChange } from './standardised-change.ts';
import { stuartMaxwell } from './stuart-maxwell.ts';
import type { Answer } from './answer.ts';

const levels = 4;
const chance = random(7);
const students = Array.from({ length: 60 }, () => {
  const ability = chance.normal();
  return Array.from({ length: chance.whole(9) }, () => {
    const at = (shift: number) => Math.min(levels - 1, Math.max(0, Math.round(1.5 + ability + shift + chance.normal())));
    return at(0) * levels + at(0.3);
  });
});

const tally = new ProductTally(levels * levels);
for (const cells of students) tally.add(cells, cells.length);
const rows = students.flatMap((cells, student) => cells.map((cell) => ({ student, cell })));
const single: Pairs = {
  levels,
  first: rows.map(({ cell }) => Math.floor(cell / levels) + 1),
  second: rows.map(({ cell }) => (cell % levels) + 1),
  count: rows.map(() => 1),
  cluster: rows.map(({ student }) => student),
};

function same(one: Answer<unknown>, other: Answer<unknown>): void {
  if (one.kind === 'refusal' || other.kind === 'refusal') throw new Error('refused');
  expect(one.clusters).toBe(other.clusters);
  expect(one.df).toBe(other.df);
  expect(one.estimate).toBeCloseTo(other.estimate, 10);
  if (other.se !== null) expect(one.se).toBeCloseTo(other.se, 10);
  other.ci?.forEach((end, at) => expect(one.ci?.[at]).toBeCloseTo(end, 10));
}

test('products over students give every estimate of pairs the error that the students one by one give it', () => {
  const added = pairsOfTally(tally, levels);
  for (const estimator of [moved, weightedKappa, gwetAc2, standardisedChange, stuartMaxwell]) same(estimator(added), estimator(single));
});

test('products mapped to first and latest scores give the cumulative logit the same clustered errors', () => {
  const x = [[0], [1]];
  const cells = Array.from({ length: levels * levels }, (_, cell) => [Math.floor(cell / levels), levels + (cell % levels)]);
  const both = tally.mapped(cells, 2 * levels);
  const counts = x.map((_, time) => Array.from({ length: levels }, (__, level) => both.counts[time * levels + level]!));
  const own = rows.flatMap(({ student, cell }) => (cells[cell] ?? []).map((at) => ({ student, at })));
  const byStudent = {
    student: own.map(({ student }) => student),
    row: own.map(({ at }) => Math.floor(at / levels)),
    level: own.map(({ at }) => (at % levels) + 1),
    n: own.map(() => 1),
  };
  same(
    cumulativeLogit({ covariates: ['time'], x, counts, byStudent: both }),
    cumulativeLogit({ covariates: ['time'], x, counts, byStudent }),
  );
});
