import { expect, test } from 'vitest';
import { reference } from '../reference/read.ts';
import type { Answer, Estimate } from './answer.ts';
import { cumulativeLinkMixed, type CumulativeLinkMixed } from './cumulative-link-mixed.ts';
import { laplaceGradient } from './link-mixed-gradient.ts';
import { searchCurvature } from './link-mixed-information.ts';
import { Modes } from './link-mixed-modes.ts';
import { layoutOf, type LinkMixedTable } from './link-mixed-table.ts';

interface Value {
  logLikelihood: number;
  thresholds: number[];
  coefficients: number[];
  se: number[];
  sd: Record<string, number>;
  effects: Record<string, number[]>;
}
const { input, values } = reference<
  {
    wine: { warm: number[]; contact: number[]; rating: number[]; judge: number[] };
    crossed: { outcome: number[]; time: number[]; student: number[]; mentor: number[]; group: number[]; rating: number[] };
  },
  { wine: Value; crossed: Value }
>('cumulative-link-mixed');

const from0 = (numbers: readonly number[]) => numbers.map((number) => number - 1);

function fitted<D>(answer: Answer<D>): Estimate<D> {
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return answer;
}

const wine: LinkMixedTable = {
  covariates: ['warm', 'contact'],
  columns: [input.wine.warm, input.wine.contact],
  level: input.wine.rating,
  levels: 5,
  groupings: [{ name: 'judge', of: from0(input.wine.judge) }],
};
const crossed: LinkMixedTable = {
  covariates: ['time', 'group'],
  columns: [input.crossed.time, input.crossed.group],
  level: input.crossed.rating,
  levels: 4,
  groupings: (['student', 'mentor', 'outcome'] as const).map((name) => ({ name, of: from0(input.crossed[name]) })),
};

/** METHODS' tolerances: log-likelihood 1e-5; β, SD 1e-4; errors are held to 1e-3 of themselves. */
function same({ detail }: Estimate<CumulativeLinkMixed>, value: Value) {
  expect(Math.abs(detail.logLikelihood - value.logLikelihood)).toBeLessThan(1e-5);
  detail.thresholds.forEach((threshold, k) => expect(Math.abs(threshold - value.thresholds[k]!)).toBeLessThan(1e-4));
  const size = value.se.length + detail.spread.length;
  detail.coefficients.forEach(({ estimate }, j) => expect(Math.abs(estimate - value.coefficients[j]!)).toBeLessThan(1e-4));
  value.se.forEach((se, i) => expect(Math.abs(Math.sqrt(detail.covariance[i * size + i]!) / se - 1)).toBeLessThan(1e-3));
  for (const { name, sd } of detail.spread) expect(Math.abs(sd - value.sd[name]!)).toBeLessThan(1e-4);
  for (const { name, effect } of detail.effects) {
    value.effects[name]!.forEach((expected, g) => expect(Math.abs(effect[g]! - expected)).toBeLessThan(5e-4));
  }
}

test('the wine data with a judge’s own intercept give what ordinal::clmm gives', () => {
  const fit = fitted(cumulativeLinkMixed(wine));
  same(fit, values.wine);
  expect(fit.detail.logLikelihood).toBeCloseTo(-81.5655, 3);
  expect(fit.detail.coefficients.map(({ estimate }) => Number(estimate.toFixed(4)))).toEqual([3.063, 1.8349]);
});

test('student, mentor and outcome crossed give what ordinal::clmm gives, in a dozen steps', () => {
  const fit = fitted(cumulativeLinkMixed(crossed));
  same(fit, values.crossed);
  expect(fit.detail.iterations).toBeLessThanOrEqual(12);
});

test('a search that comes upon a spread of nil goes on from there', () => {
  const modes = new Modes(layoutOf(crossed), 4);
  const gradient = new Float64Array(8);
  const at = Float64Array.from([-1.1, 0.4, 1.9, 0.4, -0.5, 1.2, 0, 0.6]);
  expect(modes.find(at)).toBeLessThan(0);
  const inverted = laplaceGradient(modes, gradient);
  expect(gradient[6]).toBe(0);
  expect(gradient.every(Number.isFinite)).toBe(true);
  expect(searchCurvature(modes, inverted, at, gradient)!.every(Number.isFinite)).toBe(true);
});

test('the gradient is the slope of the likelihood, groups of three kinds crossed', () => {
  const modes = new Modes(layoutOf(crossed), 4);
  const at = Float64Array.from([-1.1, 0.4, 1.9, 0.4, -0.5, 1.2, 0.4, -0.6]);
  const gradient = new Float64Array(at.length);
  modes.find(at);
  laplaceGradient(modes, gradient);
  at.forEach((value, i) => {
    const moved = at.slice();
    moved[i] = value + 1e-5;
    const up = modes.find(moved);
    moved[i] = value - 1e-5;
    expect(gradient[i]).toBeCloseTo((up - modes.find(moved)) / 2e-5, 4);
  });
});

test('rows that stand for several ratings give what the ratings give', () => {
  const twice = (column: ArrayLike<number>) => [...Array.from(column), ...Array.from(column)];
  const doubled = fitted(
    cumulativeLinkMixed({
      ...wine,
      columns: wine.columns.map(twice),
      level: twice(wine.level),
      groupings: wine.groupings.map(({ name, of }) => ({ name, of: twice(of) })),
    }),
  );
  const counted = fitted(cumulativeLinkMixed({ ...wine, n: input.wine.rating.map(() => 2) }));
  expect(counted.detail.logLikelihood).toBeCloseTo(doubled.detail.logLikelihood, 7);
  expect(counted.estimate).toBeCloseTo(doubled.estimate, 6);
  expect(counted.n).toBe(144);
});

test('turning the scale over turns every sign and keeps every error', () => {
  const up = fitted(cumulativeLinkMixed(crossed, { of: 'time' }));
  const down = fitted(cumulativeLinkMixed({ ...crossed, level: input.crossed.rating.map((level) => 5 - level) }, { of: 'time' }));
  expect(down.estimate).toBeCloseTo(-up.estimate, 5);
  expect(down.se).toBeCloseTo(up.se!, 5);
});

test('a grouping that says nothing is warned of, and the rest stands', () => {
  const idle = { name: 'room', of: input.crossed.rating.map((_, i) => i % 3) };
  const fit = fitted(cumulativeLinkMixed({ ...crossed, groupings: [crossed.groupings[0]!, idle] }));
  if (fit.detail.spread[1]!.se === null) expect(fit.warnings[0]!.code).toBe('no-spread');
  expect(fit.detail.spread[1]!.sd).toBeLessThan(0.3);
  expect(fit.se).toBeGreaterThan(0);
});

test('what cannot be known is refused by name', () => {
  const code = (answer: Answer) => (answer.kind === 'refusal' ? answer.code : answer.kind);
  expect(code(cumulativeLinkMixed({ ...wine, columns: [[], []], level: [], groupings: [{ name: 'judge', of: [] }] }))).toBe('empty');
  expect(code(cumulativeLinkMixed({ ...wine, levels: 6 }))).toBe('empty-category');
  expect(code(cumulativeLinkMixed({ ...wine, columns: [input.wine.warm, input.wine.warm] }))).toBe('collinear');
  expect(code(cumulativeLinkMixed({ ...wine, columns: [input.wine.warm, input.wine.rating.map((r) => Number(r > 4))] }))).toBe(
    'separation',
  );
  expect(code(cumulativeLinkMixed({ ...wine, groupings: [{ name: 'judge', of: input.wine.judge.map(() => 0) }] }))).toBe('too-little-data');
  expect(() => cumulativeLinkMixed({ ...wine, level: input.wine.rating.map(() => 0) })).toThrow(/level 0/);
});
