import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reference } from '../reference/read.ts';
import { attritionBounds } from './attrition-bounds.ts';
import { attrition } from './attrition.ts';
import type { Answer, Estimate } from './answer.ts';
import { random } from './random.ts';
import { regressionToTheMean } from './regression-to-the-mean.ts';
import { shareDifference, standardisedDifference } from './standardised-difference.ts';
import { tippingPoint } from './tipping-point.ts';

function estimate<D>(answer: Answer<D>): Estimate<D> {
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return answer;
}
type Columns = Record<string, number[]>;
const { input, values } = reference<{ means: Columns; shares: Columns }, Columns>('standardised-difference');

test('leavers and stayers differ at baseline by as much as metafor says, in groups large and tiny', () => {
  const { n1, m1, s1, n2, m2, s2 } = input.means as Record<'n1' | 'm1' | 's1' | 'n2' | 'm2' | 's2', number[]>;
  n1.forEach((n, at) => {
    const answer = estimate(standardisedDifference({ n, mean: m1[at]!, sd: s1[at]! }, { n: n2[at]!, mean: m2[at]!, sd: s2[at]! }));
    expect(answer.estimate).toBeCloseTo(values['g']![at]!, 10);
    expect(answer.se).toBeCloseTo(values['gSe']![at]!, 10);
  });
  const { n, of, n2: other, of2 } = input.shares as Record<'n' | 'of' | 'n2' | 'of2', number[]>;
  n.forEach((count, at) => {
    const answer = estimate(shareDifference({ n: count, of: of[at]! }, { n: other[at]!, of: of2[at]! }));
    expect(answer.estimate).toBeCloseTo(values['cox']![at]!, 10);
    expect(answer.se).toBeCloseTo(values['coxSe']![at]!, 10);
  });
});

const two = (stayed: number, stayedToo: number) =>
  attrition([
    { name: 'mentored', began: 1000, stayed },
    { name: 'others', began: 1000, stayed: stayedToo },
  ]);

test('the limits are those of the transcribed table, and lie between them in between', () => {
  for (const [overall, cautious, optimistic] of [
    [0, 5.7, 10],
    [10, 6.3, 10.9],
    [20, 5.4, 10.2],
    [30, 4.1, 8.6],
    [40, 2.6, 6.3],
    [50, 1, 3.9],
    [25, 4.75, 9.4],
  ] as const) {
    const answer = estimate(two(1000 - overall * 10, 1000 - overall * 10));
    expect(answer.detail.limits.cautious).toBeCloseTo(cautious, 10);
    expect(answer.detail.limits.optimistic).toBeCloseTo(optimistic, 10);
  }
});

test('leaving is low, low under optimistic assumptions, or high', () => {
  expect(estimate(two(820, 780)).detail).toMatchObject({ overall: 20, verdict: 'low' });
  expect(estimate(two(840, 760)).detail.verdict).toBe('low if optimistic');
  expect(estimate(two(900, 700))).toMatchObject({ estimate: -20, detail: { verdict: 'high' } });
  expect(two(400, 400)).toMatchObject({ kind: 'refusal' });
  expect(() => two(1001, 0)).toThrow('1001 of 1000');
});

test('Newcombe’s published example: 56 of 70 against 48 of 80', () => {
  const answer = estimate(
    attrition([
      { name: 'a', began: 70, stayed: 56 },
      { name: 'b', began: 80, stayed: 48 },
    ]),
  );
  // .0524 to .3339 for the shares themselves: those who left are the rest
  expect(answer.ci![0]).toBeCloseTo(-33.39, 2);
  expect(answer.ci![1]).toBeCloseTo(-5.24, 2);
});

test('bounds hold the mean of all whatever leavers did, and are a point where nobody left', () => {
  const changes = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(changes, fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 20 }), (stayers, leavers) => {
      const mean = stayers.reduce((sum, x) => sum + x, 0) / stayers.length;
      const sd = Math.sqrt(stayers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (stayers.length - 1));
      const { detail, ci } = estimate(attritionBounds({ stayed: stayers.length, mean, sd, left: leavers.length }, { worst: -3, best: 3 }));
      const all = [...stayers, ...leavers];
      const truth = all.reduce((sum, x) => sum + x, 0) / all.length;
      expect(detail.bounds[0]).toBeLessThanOrEqual(truth + 1e-9);
      expect(detail.bounds[1]).toBeGreaterThanOrEqual(truth - 1e-9);
      expect(ci![0]).toBeLessThanOrEqual(detail.bounds[0]);
      if (leavers.length === 0) expect(detail.bounds[0]).toBe(detail.bounds[1]);
    }),
  );
});

test('where nobody left the interval of the bounds is the ordinary one; where many did, each end is one-sided', () => {
  const reach = (left: number) => {
    const { detail, ci } = estimate(attritionBounds({ stayed: 80, mean: 0, sd: 1, left }, { worst: -3, best: 3 }));
    const share = 80 / (80 + left);
    return (ci![1] - detail.bounds[1]) / Math.sqrt(share ** 2 / 80 + (9 * share * (1 - share)) / (80 + left));
  };
  expect(reach(0)).toBeCloseTo(1.959964, 5);
  expect(reach(40)).toBeCloseTo(1.644854, 5);
});

test('the interval of the bounds covers a truth at their edge, the hardest place, about as often as it says', () => {
  const chance = random(8);
  const runs = 3000;
  let covered = 0;
  // every leaver did as badly as could be: the share of all that moved up is .8 × .6
  for (let run = 0; run < runs; run++) {
    let [stayed, up] = [0, 0];
    for (let student = 0; student < 150; student++) {
      if (chance.next() < 0.2) continue;
      stayed++;
      if (chance.next() < 0.6) up++;
    }
    const mean = up / stayed;
    const { ci } = estimate(
      attritionBounds(
        { stayed, mean, sd: Math.sqrt((mean * (1 - mean) * stayed) / (stayed - 1)), left: 150 - stayed },
        { worst: 0, best: 1 },
      ),
    );
    if (ci![0] < 0.48 && ci![1] > 0.48) covered++;
  }
  expect(covered / runs).toBeGreaterThan(0.93);
  expect(covered / runs).toBeLessThan(0.97);
});

test('at the tipping point the change of everybody is nought, and leavers as stayers leave the answer as it is', () => {
  const answer = estimate(tippingPoint({ stayed: 80, mean: 0.5, sd: 1, left: 40 }, { worst: -3, best: 3 }));
  expect(answer.estimate).toBe(0.5);
  expect(answer.detail.estimate).toBeCloseTo(-1, 10);
  // there the lower end for everybody is nought: two thirds stayed, and who left adds to the error
  const there = answer.detail.interval!;
  const error = Math.sqrt((2 / 3) ** 2 / 80 + ((0.5 - there) ** 2 * (2 / 9)) / 120);
  expect((2 / 3) * 0.5 + there / 3).toBeCloseTo(1.959964 * error, 6);
  expect(answer.detail.apart).toBeCloseTo(answer.detail.interval! - 0.5, 10);
  // with few leavers, not even the worst would change it; a fall tips upwards
  expect(estimate(tippingPoint({ stayed: 80, mean: 0.5, sd: 1, left: 2 }, { worst: -3, best: 3 })).detail).toMatchObject({
    interval: null,
    estimate: null,
  });
  expect(estimate(tippingPoint({ stayed: 80, mean: -0.5, sd: 1, left: 40 }, { worst: -3, best: 3 })).detail.estimate).toBeCloseTo(1, 10);
  expect(tippingPoint({ stayed: 80, mean: 0.1, sd: 1, left: 40 }, { worst: -3, best: 3 })).toMatchObject({ code: 'no-variation' });
});

test('students referred for a low baseline move by what the formula says, with nobody doing anything', () => {
  const chance = random(4);
  for (const [rho, cutoff] of [
    [0.7, 2],
    [0.4, 1.6],
    [0.9, 2.5],
  ] as const) {
    const [mean, sd] = [2.4, 0.6];
    let [sum, n] = [0, 0];
    while (n < 40_000) {
      const first = chance.normal();
      if (mean + sd * first >= cutoff) continue;
      const second = rho * first + Math.sqrt(1 - rho * rho) * chance.normal();
      sum += sd * (second - first);
      n++;
    }
    const { estimate: expected } = estimate(regressionToTheMean({ mean, sd, rho, cutoff }));
    expect(sum / n).toBeCloseTo(expected, 2);
  }
});

test('what was seen is set beside what was to be expected, and a perfect measurement brings nothing back', () => {
  const { detail, estimate: expected } = estimate(
    regressionToTheMean({ mean: 2.4, sd: 0.6, rho: 0.7, rhoSe: 0.05, cutoff: 2, observed: { n: 60, meanChange: 0.5, sd: 0.7 } }),
  );
  expect(detail.beyond!.estimate).toBeCloseTo(0.5 - expected, 12);
  expect(detail.beyond!.se).toBeGreaterThan(0.7 / Math.sqrt(60));
  expect(estimate(regressionToTheMean({ mean: 2, sd: 1, rho: 1, cutoff: 1 })).estimate).toBe(0);
  expect(regressionToTheMean({ mean: 2, sd: 1, rho: 0.5, cutoff: -3 })).toMatchObject({ kind: 'refusal' });
  expect(() => regressionToTheMean({ mean: 2, sd: 0, rho: 0.5, cutoff: 1 })).toThrow('spread above nought');
});
