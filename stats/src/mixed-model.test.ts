import { expect, test } from 'vitest';
import { reference } from '../reference/read.ts';
import type { Answer, Estimate } from './answer.ts';
import { crossProducts } from './mixed-cross-products.ts';
import { remlDeviance, type Relative } from './mixed-deviance.ts';
import { remlGradient } from './mixed-gradient.ts';
import { mixedModel, type MixedModel } from './mixed-model.ts';
import { cellOfCounts, measureMixedTable, type MixedTable } from './mixed-table.ts';

interface Value {
  reml: number;
  coefficients: number[] | number;
  se: number[] | number;
  sd: number[];
  correlation: number[] | number;
}
interface Crossed {
  outcome: number[];
  time: number[];
  student: number[];
  mentor: number[];
  group: number[];
  y: number[];
}
const { input, values } = reference<
  {
    sleepstudy: { y: number[]; days: number[]; subject: number[] };
    penicillin: { y: number[]; plate: number[]; sample: number[] };
    crossed: Crossed;
  },
  {
    sleepstudy: Value & { subjects: [number, number][]; subjectErrors: [number, number][] };
    penicillin: Value & { plates: number[]; samples: number[] };
    crossed: Value & {
      effects: { student: [number, number][]; mentor: [number][]; outcome: [number][] };
      errors: { student: number[]; mentor: number[]; outcome: number[] };
    };
  }
>('mixed-model');

const from0 = (numbers: readonly number[]) => numbers.map((number) => number - 1);
const list = (value: number | number[]) => [value].flat();
const closeTo = (value: number): unknown => expect.closeTo(value, 5);

function fitted<D>(answer: Answer<D>): Estimate<D> {
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return answer;
}

/** METHODS' tolerances: REML never worse by more than 1e-4, β 1e-6, SE relative 1e-3. */
function same({ detail }: Estimate<MixedModel>, value: Value) {
  expect(detail.reml).toBeLessThan(value.reml + 1e-4);
  expect(detail.reml).toBeCloseTo(value.reml, 4);
  detail.coefficients.forEach(({ estimate, se, conditionalSe }, j) => {
    expect(Math.abs(estimate - list(value.coefficients)[j]!)).toBeLessThan(1e-6);
    expect(Math.abs(conditionalSe / list(value.se)[j]! - 1)).toBeLessThan(1e-3);
    expect(se).toBeGreaterThanOrEqual(conditionalSe);
  });
  const { student, crossed, residual } = detail.spread;
  const own = [student.intercept, ...(student.slope === null ? [] : [student.slope]), ...crossed.map(({ sd }) => sd), residual];
  own.forEach((sd, i) => expect(sd).toBeCloseTo(value.sd[i]!, 4));
  if (student.correlation !== null) expect(student.correlation).toBeCloseTo(list(value.correlation)[0]!, 3);
}

const sleepstudy: MixedTable = {
  covariates: ['days'],
  columns: [input.sleepstudy.days],
  mean: input.sleepstudy.y,
  student: from0(input.sleepstudy.subject),
  slope: input.sleepstudy.days,
  crossed: [],
};
const { crossed } = input;
const product = crossed.time.map((time, i) => time * crossed.group[i]!);
const simulated: MixedTable = {
  covariates: ['time', 'group', 'time × group'],
  columns: [crossed.time, crossed.group, product],
  mean: crossed.y,
  student: from0(crossed.student),
  slope: crossed.time,
  crossed: [
    { name: 'mentor', of: from0(crossed.mentor) },
    { name: 'outcome', of: from0(crossed.outcome) },
  ],
};

test('sleepstudy gives lme4’s answer: coefficients, spread, and each subject with its error', () => {
  const fit = fitted(mixedModel(sleepstudy));
  same(fit, values.sleepstudy);
  expect(fit.detail.reml).toBeCloseTo(1743.6283, 4);
  expect(fit.estimate).toBeCloseTo(10.4673, 4);
  expect(fit.se).toBeCloseTo(1.5458, 4);
  expect(fit.df).toBe(17);
  const { intercept, slope } = fit.detail.students;
  values.sleepstudy.subjects.forEach(([a, b], s) => {
    expect(intercept.effect[s]).toBeCloseTo(a, 3);
    expect(slope.effect[s]).toBeCloseTo(b, 3);
    expect(intercept.se[s]).toBeCloseTo(values.sleepstudy.subjectErrors[s]![0], 3);
    expect(slope.se[s]).toBeCloseTo(values.sleepstudy.subjectErrors[s]![1], 3);
  });
});

test('Penicillin gives lme4’s answer, six samples crossed with plates, whichever of the two stands where students do', () => {
  const { y, plate, sample } = input.penicillin;
  const table = { covariates: [], columns: [], mean: y, student: from0(plate), crossed: [{ name: 'sample', of: from0(sample) }] };
  const fit = fitted(mixedModel(table));
  same(fit, values.penicillin);
  const { detail } = fitted(
    mixedModel({ ...table, student: from0(sample), crossed: [{ name: 'plate', of: from0(plate) }] }, { minimumStudents: 6 }),
  );
  const [one, other] = [detail.crossed[0]!, fit.detail.students.intercept];
  expect(detail.spread.crossed[0]!.sd).toBeCloseTo(fit.detail.spread.student.intercept, 5);
  one.effect.forEach((effect, g) => expect([effect, one.se[g]]).toEqual([closeTo(other.effect[g]!), closeTo(other.se[g]!)]));
  expect(Array.from(detail.students.intercept.se)).toEqual(Array.from(fit.detail.crossed[0]!.se, closeTo));
  expect(fit.detail.reml).toBeCloseTo(330.8606, 4);
  values.penicillin.samples.forEach((effect, g) => expect(fit.detail.crossed[0]!.effect[g]).toBeCloseTo(effect, 4));
  values.penicillin.plates.forEach((effect, g) => expect(fit.detail.students.intercept.effect[g]).toBeCloseTo(effect, 4));
});

test('student intercept and slope crossed with mentor and outcome give lme4’s answer', () => {
  const fit = fitted(mixedModel(simulated));
  same(fit, values.crossed);
  const { effects, errors } = values.crossed;
  (['mentor', 'outcome'] as const).forEach((name, f) => {
    effects[name].forEach(([effect], g) => expect(fit.detail.crossed[f]!.effect[g]).toBeCloseTo(effect, 4));
    errors[name].forEach((error, g) => expect(fit.detail.crossed[f]!.se[g]).toBeCloseTo(error, 4));
  });
  effects.student.forEach(([a, b], s) => {
    expect(fit.detail.students.intercept.effect[s]).toBeCloseTo(a, 4);
    expect(fit.detail.students.slope.effect[s]).toBeCloseTo(b, 4);
    expect(fit.detail.students.intercept.se[s]).toBeCloseTo(errors.student[2 * s]!, 4);
    expect(fit.detail.students.slope.se[s]).toBeCloseTo(errors.student[2 * s + 1]!, 4);
  });
});

test('the gradient is the slope of the deviance, with a slope and two groupings crossed', () => {
  const { students, crossed: groups } = measureMixedTable(simulated);
  const products = crossProducts(simulated, students, groups);
  const solve = remlDeviance(products);
  const relativeOf = ([intercept, shared, slope, ...others]: number[]): Relative => ({
    intercept: intercept!,
    shared: shared!,
    slope: slope!,
    crossed: others,
  });
  const at = [0.9, -0.1, 0.2, -0.4, 0.6];
  const { intercept, shared, slope, crossed: others } = remlGradient(products, relativeOf(at), solve(relativeOf(at))!);
  const found = [intercept, shared, slope, ...Array.from(others)];
  at.forEach((value, i) => {
    const deviance = (by: number) => solve(relativeOf(at.with(i, value + by)))!.deviance;
    expect(found[i]! / ((deviance(1e-5) - deviance(-1e-5)) / 2e-5)).toBeCloseTo(1, 5);
  });
});

/** The same scores as cells of student × mentor × time, counted by level. */
function cells(): MixedTable {
  const found = new Map<string, { student: number; mentor: number; time: number; group: number; counts: number[] }>();
  crossed.y.forEach((y, i) => {
    const [student, mentor, time, group] = [crossed.student[i]! - 1, crossed.mentor[i]! - 1, crossed.time[i]!, crossed.group[i]!];
    const key = [student, mentor, time].join();
    const cell = found.get(key) ?? { student, mentor, time, group, counts: [0, 0, 0, 0] };
    cell.counts[y - 1]! += 1;
    found.set(key, cell);
  });
  const list = [...found.values()];
  const summed = list.map(({ counts }) => cellOfCounts(counts));
  return {
    covariates: ['time', 'group'],
    columns: [list.map(({ time }) => time), list.map(({ group }) => group)],
    mean: summed.map(({ mean }) => mean),
    n: summed.map(({ n }) => n),
    within: summed.map(({ within }) => within),
    student: list.map(({ student }) => student),
    slope: list.map(({ time }) => time),
    crossed: [{ name: 'mentor', of: list.map(({ mentor }) => mentor) }],
  };
}

test('cells counted by level give what their scores give one by one', () => {
  const rows = fitted(
    mixedModel({ ...simulated, covariates: ['time', 'group'], columns: [crossed.time, crossed.group], crossed: [simulated.crossed[0]!] }),
  );
  const summed = fitted(mixedModel(cells()));
  expect(summed.n).toBe(rows.n);
  expect(summed.detail.reml).toBeCloseTo(rows.detail.reml, 6);
  expect(summed.estimate).toBeCloseTo(rows.estimate, 6);
  expect(summed.se).toBeCloseTo(rows.se!, 6);
});

test('numbering the mentors another way changes nothing but their order', () => {
  const mentors = Math.max(...crossed.mentor);
  const [mentor, outcome] = simulated.crossed;
  const turned = { name: 'mentor', of: crossed.mentor.map((number) => mentors - number) };
  const one = fitted(mixedModel(simulated));
  const other = fitted(mixedModel({ ...simulated, crossed: [turned, outcome!] }));
  expect(other.estimate).toBeCloseTo(one.estimate, 6);
  expect(mentor!.of.length).toBe(turned.of.length);
  other.detail.crossed[0]!.effect.forEach((effect, g) => expect(effect).toBeCloseTo(one.detail.crossed[0]!.effect[mentors - 1 - g]!, 5));
});

test('adding to every score moves the intercept only', () => {
  const more = fitted(mixedModel({ ...sleepstudy, mean: input.sleepstudy.y.map((y) => y + 1000) }));
  const fit = fitted(mixedModel(sleepstudy));
  expect(more.detail.coefficients[0]!.estimate).toBeCloseTo(fit.detail.coefficients[0]!.estimate + 1000, 5);
  expect(more.estimate).toBeCloseTo(fit.estimate, 6);
});

test('where nobody is missing the errors are lme4’s; where those who score low leave they are larger', () => {
  const [, whole] = fitted(mixedModel(sleepstudy)).detail.coefficients;
  expect(whole!.se / whole!.conditionalSe).toBeCloseTo(1, 6);
  const { subject, y, days } = input.sleepstudy;
  const left = new Set<number>();
  const stays = y.map((score, i) => {
    const here = !left.has(subject[i]!);
    if (days[i]! > 1 && score > 290) left.add(subject[i]!);
    return here;
  });
  const kept = <T>(column: ArrayLike<T>) => Array.from(column).filter((_, i) => stays[i]);
  const time = kept(days);
  const [, rest] = fitted(mixedModel({ ...sleepstudy, columns: [time], slope: time, mean: kept(y), student: kept(sleepstudy.student) }))
    .detail.coefficients;
  expect(rest!.se / rest!.conditionalSe).toBeGreaterThan(1.01);
});

test('a covariate of the mentor is known only as well as there are mentors', () => {
  const trained = crossed.mentor.map((mentor) => mentor % 2);
  const fit = fitted(mixedModel({ ...simulated, covariates: ['trained', 'group'], columns: [trained, crossed.group] }, { of: 'trained' }));
  expect(fit.df).toBe(6);
  expect(fit.detail.coefficients[2]!.df).toBe(58);
});

test('scores without any spread between mentors are warned of, not refused', () => {
  const shuffled = simulated.crossed[0]!.of as number[];
  const fit = fitted(mixedModel({ ...simulated, crossed: [{ name: 'mentor', of: shuffled.map((_, i) => (i * 7) % 5) }] }));
  expect(fit.detail.spread.crossed[0]!.sd).toBeLessThan(0.01);
  expect(fit.warnings.map(({ code }) => code)).toContain('no-spread');
});

test('what cannot be known is refused by name', () => {
  const code = (answer: Answer) => (answer.kind === 'refusal' ? answer.code : answer.kind);
  const rows = Array.from({ length: 40 }, (_, i) => i);
  const table: MixedTable = {
    covariates: ['x'],
    columns: [rows.map((i) => i % 3)],
    mean: rows.map((i) => 1 + (i % 4)),
    student: rows.map((i) => i % 20),
    crossed: [],
  };
  expect(code(mixedModel({ ...table, columns: [[]], mean: [], student: [] }))).toBe('empty');
  expect(code(mixedModel({ ...table, student: rows.map((i) => i % 3) }))).toBe('few-clusters');
  expect(code(mixedModel({ ...table, columns: [rows.map(() => 2)] }))).toBe('collinear');
  expect(code(mixedModel({ ...table, mean: rows.map(() => 2) }))).toBe('no-variation');
  expect(code(mixedModel({ ...table, slope: rows.map(() => 1) }))).toBe('no-variation');
  expect(code(mixedModel({ ...table, crossed: [{ name: 'mentor', of: rows.map(() => 0) }] }))).toBe('too-little-data');
  expect(() => mixedModel({ ...table, mean: rows.map(() => NaN) })).toThrow(/Row 0/);
  expect(() => mixedModel({ ...table, student: rows.map(() => -1) })).toThrow(/numbered from 0/);
});
