import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reference } from '../reference/read.ts';
import type { Answer, Estimate } from './answer.ts';
import { type IccModel, intraclass } from './intraclass.ts';
import { krippendorffAlpha, type Metric } from './krippendorff.ts';

interface Icc {
  model: IccModel;
  average: boolean;
  icc: number;
  lower: number;
  upper: number;
}
const { input, values } = reference<
  { ratings: { unit: number; value: number }[]; targets: number[][]; many: number[][] },
  { krippendorff: Record<Metric, number>; icc: Icc[]; iccMany: Icc[] }
>('agreement');

function estimated<D>(answer: Answer<D>): Estimate<D> {
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return answer;
}

const ratings = { unit: input.ratings.map((each) => each.unit), value: input.ratings.map((each) => each.value), cluster: null };

test("Krippendorff's own example gives his figures on every metric", () => {
  for (const metric of ['nominal', 'ordinal', 'interval', 'ratio'] as const) {
    const answer = estimated(krippendorffAlpha(ratings, { metric }));
    expect(answer.estimate).toBeCloseTo({ nominal: 0.7434, ordinal: 0.8154, interval: 0.8491, ratio: 0.7974 }[metric], 4);
    expect(answer.estimate).toBeCloseTo(values.krippendorff[metric], 10);
    expect(answer.detail).toMatchObject({ units: 11, ratings: 40 });
  }
});

test('the error of α is that of leaving out one thing rated after the other', () => {
  const units = [...new Set(ratings.unit)].filter((unit) => ratings.unit.filter((each) => each === unit).length > 1);
  const without = units.map((unit) => {
    const rest = input.ratings.filter((each) => each.unit !== unit);
    const left = { unit: rest.map((each) => each.unit), value: rest.map((each) => each.value), cluster: null };
    return estimated(krippendorffAlpha(left)).estimate;
  });
  const mean = without.reduce((sum, each) => sum + each, 0) / 11;
  const squares = without.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  expect(estimated(krippendorffAlpha(ratings)).se).toBeCloseTo(Math.sqrt((10 / 11) * squares), 12);
});

test('nominal α is that of two coders by hand, and does not mind what the values are called', () => {
  const renamed = { ...ratings, value: ratings.value.map((value) => [0, 7, 3, 9, 1, 5][value] as number) };
  const answer = estimated(krippendorffAlpha(ratings, { metric: 'nominal' }));
  expect(estimated(krippendorffAlpha(renamed, { metric: 'nominal' })).estimate).toBeCloseTo(answer.estimate, 12);
  // ordinal α minds only the order, interval α only the distances
  const stretched = { ...ratings, value: ratings.value.map((value) => value ** 3) };
  const shifted = { ...ratings, value: ratings.value.map((value) => 10 - 2 * value) };
  expect(estimated(krippendorffAlpha(stretched)).estimate).toBeCloseTo(estimated(krippendorffAlpha(ratings)).estimate, 12);
  expect(estimated(krippendorffAlpha(shifted, { metric: 'interval' })).se).toBeCloseTo(
    estimated(krippendorffAlpha(ratings, { metric: 'interval' })).se as number,
    12,
  );
});

test('all in agreement is an α of 1, and things of one student move together', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 12, maxLength: 40 }), (levels) => {
      fc.pre(new Set(levels).size > 1 && levels.some((level, i) => i > 0 && level !== levels[0]));
      const twice = { unit: levels.flatMap((_, i) => [i, i]), value: levels.flatMap((level) => [level, level]), cluster: null };
      expect(krippendorffAlpha(twice)).toMatchObject({ estimate: 1, ci: null, warnings: [{ code: 'alike' }] });
      const cluster = twice.unit.map((unit) => unit % 12);
      expect(estimated(krippendorffAlpha({ ...twice, cluster })).clusters).toBe(12);
    }),
    { numRuns: 50 },
  );
});

test('Shrout and Fleiss, and thirty rated by three: all six ICCs and their intervals are those of psych', () => {
  for (const [table, said] of [
    [input.targets, values.icc],
    [input.many, values.iccMany],
  ] as const) {
    for (const { model, average, icc, lower, upper } of said) {
      const answer = estimated(intraclass(table, { model, average }));
      expect(answer.estimate).toBeCloseTo(icc, 10);
      expect(answer.ci?.[0]).toBeCloseTo(lower, 8);
      expect(answer.ci?.[1]).toBeCloseTo(upper, 8);
    }
  }
  expect(values.icc.map(({ icc }) => icc.toFixed(4))).toEqual(['0.1657', '0.2898', '0.7148', '0.4428', '0.6201', '0.9093']);
});

test('a constant added by one rater costs agreement but not consistency', () => {
  const shifted = input.many.map((row) => row.map((value, j) => (j === 1 ? value + 4 : value)));
  const [before, after] = [input.many, shifted].map((table) => ({
    two: estimated(intraclass(table, { model: '2' })).estimate,
    three: estimated(intraclass(table, { model: '3' })).estimate,
  }));
  expect(after?.three).toBeCloseTo(before?.three as number, 12);
  expect(after?.two).toBeLessThan(before?.two as number);
});

test('one rater, nothing rated twice, or no differences: refused', () => {
  expect(intraclass([[1], [2]])).toMatchObject({ code: 'one-rater' });
  expect(intraclass([])).toMatchObject({ code: 'empty' });
  expect(intraclass([[1, 2]])).toMatchObject({ code: 'too-little-data' });
  expect(
    intraclass([
      [2, 2],
      [2, 2],
    ]),
  ).toMatchObject({ code: 'no-variation' });
  for (const model of ['1', '2', '3'] as const) {
    const [things, rounding] = [Array.from({ length: 3 }, () => [1, 2]), [0.1, 0.3, 0.7].map((value) => [value, value, value])];
    // the raters differ, what they rated does not; and full agreement, whatever its means are rounded to
    expect(intraclass(things, { model })).toMatchObject({ code: 'no-variation' });
    expect(intraclass(rounding, { model })).toMatchObject({ estimate: 1, ci: [1, 1] });
    // things with one mean, and raters who differ less than chance would have it
    for (const [table, code] of [
      [
        [
          [1, 2],
          [2, 1],
        ],
        'no-variation',
      ],
      [
        [
          [4, 3, 3, 2],
          [1, 4, 1, 4],
          [2, 3, 3, 2],
        ],
        model === '2' ? 'too-little-data' : undefined,
      ],
    ] as const)
      expect(intraclass(table, { model, average: true })).toMatchObject(code === undefined ? { kind: 'estimate' } : { code });
  }
  expect(intraclass(input.targets, { smallestBase: 10 })).toMatchObject({ code: 'small-base' });
  expect(krippendorffAlpha({ unit: [0, 1, 2], value: [1, 2, 3], cluster: null })).toMatchObject({ code: 'one-rater' });
  expect(krippendorffAlpha({ unit: [0, 0], value: [3, 3], cluster: null })).toMatchObject({ code: 'no-variation' });
  expect(krippendorffAlpha({ unit: [0, 0, 1, 1], value: [3, 3, 1, 2], cluster: null })).toMatchObject({ code: 'few-clusters' });
});

test('an incomplete table of raters is an error', () => {
  expect(() => intraclass([[1, 2], [1]])).toThrow('complete');
  expect(() => intraclass([[1, NaN]])).toThrow('complete');
  expect(() => krippendorffAlpha({ unit: [0], value: [NaN], cluster: null })).toThrow('leave out');
  expect(() => krippendorffAlpha({ unit: [0, 0], value: [1, 2], cluster: [0, 1] })).toThrow('two clusters');
});
