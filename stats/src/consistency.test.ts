import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reference } from '../reference/read.ts';
import type { Answer, Estimate } from './answer.ts';
import { bivariateNormalCdf } from './bivariate-normal.ts';
import { cronbachAlpha } from './cronbach.ts';
import { normalCdf } from './distributions.ts';
import { omega } from './omega.ts';
import { ordinalAlpha } from './ordinal-alpha.ts';
import { covarianceOf, type OutcomePairs } from './outcome-pairs.ts';
import { polychoric } from './polychoric.ts';

interface Values {
  covariance: number[][];
  cronbach: { alpha: number; lower: number; upper: number; meanCorrelation: number; withTheRest: number[]; alphaWithout: number[] };
  omega: { omega: number; se: number; loadings: number[]; uniquenesses: number[] };
  polychoric: number[][];
  ordinalAlpha: number;
  bivariate: number[];
}
const { input, values } = reference<{ x: number[][]; bivariate: { x: number; y: number; r: number }[] }, Values>('consistency');

function estimated<D>(answer: Answer<D>): Estimate<D> {
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return answer;
}

function pairsOf(rows: readonly (readonly number[])[], levels = 4): OutcomePairs {
  const outcomes = rows[0]?.length ?? 0;
  const all = rows.flatMap((row) => row.flatMap((first, i) => row.slice(i + 1).map((second, k) => ({ i, j: i + 1 + k, first, second }))));
  const column = (key: 'i' | 'j' | 'first' | 'second') => all.map((each) => each[key]);
  return { outcomes, levels, i: column('i'), j: column('j'), first: column('first'), second: column('second'), count: all.map(() => 1) };
}
const pairs = pairsOf(input.x);
const covariance = covarianceOf(pairs);

function expectAll(got: readonly number[], said: readonly number[], digits: number): void {
  expect(got.length).toBe(said.length);
  got.forEach((each, i) => expect(each).toBeCloseTo(said[i] as number, digits));
}

test('covariances from the tables of pairs are those of the rows', () => {
  expect(covariance.n).toBe(180);
  expectAll(covariance.matrix.flat(), values.covariance.flat(), 12);
});

test("Cronbach's α, Feldt's interval and α without each outcome are those of psych", () => {
  const answer = estimated(cronbachAlpha(covariance));
  expect(answer.estimate).toBeCloseTo(values.cronbach.alpha, 10);
  expectAll(answer.ci as [number, number], [values.cronbach.lower, values.cronbach.upper], 9);
  expect(answer.detail.meanCorrelation).toBeCloseTo(values.cronbach.meanCorrelation, 10);
  expectAll(
    answer.detail.each.map((each) => each.withTheRest),
    values.cronbach.withTheRest,
    10,
  );
  expectAll(
    answer.detail.each.map((each) => each.alphaWithout as number),
    values.cronbach.alphaWithout,
    10,
  );
});

test("McDonald's ω, its error and its loadings are those of lavaan", () => {
  const answer = estimated(omega(covariance));
  expect(answer.estimate).toBeCloseTo(values.omega.omega, 6);
  expect(answer.se).toBeCloseTo(values.omega.se, 6);
  expectAll(answer.detail.loadings, values.omega.loadings, 5);
  expectAll(answer.detail.uniquenesses, values.omega.uniquenesses, 5);
});

test('the bivariate normal agrees with mvtnorm to 14 decimals', () => {
  expectAll(
    input.bivariate.map(({ x, y, r }) => bivariateNormalCdf(x, y, r)),
    values.bivariate,
    14,
  );
});

test("polychoric correlations and their α are those of Olsson's two steps", () => {
  const answer = estimated(ordinalAlpha(pairs));
  expectAll(answer.detail.correlations.flat(), values.polychoric.flat(), 8);
  expect(answer.estimate).toBeCloseTo(values.ordinalAlpha, 8);
  expect(answer.estimate).toBeGreaterThan(estimated(cronbachAlpha(covariance)).estimate);
  expect(answer.warnings.map((warning) => warning.code)).toContain('hypothetical');
});

test('four quarters by hand: r is the sine of the excess of agreement', () => {
  // Sheppard 1899: a fourth and arcsin(r) / 2π in each agreeing quarter
  for (const r of [-0.8, -0.2, 0.5, 0.9]) {
    const agreeing = 0.25 + Math.asin(r) / (2 * Math.PI);
    expect(bivariateNormalCdf(0, 0, r)).toBeCloseTo(agreeing, 14);
    const table = [
      [agreeing, 0.5 - agreeing],
      [0.5 - agreeing, agreeing],
    ].map((row) => row.map((share) => share * 1000));
    expect(estimated(polychoric(table)).estimate).toBeCloseTo(r, 9);
  }
  // quarters of 25: the information at nought is n times four times (1 / 2π)² ÷ ¼
  const quarters = [
    [25, 25],
    [25, 25],
  ];
  expect(estimated(polychoric(quarters)).se).toBeCloseTo(Math.PI / 20, 12);
  expect(bivariateNormalCdf(0.4, Infinity, 0.3)).toBe(normalCdf(0.4));
  expect(bivariateNormalCdf(1, 2, 1)).toBeCloseTo(normalCdf(1), 14);
  expect(bivariateNormalCdf(1, -2, -1)).toBe(0);
});

const rows = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 3 }), { minLength: 12, maxLength: 30 });

test('counting a scale from the top turns no α round, and the order of outcomes changes nothing', () => {
  fc.assert(
    fc.property(rows, (scores) => {
      const measures = (table: readonly (readonly number[])[]) => {
        const answers = [cronbachAlpha(covarianceOf(pairsOf(table))), ordinalAlpha(pairsOf(table))];
        return answers.map((answer) => (answer.kind === 'estimate' ? answer.estimate : answer.code));
      };
      const before = measures(scores);
      for (const other of [scores.map((row) => row.map((level) => 5 - level)), scores.map((row) => row.toReversed())]) {
        measures(other).forEach((each, i) => {
          if (typeof each === 'string') expect(each).toBe(before[i]);
          // where α is a small difference of large numbers its digits are fewer
          else if (Math.abs(each) < 10) expect(each).toBeCloseTo(before[i] as number, 6);
        });
      }
    }),
    { numRuns: 60 },
  );
});

test('outcomes that say the same are one thing, and an outcome scored the other way round is noticed', () => {
  const same = covarianceOf(pairsOf(input.x.map(([first]) => [first, first, first] as number[])));
  expect(estimated(cronbachAlpha(same)).estimate).toBeCloseTo(1, 12);
  const reversed = covarianceOf(pairsOf(input.x.map((row) => row.map((level, i) => (i === 0 ? 5 - level : level)))));
  expect(estimated(omega(reversed)).warnings.map((warning) => warning.code)).toContain('negative-loading');
});

test('a table as ordered as it can be gives no error, but a warning', () => {
  const answer = estimated(
    polychoric([
      [20, 0],
      [0, 15],
    ]),
  );
  expect(answer).toMatchObject({ se: null, ci: null, warnings: [{ code: 'at-bound' }] });
  expect(answer.estimate).toBeGreaterThan(0.999);
});

test('what cannot be answered is refused', () => {
  expect(omega(covarianceOf(pairsOf(input.x.map((row) => row.slice(0, 2)))))).toMatchObject({ code: 'too-little-data' });
  expect(cronbachAlpha(covarianceOf(pairsOf(input.x.slice(0, 9))))).toMatchObject({ code: 'too-little-data' });
  expect(cronbachAlpha(covariance, { smallestBase: 200 })).toMatchObject({ code: 'small-base' });
  const flat = pairsOf(input.x.map((row) => row.map((level, i) => (i === 1 ? 2 : level))));
  expect(cronbachAlpha(covarianceOf(flat))).toMatchObject({ code: 'no-variation' });
  expect(ordinalAlpha(flat)).toMatchObject({ code: 'no-variation', says: expect.stringContaining('Outcomes 1 and 2') });
  expect(
    polychoric([
      [0, 0],
      [0, 0],
    ]),
  ).toMatchObject({ code: 'empty' });
});

test('input that cannot be is an error', () => {
  expect(() => covarianceOf({ ...pairs, outcomes: 1 })).toThrow(RangeError);
  expect(() => covarianceOf({ ...pairs, i: pairs.j })).toThrow('no pair');
  expect(() => cronbachAlpha({ matrix: [[1, 2]], n: 50 })).toThrow('square');
  expect(() =>
    polychoric([
      [1, -2],
      [3, 4],
    ]),
  ).toThrow(RangeError);
  expect(() => bivariateNormalCdf(0, 0, 1.1)).toThrow(RangeError);
});
