import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reference } from '../reference/read.ts';
import type { Answer, Estimate } from './answer.ts';
import { scoresByCluster } from './cluster-scores.ts';
import { clusteredLinear } from './clustered-linear.ts';
import { tUpper } from './distributions.ts';
import { dosage } from './dosage.ts';
import { random } from './random.ts';

interface Fit {
  estimates: number[];
  se: number[];
  df: number[];
  p: number[];
  sigma: number;
}
const { input, values } = reference<
  { cluster: string[]; dose: number[]; treated: number[]; y: number[]; only: number[]; other: number[] },
  { main: Fit & { cr1: number[] }; alone: Fit; dosage: Fit & { vif: number; condition: number; correlation: number } }
>('clustered-linear');
const rows = (...columns: number[][]) =>
  input.y.map((y, at) => ({ y, cluster: input.cluster[at]!, x: columns.map((column) => column[at]!) }));
function estimate<D>(answer: Answer<D>): Estimate<D> {
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return answer;
}

test('coefficients, errors and degrees of freedom are clubSandwich’s', () => {
  for (const [names, given, expected] of [
    [['dose', 'treated'], rows(input.dose, input.treated), values.main],
    [['dose', 'only'], rows(input.dose, input.only), values.alone],
  ] as const) {
    const { detail } = estimate(clusteredLinear(names, given));
    detail.coefficients.forEach(({ name, estimate: value, se, df, p }, at) => {
      expect(value).toBeCloseTo(expected.estimates[at]!, 11);
      // one cluster alone tells it: what R says, and what would be found by chance nearly every second time, is left out
      if (name === 'only') return expect([se, df, p]).toEqual([null, null, null]);
      if (se === null || df === null) throw new Error(name);
      expect(se).toBeCloseTo(expected.se[at]!, 9);
      expect(df / expected.df[at]!).toBeCloseTo(1, 8);
      expect(p).toBeCloseTo(expected.p[at]!, 9);
    });
    expect(detail.residualSd).toBeCloseTo(expected.sigma, 11);
  }
  const { detail } = estimate(clusteredLinear(['dose', 'treated'], rows(input.dose, input.treated)));
  detail.cr1.forEach(({ se }, at) => expect(se).toBeCloseTo(values.main.cr1[at]!, 11));
});

test('dosages are estimated together, with how far they can be told apart', () => {
  const given = input.y.map((outcome, at) => ({
    outcome,
    cluster: input.cluster[at]!,
    // amounts are not negative: moving all of them changes the constant only
    doses: [input.dose[at]! + 10, input.other[at]! + 10],
  }));
  const { detail } = estimate(dosage(['sessions', 'tutoring'], given));
  expect(detail.condition).toBeCloseTo(values.dosage.condition, 10);
  detail.doses.forEach(({ estimate: value, se, df, vif }, at) => {
    expect(value).toBeCloseTo(values.dosage.estimates[at + 1]!, 9);
    expect(se).toBeCloseTo(values.dosage.se[at + 1]!, 9);
    expect(df).toBeCloseTo(values.dosage.df[at + 1]!, 7);
    expect(vif).toBeCloseTo(values.dosage.vif, 9);
  });
  expect(detail.overlaps).toMatchObject([{ first: 'sessions', second: 'tutoring', both: given.length }]);
  expect(detail.overlaps[0]!.correlation).toBeCloseTo(values.dosage.correlation, 11);
});

test('of help that does nothing, given by one mentor of eight, CR2 would find something nearly every second time; of two, hardly ever', () => {
  const chance = random(11);
  const found = (givers: number) => {
    let wrong = 0;
    for (let draw = 0; draw < 300; draw++) {
      const clusters = Array.from({ length: 8 }, (_, mentor) => {
        const own = 0.3 * chance.normal();
        const sums = { xx: new Float64Array(4), xy: new Float64Array(2) };
        for (let student = 0; student < 25; student++) {
          const [x, y] = [mentor < givers && student < 15 ? 5 + chance.whole(10) : 0, own + 0.7 * chance.normal()];
          [1, x, x, x * x].forEach((value, at) => (sums.xx[at]! += value));
          [y, x * y].forEach((value, at) => (sums.xy[at]! += value));
        }
        return sums;
      });
      const [n, x, , x2] = [0, 1, 2, 3].map((at) => clusters.reduce((sum, { xx }) => sum + xx[at]!, 0)) as [number, number, number, number];
      const [y, xy] = [0, 1].map((at) => clusters.reduce((sum, { xy: own }) => sum + own[at]!, 0)) as [number, number];
      const bread = Float64Array.from([x2, -x, -x, n], (value) => value / (n * x2 - x * x));
      const beta = Float64Array.of(bread[0]! * y + bread[1]! * xy, bread[2]! * y + bread[3]! * xy);
      const { variance, df } = scoresByCluster(clusters, beta, bread, 2).bias2(1);
      if (2 * tUpper(Math.abs(beta[1]!) / Math.sqrt(variance), df) < 0.05) wrong++;
    }
    return wrong / 300;
  };
  expect(found(1)).toBeGreaterThan(0.35);
  expect(found(2)).toBeLessThan(0.05);
});

test('help of one mentor’s students alone has no interval, whoever else’s has; and where nothing is left to chance there is no answer', () => {
  const given = input.y.map((outcome, at) => ({
    outcome,
    cluster: input.cluster[at]!,
    doses: [input.cluster[at] === input.cluster[0] && at % 2 === 0 ? 5 + (at % 7) : 0, input.dose[at]! + 10],
  }));
  const { se, ci, warnings, detail } = estimate(dosage(['tutoring', 'sessions'], given));
  expect([se, ci]).toEqual([null, null]);
  expect(warnings.map(({ code }) => code)).toContain('one-cluster');
  expect(detail.doses.map((dose) => dose.ci === null)).toEqual([true, false]);
  // a mentor who always gives the reference level, or always one more
  for (const y of [0, 1])
    expect(
      clusteredLinear(
        ['dose'],
        rows(input.dose).map((row) => ({ ...row, y })),
      ),
    ).toMatchObject({ code: 'no-variation' });
});

test('dosages that everybody got together are not told apart', () => {
  const chance = random(1);
  const given = Array.from({ length: 60 }, (_, at) => {
    const sessions = chance.whole(20);
    return {
      cluster: `s${at % 12}`,
      outcome: chance.normal(),
      doses: [sessions, 2 * sessions + (chance.next() < 0.1 ? 1 : 0), chance.whole(5)],
    };
  });
  const answer = dosage(['sessions', 'visits', 'homework club'], given);
  expect(answer).toMatchObject({ kind: 'refusal', code: 'collinear' });
  expect(answer.kind === 'refusal' && answer.says).toContain('sessions and visits cannot be told apart');
  expect(
    dosage(
      ['a'],
      given.map((row) => ({ ...row, doses: [3] })),
    ),
  ).toMatchObject({ code: 'no-variation' });
  expect(() => dosage(['a'], [{ cluster: 'x', outcome: 1, doses: [-1] }])).toThrow('-1 is no amount');
});

test('too few clusters, and explanations that say the same, are refused', () => {
  const row = (cluster: string, x: number[], y: number) => ({ cluster, x, y });
  expect(clusteredLinear(['x'], [row('a', [1], 2), row('b', [2], 3)])).toMatchObject({ code: 'few-clusters' });
  const twice = Array.from({ length: 20 }, (_, at) => row(`c${at % 5}`, [at, 2 * at], at % 3));
  expect(clusteredLinear(['x', 'twice'], twice)).toMatchObject({ code: 'collinear' });
  expect(() => clusteredLinear(['x'], [row('a', [NaN], 2)])).toThrow('no number');
});

test('neither the order of rows nor the unit of what explains changes the answer', () => {
  const given = rows(input.dose, input.treated);
  const plain = estimate(clusteredLinear(['dose', 'treated'], given));
  fc.assert(
    fc.property(
      fc.shuffledSubarray(given, { minLength: given.length }),
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      (turned, unit) => {
        const other = estimate(
          clusteredLinear(
            ['dose', 'treated'],
            turned.map((row) => ({ ...row, x: [row.x[0]! * unit, row.x[1]!] })),
          ),
        );
        expect(other.estimate * unit).toBeCloseTo(plain.estimate, 8);
        expect(other.se! * unit).toBeCloseTo(plain.se!, 8);
        expect(other.df).toBeCloseTo(plain.df!, 5);
      },
    ),
    { numRuns: 30 },
  );
});
