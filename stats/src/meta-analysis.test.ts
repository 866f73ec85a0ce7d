import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reference } from '../reference/read.ts';
import type { Answer, Estimate } from './answer.ts';
import { binomialCdf } from './distributions.ts';
import { funnel } from './funnel.ts';
import { metaAnalysis, type Study } from './meta-analysis.ts';
import { random } from './random.ts';

type Name = 'bcg' | 'simulated' | 'alike';
interface Value {
  estimate: number;
  se: number;
  ci: number[];
  tau2: number;
  i2: number;
  q: number;
  qp: number;
  prediction: number[];
  waldSe: number;
  waldCi: number[];
  dl: number;
  weights: number[];
}
const { input, values } = reference<Record<Name, { estimate: number[]; variance: number[] }>, Record<Name, Value>>('meta-analysis');
const studies = (name: Name): Study[] =>
  input[name].estimate.map((estimate, at) => ({ name: `${at}`, estimate, variance: input[name].variance[at]! }));
function estimate<D>(answer: Answer<D>): Estimate<D> {
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return answer;
}

test('effect, spread between organisations and prediction are metafor’s, also where all agree', () => {
  for (const name of ['bcg', 'simulated', 'alike'] as const) {
    const { estimate: mean, se, ci, detail } = estimate(metaAnalysis(studies(name)));
    const r = values[name];
    const pairs = [
      [mean, r.estimate],
      [se!, r.se],
      [ci![0], r.ci[0]!],
      [ci![1], r.ci[1]!],
      [detail.tau2, r.tau2],
      [detail.tau2DerSimonianLaird, r.dl],
      [detail.i2, r.i2],
      [detail.q.chiSquare, r.q],
      [detail.prediction[0], r.prediction[0]!],
      [detail.prediction[1], r.prediction[1]!],
      [detail.wald.se, r.waldSe],
      [detail.wald.ci[0], r.waldCi[0]!],
      ...detail.weights.map(({ share }, at) => [share, r.weights[at]!] as const),
    ] as const;
    for (const [ours, theirs] of pairs) expect(ours).toBeCloseTo(theirs, 7);
    expect(detail.q.p / r.qp).toBeCloseTo(1, 9);
  }
});

test('the BCG trials give the published figures', () => {
  const { estimate: mean, se, detail } = estimate(metaAnalysis(studies('bcg')));
  expect(mean).toBeCloseTo(-0.714532, 6);
  expect(detail.wald.se).toBeCloseTo(0.179782, 6);
  expect(detail.tau2).toBeCloseTo(0.313243, 6);
  expect(detail.i2).toBeCloseTo(92.22, 2);
  expect(se).toBeCloseTo(0.180792, 6);
  expect(detail.prediction[0]).toBeCloseTo(-1.996, 3);
  expect(detail.prediction[1]).toBeCloseTo(0.567, 3);
  expect(detail.tau2DerSimonianLaird).toBeCloseTo(0.30876, 6);
});

test('adding the same to every organisation moves the answer by it and nothing else', () => {
  const all = fc.array(
    fc.record({ estimate: fc.double({ min: -3, max: 3, noNaN: true }), variance: fc.double({ min: 0.01, max: 1, noNaN: true }) }),
    {
      minLength: 3,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(all, fc.double({ min: -5, max: 5, noNaN: true }), (list, by) => {
      const own = list.map((one, at) => ({ name: `${at}`, ...one }));
      const plain = estimate(metaAnalysis(own));
      const moved = estimate(metaAnalysis(own.map((one) => ({ ...one, estimate: one.estimate + by }))));
      expect(moved.estimate).toBeCloseTo(plain.estimate + by, 7);
      expect(moved.se).toBeCloseTo(plain.se!, 7);
      expect(plain.detail.tau2).toBeGreaterThanOrEqual(0);
      expect(plain.detail.prediction[0]).toBeLessThanOrEqual(plain.ci![0] + 1e-12);
    }),
  );
});

function covered(organisations: number, runs: number, seed: number) {
  const chance = random(seed);
  let mean = 0;
  let another = 0;
  for (let run = 0; run < runs; run++) {
    const list = Array.from({ length: organisations }, (_, at) => {
      const variance = 0.01 + 0.05 * chance.next();
      return { name: `${at}`, variance, estimate: 0.4 + 0.2 * chance.normal() + Math.sqrt(variance) * chance.normal() };
    });
    const { ci, detail } = estimate(metaAnalysis(list));
    const next = 0.4 + 0.2 * chance.normal();
    if (ci![0] < 0.4 && ci![1] > 0.4) mean++;
    if (detail.prediction[0] < next && detail.prediction[1] > next) another++;
  }
  return { mean: mean / runs, another: another / runs };
}

test('the interval covers the mean as often as it says, with eight organisations too; the prediction needs more of them', () => {
  const few = covered(8, 1500, 21);
  const many = covered(30, 1000, 22);
  for (const { mean } of [few, many]) expect(Math.abs(mean - 0.95)).toBeLessThan(0.03);
  expect(many.another).toBeGreaterThan(0.9);
  expect(many.another).toBeLessThan(0.97);
  // known and warned of: a spread between organisations that is taken for nought makes it too narrow
  expect(few.another).toBeLessThan(many.another);
});

test('two organisations, or a variance of nought, are no ground', () => {
  expect(metaAnalysis(studies('bcg').slice(0, 2))).toMatchObject({ kind: 'refusal', code: 'too-little-data' });
  expect(() => metaAnalysis([{ name: 'Ash', estimate: 1, variance: 0 }])).toThrow('Ash');
});

const schools = (shares: readonly [number, number][]) => shares.map(([n, of], at) => ({ name: `s${at}`, n, of }));

test('a funnel’s limits hold as much of the binomial as they say, and narrow as schools grow', () => {
  const answer = funnel(
    schools([
      [12, 40],
      [33, 100],
      [60, 200],
      [9, 30],
      [44, 160],
    ]),
  );
  if (answer.kind === 'refusal') throw new Error(answer.says);
  expect(answer.overdispersion).toBe(1);
  for (const { of, outer } of answer.limits) {
    const inside = binomialCdf(Math.floor(outer[1] * of), of, answer.target) - binomialCdf(Math.ceil(outer[0] * of) - 1, of, answer.target);
    expect(inside).toBeGreaterThan(0.98);
  }
  const width = answer.limits.map(({ outer }) => outer[1] - outer[0]);
  expect(width.at(-1)!).toBeLessThan(width[0]!);
  expect(answer.points.every(({ outside }) => outside === null)).toBe(true);
});

test('one school far off is outside; where all are far off, chance alone is not the measure and the limits widen', () => {
  const plain: [number, number][] = [
    [30, 100],
    [31, 100],
    [29, 100],
    [32, 100],
    [28, 100],
    [30, 100],
    [33, 100],
    [27, 100],
    [30, 100],
  ];
  const one = funnel(schools([...plain, [62, 100]]));
  expect(one).toMatchObject({ overdispersion: 1 });
  expect(one.kind === 'funnel' && one.points.at(-1)!.outside).toBe('above');
  const all = funnel(
    schools([
      [5, 100],
      [60, 100],
      [20, 100],
      [45, 100],
      [10, 100],
      [55, 100],
    ]),
  );
  if (all.kind !== 'funnel') throw new Error(all.says);
  // each 65 of 200 less or more: z-scores by hand, the limits wider by the root of their mean square
  const z = [5, 60, 20, 45, 10, 55].map((n) => (n / 100 - 0.325) / Math.sqrt((0.325 * 0.675) / 100));
  expect(all.overdispersion).toBeCloseTo(z.reduce((sum, each) => sum + each ** 2, 0) / 6, 10);
  const reach = (all.limits[0]!.inner[1] - 0.325) / (1.96 * Math.sqrt((0.325 * 0.675) / 100));
  expect(reach / Math.sqrt(all.overdispersion)).toBeCloseTo(1, 1);
  expect(all.points.every(({ outside }) => outside === null)).toBe(true);
  expect(
    funnel(
      schools([
        [1, 2],
        [1, 2],
      ]),
    ),
  ).toMatchObject({ kind: 'refusal' });
  expect(() => funnel(schools([[3, 2]]))).toThrow('3 of 2');
});
