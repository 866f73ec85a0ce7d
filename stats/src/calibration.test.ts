import { expect, test } from 'vitest';
import { reference } from '../reference/read.ts';
import type { Answer, Estimate } from './answer.ts';
import { calibration } from './calibration.ts';
import { drift, type DriftScores } from './drift.ts';
import { shrunkBias } from './shrunk-bias.ts';

interface Values {
  mean: number;
  meanSe: number;
  between: number;
  within: number;
  shrunk: number[];
  se: number[];
  drift: { estimate: number; se: number; df: number };
}
type Row = Record<'assessor' | 'reference' | 'given' | 'day', number>;
const { input, values } = reference<{ scores: Row[] }, Values>('calibration');

function estimated<D>(answer: Answer<D>): Estimate<D> {
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return answer;
}

const columns = (rows: readonly Row[]): DriftScores => ({
  assessor: rows.map((row) => row.assessor),
  reference: rows.map((row) => row.reference),
  given: rows.map((row) => row.given),
  day: rows.map((row) => row.day),
});
const scores = columns(input.scores);

test("each assessor's tendency, shrunk, is that of lme4, and its error that of Henderson's equations", () => {
  const answer = estimated(shrunkBias(scores));
  expect(answer.estimate).toBeCloseTo(values.mean, 6);
  expect(answer.se).toBeCloseTo(values.meanSe, 6);
  // twelve assessors: t with 11 degrees of freedom
  expect((answer.ci![1] - answer.estimate) / answer.se!).toBeCloseTo(2.2009852, 6);
  expect(answer.detail.between).toBeCloseTo(values.between, 5);
  expect(answer.detail.within).toBeCloseTo(values.within, 5);
  answer.detail.assessors.forEach((one, i) => {
    expect(one.shrunk).toBeCloseTo(values.shrunk[i] as number, 5);
    expect(one.se).toBeCloseTo(values.se[i] as number, 5);
  });
});

test('who has scored little is drawn further to the others than who has scored much, and never past them', () => {
  const { estimate, detail } = estimated(shrunkBias(scores));
  const kept = detail.assessors.map(({ raw, shrunk }) => (shrunk - estimate) / (raw - estimate));
  const least = detail.assessors.findIndex(({ n }) => n === 3);
  const most = detail.assessors.findIndex(({ n }) => n === 12);
  expect(kept[least]).toBeLessThan(kept[most] as number);
  expect(kept.every((share) => share >= 0 && share <= 1)).toBe(true);
});

test('assessors who differ by nothing but chance are all given the common tendency', () => {
  const alike = columns(Array.from({ length: 40 }, (_, i) => ({ assessor: i % 8, reference: 2, given: 2 + ((i % 5) % 2), day: 0 })));
  const answer = estimated(shrunkBias(alike));
  expect(answer.warnings).toMatchObject([{ code: 'no-spread' }]);
  expect(answer.detail.assessors.every(({ shrunk }) => Math.abs(shrunk - answer.estimate) < 1e-12)).toBe(true);
});

test('drift is the slope within assessors, with errors of clubSandwich', () => {
  const answer = estimated(drift(scores));
  expect(answer.estimate).toBeCloseTo(values.drift.estimate, 10);
  expect(answer.se).toBeCloseTo(values.drift.se, 8);
  expect(answer.df).toBeCloseTo(values.drift.df, 6);
  expect(answer.detail).toEqual({ assessors: 12, span: 365 });
});

test('a lenient newcomer is not drift', () => {
  const of = (noise: (i: number) => number) =>
    Array.from({ length: 72 }, (_, i) => {
      const assessor = i % 6;
      const day = assessor < 3 ? 10 * (i % 4) : 300 + 10 * (i % 4);
      return { assessor, reference: 2, given: 2 + Number(assessor >= 3) + noise(i), day };
    });
  // a pooled line would climb a level in three quarters of a year
  const { ci } = estimated(drift(columns(of((i) => ((i * 7) % 5) % 2))));
  expect(ci?.[0]).toBeLessThan(0);
  expect(ci?.[1]).toBeGreaterThan(0);
  expect(drift(columns(of(() => 0)))).toMatchObject({ code: 'no-variation' });
});

test('the four figures of a calibration are about the same pairs, lenient above 0', () => {
  const pairs = { levels: 4, first: scores.reference, second: scores.given, count: input.scores.map(() => 1), cluster: scores.assessor };
  const { kappa, bias, exact, adjacent } = calibration(pairs);
  const differences = input.scores.map((row) => row.given - row.reference);
  expect(estimated(bias).estimate).toBeCloseTo(differences.reduce((sum, each) => sum + each, 0) / differences.length, 12);
  expect(estimated(exact).estimate).toBeLessThan(estimated(adjacent).estimate);
  expect(estimated(kappa)).toMatchObject({ clusters: 12, n: 96 });
});

test('what cannot be answered is refused', () => {
  const of = (rows: readonly [number, number][]) =>
    columns(rows.map(([assessor, day]) => ({ assessor, day, reference: 1, given: day > 7 ? 3 : 2 })));
  expect(shrunkBias(of([]))).toMatchObject({ code: 'empty' });
  expect(
    shrunkBias(
      of([
        [0, 0],
        [0, 1],
        [1, 0],
      ]),
    ),
  ).toMatchObject({ code: 'too-little-data' });
  expect(
    shrunkBias(
      of([
        [0, 0],
        [1, 1],
        [2, 0],
      ]),
    ),
  ).toMatchObject({ code: 'too-little-data' });
  expect(
    drift(
      of([
        [0, 5],
        [1, 6],
        [2, 7],
      ]),
    ),
  ).toMatchObject({ code: 'too-little-data' });
  expect(
    drift(
      of([
        [0, 5],
        [0, 9],
        [1, 5],
        [1, 9],
      ]),
    ),
  ).toMatchObject({ code: 'few-clusters' });
});

test('columns that cannot be are an error', () => {
  expect(() => shrunkBias({ ...scores, given: [1] })).toThrow('of one length');
  expect(() => drift({ ...scores, day: [1] })).toThrow('of one length');
  expect(() => shrunkBias({ ...scores, given: scores.reference.length ? Array.from(scores.given, () => NaN) : [] })).toThrow('numbers');
});
