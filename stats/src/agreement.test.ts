import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reference } from '../reference/read.ts';
import { gwetAc2 } from './ac2.ts';
import type { WeightScheme } from './agreement-weights.ts';
import type { Answer, Estimate } from './answer.ts';
import { weightedKappa } from './kappa.ts';
import { adjacentAgreement, exactAgreement, signedGap } from './pair-means.ts';
import { type Pairs, pairsOf } from './pairs.ts';

interface Input {
  sexualFun: number[][];
  pairs: { cluster: number; first: number; second: number }[];
}
type WithError = [number, number];
interface Values {
  sexualFun: Record<'linear' | 'quadratic', Record<'unweighted' | 'weighted', WithError>>;
  sexualFunAc2: WithError;
  kappa: Record<WeightScheme, WithError>;
  ac2: Record<WeightScheme, WithError>;
  gap: WithError;
}

const { input, values } = reference<Input, Values>('agreement');

function estimated<D>(answer: Answer<D>): Estimate<D> {
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return answer;
}

const clustered: Pairs = {
  levels: 4,
  first: input.pairs.map((pair) => pair.first),
  second: input.pairs.map((pair) => pair.second),
  count: input.pairs.map(() => 1),
  cluster: input.pairs.map((pair) => pair.cluster),
};
const schemes = ['none', 'linear', 'quadratic'] as const;

function expectBoth<D>(answer: Answer<D>, [estimate, se]: WithError, digits = 10): void {
  expect(estimated(answer).estimate).toBeCloseTo(estimate, 10);
  expect(estimated(answer).se).toBeCloseTo(se, digits);
}

test('κ of husbands and wives is that of the textbook and of vcd, errors included', () => {
  const pairs = pairsOf(input.sexualFun);
  expect(estimated(weightedKappa(pairs, { weights: 'none' })).estimate).toBeCloseTo(0.1293, 4);
  expectBoth(weightedKappa(pairs, { weights: 'none' }), values.sexualFun.linear.unweighted);
  expectBoth(weightedKappa(pairs, { weights: 'linear' }), values.sexualFun.linear.weighted);
  expectBoth(weightedKappa(pairs), values.sexualFun.quadratic.weighted);
  expect(estimated(weightedKappa(pairs)).se).toBeCloseTo(0.0973, 4);
  expectBoth(gwetAc2(pairs), values.sexualFunAc2);
});

test('errors clustered by student are those of derivatives taken numerically in R', () => {
  for (const weights of schemes) {
    expectBoth(weightedKappa(clustered, { weights }), values.kappa[weights]);
    expectBoth(gwetAc2(clustered, { weights }), values.ac2[weights]);
  }
  expectBoth(signedGap(clustered), values.gap);
  // forty students: t with 39 degrees of freedom
  const { estimate, se, ci } = estimated(signedGap(clustered));
  expect(((ci?.[1] as number) - estimate) / (se as number)).toBeCloseTo(2.0226909, 6);
});

const table = fc.array(fc.array(fc.nat(30), { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 });
const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);

test('counting rows one by one or added up, and in either order of the levels, gives the same', () => {
  fc.assert(
    fc.property(table, (cells) => {
      fc.pre(sum(cells.flat()) > 1);
      const pairs = pairsOf(cells);
      const turned = pairsOf(cells.toReversed().map((row) => row.toReversed()));
      const one = {
        ...pairs,
        first: [...rows(pairs, pairs.first)],
        second: [...rows(pairs, pairs.second)],
        count: rows(pairs, pairs.count).map(() => 1),
      };
      for (const estimator of [weightedKappa, gwetAc2]) {
        const [added, apart, upside] = [pairs, one, turned].map((each) => estimator(each));
        if (added?.kind === 'refusal' || apart?.kind !== 'estimate' || upside?.kind !== 'estimate') {
          expect(apart?.kind).toBe(added?.kind);
          continue;
        }
        expect(apart.estimate).toBeCloseTo(added?.estimate as number, 12);
        expect(apart.se).toBeCloseTo(added?.se as number, 12);
        expect(upside.estimate).toBeCloseTo(added?.estimate as number, 12);
        expect(upside.se).toBeCloseTo(added?.se as number, 12);
      }
    }),
    { numRuns: 200 },
  );
});

const rows = (pairs: Pairs, column: ArrayLike<number>) =>
  Array.from(column).flatMap((value, row) => Array.from({ length: pairs.count[row] as number }, () => value));

test('who always agree have a κ of 1, and a student copied a hundred times tells no more than once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 4, maxLength: 4 }), (diagonal) => {
      fc.pre(diagonal.filter((count) => count > 0).length > 1);
      const cells = diagonal.map((count, i) => diagonal.map((_, j) => (i === j ? count : 0)));
      expect(estimated(weightedKappa(pairsOf(cells))).estimate).toBeCloseTo(1, 12);
      expect(estimated(gwetAc2(pairsOf(cells))).estimate).toBeCloseTo(1, 12);
    }),
  );
  const hundredfold = { ...clustered, count: input.pairs.map(() => 100) };
  expect(estimated(weightedKappa(hundredfold)).se).toBeCloseTo(values.kappa.quadratic[1], 10);
});

test('shares of agreement stay shares, and their interval has a width even where all agree', () => {
  const all = exactAgreement(
    pairsOf([
      [12, 0],
      [0, 9],
    ]),
  );
  const near = adjacentAgreement(
    pairsOf([
      [12, 4],
      [5, 9],
    ]),
  );
  expect(estimated(all)).toMatchObject({ estimate: 1, se: 0, n: 21, warnings: [] });
  // κ of the same has none: 21 who agree do not make it certain
  const always = pairsOf([
    [12, 0],
    [0, 9],
  ]);
  expect(weightedKappa(always)).toMatchObject({ estimate: 1, ci: null, warnings: [{ code: 'alike' }] });
  expect(estimated(all).ci?.[0]).toBeCloseTo(0.8454, 4);
  expect(estimated(all).ci?.[1]).toBe(1);
  expect(estimated(near).estimate).toBe(1);
  const far = pairsOf([
    [3, 2, 1],
    [0, 4, 0],
    [6, 0, 4],
  ]);
  expect(estimated(adjacentAgreement(far)).estimate).toBeCloseTo(13 / 20, 12);
  expect(estimated(exactAgreement(clustered)).clusters).toBe(40);
});

test('what cannot be answered is refused with what would make it answerable', () => {
  const nine = { ...clustered, cluster: input.pairs.map((pair) => pair.cluster % 9) };
  expect(weightedKappa(nine)).toMatchObject({ kind: 'refusal', code: 'few-clusters', wouldNeed: expect.stringContaining('10 students') });
  const one = { ...clustered, cluster: input.pairs.map(() => 0) };
  for (const estimator of [weightedKappa, gwetAc2, signedGap, exactAgreement])
    expect(estimator(one, { fewestClusters: 1 })).toMatchObject({ code: 'few-clusters' });
  // the cases of a calibration, which are no students, are called what they are
  expect(weightedKappa({ ...nine, clusterName: 'case' })).toMatchObject({ says: expect.stringContaining('fewer than 10 cases') });
  expect(
    weightedKappa(
      pairsOf([
        [0, 0],
        [0, 0],
      ]),
    ),
  ).toMatchObject({ code: 'empty' });
  expect(
    weightedKappa(
      pairsOf([
        [7, 0],
        [0, 0],
      ]),
    ),
  ).toMatchObject({ code: 'no-variation' });
  expect(
    signedGap(
      pairsOf([
        [2, 1],
        [0, 1],
      ]),
      { smallestBase: 5 },
    ),
  ).toMatchObject({ code: 'small-base' });
});

test('a table that cannot be is an error, not a refusal', () => {
  expect(() => pairsOf([[1, 2], [3]])).toThrow('square');
  expect(() =>
    weightedKappa(
      pairsOf([
        [1, -1],
        [0, 1],
      ]),
    ),
  ).toThrow(RangeError);
  expect(() => weightedKappa({ ...clustered, levels: 3 })).toThrow('not on a scale of 3');
  expect(() => weightedKappa({ ...clustered, cluster: [0] })).toThrow('of one length');
  expect(() => weightedKappa({ ...clustered, cluster: input.pairs.map(() => 0.5) })).toThrow('whole number');
  expect(() => weightedKappa(clustered, { level: 95 })).toThrow('between 0 and 1');
});
