import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reference } from '../reference/read.ts';
import type { Answer, Estimate } from './answer.ts';
import { cumulativeLogit, type CumulativeLogit } from './cumulative-logit.ts';
import { predictedShares, shareContrast } from './cumulative-shares.ts';
import { tabulateRatings, type OrdinalTable } from './ordinal-table.ts';
import { random } from './random.ts';

interface Value {
  thresholds: number[];
  coefficients: number[];
  se: number[];
  logLikelihood: number;
}
const { input, values } = reference<
  {
    wine: { warm: number[]; contact: number[]; rating: number[]; judge: number[] };
    housing: { design: number[][]; sat: number[]; n: number[] };
    simulated: { student: number[]; time: number[]; group: number[]; rating: number[] };
  },
  {
    wine: Value & { shares: { fit: number[]; 'se.fit': number[]; lwr: number[]; upr: number[] } };
    housing: Value & { polrDeviance: number };
    simulated: Value & { unclusteredSe: number[] };
  }
>('cumulative-logit');

function fitted<D>(answer: Answer<D>): Estimate<D> {
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return answer;
}

function same(fit: Estimate<CumulativeLogit>, value: Value) {
  const size = value.se.length;
  expect(fit.detail.logLikelihood).toBeCloseTo(value.logLikelihood, 7);
  const own = [...fit.detail.thresholds, ...fit.detail.coefficients.map(({ estimate }) => estimate)];
  [...value.thresholds, ...value.coefficients].forEach((expected, i) => expect(Math.abs(own[i]! - expected)).toBeLessThan(1e-6));
  value.se.forEach((expected, i) => expect(Math.abs(Math.sqrt(fit.detail.covariance[i * size + i]!) - expected)).toBeLessThan(1e-5));
}

const wine = tabulateRatings({
  covariates: ['warm', 'contact'],
  columns: [input.wine.warm, input.wine.contact],
  level: input.wine.rating,
  levels: 5,
});
const { simulated } = input;
const product = simulated.group.map((group, i) => group * simulated.time[i]!);
const ratings = {
  covariates: ['group', 'time', 'group × time'],
  columns: [simulated.group, simulated.time, product],
  level: simulated.rating,
  levels: 4,
  student: simulated.student.map((student) => student - 1),
};

test('the wine data give what ordinal::clm gives, and its known likelihood', () => {
  const fit = fitted(cumulativeLogit(wine));
  same(fit, values.wine);
  expect(fit.detail.logLikelihood).toBeCloseTo(-86.4919, 4);
});

test('predicted shares and their intervals are ordinal’s', () => {
  const shares = predictedShares(fitted(cumulativeLogit(wine)), [1, 0]);
  const { fit, 'se.fit': se, lwr, upr } = values.wine.shares;
  shares.forEach((share, k) => {
    expect(share.share).toBeCloseTo(fit[k]!, 7);
    expect(share.se).toBeCloseTo(se[k]!, 6);
    expect(share.ci[0]).toBeCloseTo(lwr[k]!, 5);
    expect(share.ci[1]).toBeCloseTo(upr[k]!, 5);
  });
});

test('the housing data give clm’s estimates and the known deviance of MASS::polr', () => {
  const x = input.housing.design;
  const counts = input.housing.sat.map((sat, i) => [1, 2, 3].map((level) => (level === sat ? input.housing.n[i]! : 0)));
  const fit = fitted(cumulativeLogit({ covariates: x[0]!.map((_, j) => `x${j}`), x, counts }));
  same(fit, values.housing);
  expect(-2 * fit.detail.logLikelihood).toBeCloseTo(3479.1493, 4);
});

test('errors clustered by student are those of sandwich::vcovCL', () => {
  const fit = fitted(cumulativeLogit(tabulateRatings(ratings), { of: 'time' }));
  same(fit, values.simulated);
  fit.detail.coefficients.forEach(({ unclusteredSe }, j) => expect(unclusteredSe).toBeCloseTo(values.simulated.unclusteredSe[3 + j]!, 6));
  expect(fit).toMatchObject({ clusters: 150, df: 149, n: simulated.rating.length });
  expect((fit.ci![1] - fit.estimate) / fit.se!).toBeCloseTo(1.9760131, 6);
});

test('a table gives what its ratings give one by one, in any order', () => {
  const whole = fitted(cumulativeLogit(tabulateRatings(ratings)));
  const one: OrdinalTable = {
    covariates: ratings.covariates,
    x: ratings.level.map((_, i) => ratings.columns.map((column) => column[i]!)),
    counts: ratings.level.map((level) => [1, 2, 3, 4].map((k) => (k === level ? 1 : 0))),
  };
  one.byStudent = { student: ratings.student, row: one.x.map((_, i) => i), level: ratings.level, n: ratings.level.map(() => 1) };
  const rows = fitted(cumulativeLogit(one));
  expect(rows.estimate).toBeCloseTo(whole.estimate, 9);
  expect(rows.se).toBeCloseTo(whole.se!, 9);
  const order = random(3).shuffle(ratings.level.map((_, i) => i));
  const pick = (column: readonly number[]) => order.map((i) => column[i]!);
  const shuffled = fitted(
    cumulativeLogit(
      tabulateRatings({ ...ratings, columns: ratings.columns.map(pick), level: pick(ratings.level), student: pick(ratings.student) }),
    ),
  );
  expect(shuffled.se).toBeCloseTo(whole.se!, 9);
});

test('turning the scale over turns the sign of every coefficient and keeps its error', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 3 }),
      (counts) => {
        const table = { covariates: ['x'], x: [[0], [1], [3]], counts };
        const up = fitted(cumulativeLogit(table));
        const down = fitted(cumulativeLogit({ ...table, counts: counts.map((row) => row.toReversed()) }));
        expect(down.estimate).toBeCloseTo(-up.estimate, 7);
        expect(down.se).toBeCloseTo(up.se!, 7);
      },
    ),
    { numRuns: 40 },
  );
});

test('group × time in points is the later gap less the earlier, and shares add up to one', () => {
  const fit = fitted(cumulativeLogit(tabulateRatings(ratings)));
  const at = (group: number, time: number) => [group, time, group * time];
  const gap = (time: number) =>
    shareContrast(fit, 3, [
      { x: at(1, time), weight: 1 },
      { x: at(0, time), weight: -1 },
    ]).estimate;
  const change = shareContrast(fit, 3, [
    { x: at(1, 3), weight: 1 },
    { x: at(0, 3), weight: -1 },
    { x: at(1, 0), weight: -1 },
    { x: at(0, 0), weight: 1 },
  ]);
  expect(change.estimate).toBeCloseTo(gap(3) - gap(0), 12);
  expect(change.se).toBeGreaterThan(0);
  expect(predictedShares(fit, at(1, 2)).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
});

test('what cannot be known is refused by name', () => {
  const table = (counts: number[][], x = [[0], [1]]): OrdinalTable => ({ covariates: x[0]!.map((_, j) => `x${j}`), x, counts });
  const code = (answer: Answer) => (answer.kind === 'refusal' ? answer.code : answer.kind);
  expect(
    code(
      cumulativeLogit(
        table([
          [0, 0],
          [0, 0],
        ]),
      ),
    ),
  ).toBe('empty');
  expect(
    code(
      cumulativeLogit(
        table([
          [5, 0, 4],
          [3, 0, 6],
        ]),
      ),
    ),
  ).toBe('empty-category');
  expect(
    code(
      cumulativeLogit(
        table([
          [5, 6, 4],
          [0, 0, 9],
        ]),
      ),
    ),
  ).toBe('separation');
  expect(
    code(
      cumulativeLogit(
        table([
          [5, 6, 0],
          [0, 0, 9],
        ]),
      ),
    ),
  ).toBe('separation');
  expect(
    code(
      cumulativeLogit(
        table(
          [
            [5, 6],
            [2, 9],
          ],
          [
            [0, 0],
            [1, 2],
          ],
        ),
      ),
    ),
  ).toBe('collinear');
  const few = tabulateRatings({ covariates: ['x'], columns: [[0, 1, 0, 1]], level: [1, 1, 2, 2], levels: 2, student: [0, 1, 2, 3] });
  expect(code(cumulativeLogit(few))).toBe('few-clusters');
});

test('a table that cannot be is named', () => {
  expect(() => cumulativeLogit({ covariates: ['x'], x: [[0]], counts: [[1, -1]] })).toThrow(/count of -1/);
  expect(() => cumulativeLogit({ covariates: ['x'], x: [[NaN]], counts: [[1, 1]] })).toThrow(/Row 0/);
  expect(() => cumulativeLogit(wine, { of: 'nobody' })).toThrow(/nobody/);
});
