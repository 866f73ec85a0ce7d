import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reference } from '../reference/read.ts';
import { random, type Random } from './random.ts';
import { levelProbabilities, measureOf } from './rasch-measures.ts';
import { leavingOne, leavingTwo, symmetricFunctions } from './rasch-symmetric.ts';
import { raschTable } from './rasch-table.ts';
import { rasch } from './rasch.ts';

interface Value {
  logLik: number;
  thresholds: number[];
  se: number[];
  infit: number[];
  outfit: number[];
  totals: number[];
  measures: number[];
}
type Name = 'erm' | 'simulated';
const { input, values } = reference<Record<Name, number[][]>, Record<Name, Value>>('rasch');

type Rows = readonly (readonly (number | null)[])[];
const outcomesOf = (rows: Rows) =>
  rows[0]!.map((_, at) => ({ name: `o${at + 1}`, levels: 1 + Math.max(...rows.map((row) => row[at] ?? 0)) }));
function fitted(rows: Rows, outcomes = outcomesOf(rows)) {
  const answer = rasch(raschTable(outcomes, rows));
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return answer;
}

test('likelihood, thresholds with their errors, measures and fit are eRm’s', () => {
  for (const name of ['erm', 'simulated'] as const) {
    const { detail } = fitted(input[name]);
    const r = values[name];
    expect(Math.abs(detail.logLikelihood - r.logLik)).toBeLessThan(1e-4);
    const thresholds = detail.outcomes.flatMap((outcome) => outcome.thresholds);
    expect(thresholds).toHaveLength(r.thresholds.length);
    thresholds.forEach(({ estimate, se }, at) => {
      expect(Math.abs(estimate - r.thresholds[at]!)).toBeLessThan(2e-4);
      expect(Math.abs(se / r.se[at]! - 1)).toBeLessThan(1e-3);
    });
    detail.outcomes.forEach(({ infit, outfit }, at) => {
      expect(infit).toBeCloseTo(r.infit[at]!, 3);
      expect(outfit).toBeCloseTo(r.outfit[at]!, 3);
    });
    const own = detail.outcomes.map((outcome) => outcome.thresholds.map(({ estimate }) => estimate));
    r.totals.forEach((total, at) => expect(measureOf(total, own, 'likelihood').measure).toBeCloseTo(r.measures[at]!, 3));
  }
});

test('Warm’s measure of nothing right on two outcomes of like difficulty is one of five, and reliability the share that is no error', () => {
  // 0 − 2p + (1 − 2p) / 2 = 0 at p = 1/6
  expect(measureOf(0, [[0], [0]], 'warm').measure).toBeCloseTo(Math.log(1 / 5), 10);
  const { estimate, detail } = fitted(input.simulated);
  const each = detail.measures.flat().flatMap(({ n, measure, se }) => Array.from({ length: n }, () => ({ measure, error: se ** 2 })));
  const mean = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0) / of.length;
  const centre = mean(each.map(({ measure }) => measure));
  expect(estimate).toBeCloseTo(1 - mean(each.map(({ error }) => error)) / mean(each.map(({ measure }) => (measure - centre) ** 2)), 10);
});

test('symmetric functions are those of writing out every way to reach a total', () => {
  const item = fc
    .array(fc.double({ min: 0.05, max: 5, noNaN: true }), { minLength: 1, maxLength: 3 })
    .map((own) => Float64Array.of(1, ...own));
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 5 }), (items) => {
      const slow = (which: readonly Float64Array[]) => {
        const sums: number[] = [];
        const walk = (at: number, total: number, product: number): void => {
          if (at === which.length) sums[total] = (sums[total] ?? 0) + product;
          else which[at]!.forEach((value, h) => walk(at + 1, total + h, product * value));
        };
        walk(0, 0, 1);
        return sums;
      };
      const close = (ours: ArrayLike<number>, theirs: readonly number[]) =>
        theirs.forEach((value, r) => expect(ours[r]! / value).toBeCloseTo(1, 10));
      close(symmetricFunctions(items), slow(items));
      leavingOne(items, (i, gamma) => close(gamma, slow(items.filter((_, at) => at !== i))));
      leavingTwo(items, (i, j, gamma) => close(gamma, slow(items.filter((_, at) => at !== i && at !== j))));
    }),
    { numRuns: 60 },
  );
});

function draw(chance: Random, theta: number, thresholds: readonly number[]): number {
  const p = levelProbabilities(theta, thresholds);
  let left = chance.next();
  return p.findIndex((weight) => (left -= weight) < 0);
}
const true3 = [
  [-1.5, 0, 1.2],
  [-0.6, 0.3, 1.5],
  [-1.1, -0.3, 0.8],
  [-0.9, 0.6, 1.3],
];
const flat = true3.flat();
const middle = flat.reduce((sum, value) => sum + value, 0) / flat.length;

test('students scored on different outcomes that overlap are put on one scale', () => {
  const chance = random(12);
  const rows = Array.from({ length: 1500 }, (_, student) => {
    // the second half is abler and scored on other outcomes
    const later = student % 2 === 1;
    const theta = chance.normal() + (later ? 0.8 : 0);
    return true3.map((own, at) => ((later ? at === 0 : at === 3) ? null : draw(chance, theta, own)));
  });
  const { detail } = fitted(rows);
  expect(detail.measures).toHaveLength(2);
  detail.outcomes
    .flatMap(({ thresholds }) => thresholds)
    .forEach(({ estimate, se }, at) => expect(Math.abs(estimate - (flat[at]! - middle)) / se).toBeLessThan(3.5));
});

test('intervals of thresholds cover the true ones about as often as they say, whoever the students are', () => {
  const chance = random(30);
  let [covered, all] = [0, 0];
  for (let run = 0; run < 60; run++) {
    // far from normal: most start low
    const rows = Array.from({ length: 250 }, () =>
      true3.map(
        (
          (theta) => (own: readonly number[]) =>
            draw(chance, theta, own)
        )(chance.next() < 0.7 ? -0.8 : 1.6),
      ),
    );
    fitted(
      rows,
      true3.map((own, at) => ({ name: `o${at}`, levels: own.length + 1 })),
    )
      .detail.outcomes.flatMap(({ thresholds }) => thresholds)
      .forEach(({ estimate, se }, at) => {
        all++;
        if (Math.abs(estimate - (flat[at]! - middle)) < 1.96 * se) covered++;
      });
  }
  expect(covered / all).toBeGreaterThan(0.92);
  expect(covered / all).toBeLessThan(0.98);
});

test('levels that do not follow in order are named', () => {
  const chance = random(5);
  const own = [
    [-1, 0.2, 1],
    [0.9, -0.9, 0.3],
    [-0.5, 0, 0.6],
    [-1.2, 0, 1.1],
  ];
  const rows = Array.from({ length: 800 }, () => {
    const theta = chance.normal() * 1.3;
    return own.map((thresholds) => draw(chance, theta, thresholds));
  });
  const { detail, warnings } = fitted(rows);
  expect(detail.outcomes.map(({ ordered }) => ordered)).toEqual([true, false, true, true]);
  expect(warnings.map(({ code }) => code)).toEqual(['disordered-thresholds']);
  expect(warnings[0]!.says).toContain('“o2”');
});

test('an outcome that goes its own way is named', () => {
  const chance = random(6);
  const rows = Array.from({ length: 500 }, () => {
    const theta = chance.normal() * 1.5;
    return [...true3, ...true3].map((thresholds) => draw(chance, theta, thresholds)).concat(chance.whole(4));
  });
  const { detail, warnings } = fitted(rows);
  const infit = detail.outcomes.map((outcome) => outcome.infit);
  expect(Math.max(...infit)).toBe(infit.at(-1));
  const misfit = warnings.find(({ code }) => code === 'misfit')!;
  expect(misfit.says).toContain('“o9”');
  expect(misfit.says).not.toContain('“o1”');
});

test('a higher total is a higher measure, finite at both ends', () => {
  const [measures] = fitted(input.simulated).detail.measures;
  expect(
    measures!.every(({ measure }, total) => Number.isFinite(measure) && (total === 0 || measure > measures![total - 1]!.measure)),
  ).toBe(true);
});

test('what cannot be estimated is refused, and a table that contradicts itself is thrown', () => {
  const four = (name: string) => ({ name, levels: 3 });
  expect(
    rasch(
      raschTable(
        [four('a'), four('b')],
        [
          [0, 1],
          [1, 0],
          [1, 1],
          [0, 2],
          [1, 2],
        ],
      ),
    ),
  ).toMatchObject({ kind: 'refusal', code: 'empty-category' });
  expect(rasch(raschTable([four('a')], [[1]]))).toMatchObject({ code: 'too-little-data' });
  const apart = [
    [0, 1, null, null],
    [1, 0, null, null],
    [null, null, 0, 1],
    [null, null, 1, 0],
  ];
  expect(rasch(raschTable(outcomesOf(apart), apart))).toMatchObject({ code: 'disconnected' });
  expect(() => raschTable([four('a')], [[3]])).toThrow('a has no level 3');
  const table = raschTable(
    [four('a'), four('b')],
    [
      [1, 2],
      [2, 1],
    ],
  );
  const broken = {
    ...table,
    sets: [
      {
        ...table.sets[0]!,
        counts: table.sets[0]!.counts.map((row, total) =>
          total === 3
            ? [
                [0, 0, 2],
                [0, 0, 2],
              ]
            : row,
        ),
      },
    ],
  };
  expect(() => rasch(broken)).toThrow('do not add up');
});
