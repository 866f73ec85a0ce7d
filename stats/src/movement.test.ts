import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reference } from '../reference/read.ts';
import type { Answer, Estimate } from './answer.ts';
import { tQuantile } from './distributions.ts';
import { endsOfScale } from './ends-of-scale.ts';
import { moved } from './moved.ts';
import { gapInMovement, movementByGroup, type Transitions } from './movement-by-group.ts';
import { pairsOf } from './pairs.ts';
import { standardisedChange } from './standardised-change.ts';
import { stuartMaxwell } from './stuart-maxwell.ts';

interface Row {
  cluster: number;
  group: number;
  outcome: number;
  first: number;
  second: number;
}
interface Ends {
  floor: number;
  ceiling: number;
  headroom: number;
  se: number;
  wilson: [number, number];
}
interface Values {
  one: Record<'up' | 'down' | 'd' | 'se' | 'lower' | 'upper', number>;
  clustered: [number, number];
  marginal: { chiSquare: number; p: number };
  hedges: [number, number];
  gap: [number, number];
  gapOne: [number, number];
  ends: Ends[];
}
const { input, values } = reference<{ rows: Row[] }, Values>('movement');

function estimated<D>(answer: Answer<D>): Estimate<D> {
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return answer;
}

function transitions(rows: readonly Row[], clustered: boolean): Transitions {
  const column = (key: keyof Row) => rows.map((row) => row[key]);
  const cluster = clustered ? column('cluster') : null;
  return {
    levels: 4,
    groups: 2,
    first: column('first'),
    second: column('second'),
    count: rows.map(() => 1),
    cluster,
    group: column('group'),
  };
}
const all = transitions(input.rows, true);
const firstOutcome = input.rows.filter((row) => row.outcome === 1);
const one = transitions(firstOutcome, false);

function expectBoth<D>(answer: Answer<D>, [estimate, se]: [number, number]): void {
  expect(estimated(answer).estimate).toBeCloseTo(estimate, 10);
  expect(estimated(answer).se).toBeCloseTo(se, 10);
}

test('net movement, its error and its interval are those of the formulas', () => {
  const answer = estimated(moved(one));
  expectBoth(answer, [values.one.d, values.one.se]);
  expect(answer.ci?.[0]).toBeCloseTo(values.one.lower, 10);
  expect(answer.ci?.[1]).toBeCloseTo(values.one.upper, 10);
  expect(answer.detail.up.share).toBeCloseTo(values.one.up, 12);
  expect(answer.detail.down.n).toBe(10);
  expectBoth(moved(all), values.clustered);
});

test('Stuart and Maxwell agree with coin, and each student counted as a cluster of one changes nothing', () => {
  const alone = estimated(stuartMaxwell(one));
  expect(alone.detail.chiSquare).toBeCloseTo(values.marginal.chiSquare, 9);
  expect(alone.detail.p).toBeCloseTo(values.marginal.p, 10);
  expect(estimated(stuartMaxwell(transitions(firstOutcome, true))).detail.chiSquare).toBeCloseTo(alone.detail.chiSquare, 10);
});

test("on two levels Stuart and Maxwell's test is McNemar's, and unused levels are left out", () => {
  const answer = estimated(
    stuartMaxwell(
      pairsOf([
        [10, 0, 12],
        [0, 0, 0],
        [5, 0, 9],
      ]),
    ),
  );
  expect(answer.detail).toMatchObject({ df: 1 });
  expect(answer.detail.chiSquare).toBeCloseTo((12 - 5) ** 2 / (12 + 5), 12);
  expect(answer.detail.p).toBeCloseTo(0.089555074414, 11);
});

test("Hedges' g is metafor's SMCR, and its clustered error is near it where each student has one pair", () => {
  expectBoth(standardisedChange(one), values.hedges);
  const clustered = estimated(standardisedChange(transitions(firstOutcome, true)));
  expect(clustered.estimate).toBeCloseTo(values.hedges[0], 10);
  expect(Math.abs((clustered.se as number) / values.hedges[1] - 1)).toBeLessThan(0.15);
  // the influence of each student is how far the answer moves when they count a little more
  const pairs = transitions(firstOutcome, true);
  const own = firstOutcome.map((_, who) => {
    const g = (weight: number) =>
      estimated(standardisedChange({ ...pairs, count: firstOutcome.map((_row, row) => 1000 * (row === who ? weight : 1)) })).estimate;
    return ((g(1 + 1e-4) - g(1 - 1e-4)) / 2e-4) ** 2;
  });
  const [squares, n] = [own.reduce((sum, each) => sum + each, 0), own.length];
  expect((clustered.se as number) / Math.sqrt((n / (n - 1)) * squares)).toBeCloseTo(1, 1.7);
});

test('the gap among students who began alike is the weighted difference of their means, with clustered errors', () => {
  expectBoth(gapInMovement(all, [0, 1]), values.gap);
  expectBoth(gapInMovement(transitions(firstOutcome, true), [0, 1]), values.gapOne);
  const { estimate, se, ci, df, clusters } = estimated(gapInMovement(all, [0, 1]));
  expect(df).toBe((clusters as number) - 1);
  expect(((ci?.[1] as number) - estimate) / (se as number)).toBeCloseTo(tQuantile(0.975, df as number), 10);
  const turned = estimated(gapInMovement(all, [1, 0]));
  expect(turned.estimate).toBeCloseTo(-values.gap[0], 12);
  expect(turned.warnings.map((warning) => warning.code)).toContain('ceiling');
});

test('near the top the raw gap says the opposite of the gap among those who began alike', () => {
  const { estimate, detail } = estimated(gapInMovement(all, [0, 1]));
  expect(detail.raw.estimate).toBeLessThan(estimate);
  const groups = movementByGroup(all);
  expect(groups.map(({ n }) => n)).toEqual([150, 150]);
  const net = groups.map((group) => estimated(group.moved).estimate) as [number, number];
  expect(detail.raw.estimate).toBeCloseTo(net[1] - net[0], 12);
});

test('floor, ceiling and headroom are counted, flagged above 15%, with intervals that have a width at the ends', () => {
  for (const [k, said] of values.ends.entries()) {
    const counts = [1, 2, 3, 4].map((level) => firstOutcome.filter((row) => row.group === k && row.first === level).length);
    const answer = estimated(endsOfScale(counts));
    expectBoth(answer, [said.headroom, said.se]);
    expect(answer.detail.ceiling.share).toBeCloseTo(said.ceiling, 12);
    expect(answer.detail.ceiling.ci[0]).toBeCloseTo(said.wilson[0], 10);
    expect(answer.detail.ceiling.ci[1]).toBeCloseTo(said.wilson[1], 10);
    expect(answer.detail.floor.flagged).toBe(said.floor > 0.15);
  }
  expect(estimated(endsOfScale([15, 85])).detail.floor.flagged).toBe(false);
  expect(estimated(endsOfScale([0, 0, 7])).detail.ceiling.ci[0]).toBeLessThan(0.7);
});

const table = fc.array(fc.array(fc.nat(12), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });

test('shares add up to one, turning time round turns the answer round, and an interval holds its estimate', () => {
  fc.assert(
    fc.property(table, (cells) => {
      fc.pre(cells.flat().some((count) => count > 0));
      const forwards = estimated(moved(pairsOf(cells)));
      const backwards = estimated(moved(pairsOf(cells.map((row, i) => row.map((_, j) => cells[j]![i] as number)))));
      const { up, same, down } = forwards.detail;
      expect(up.n + same.n + down.n).toBeCloseTo(forwards.n, 6);
      expect(backwards.estimate).toBeCloseTo(-forwards.estimate, 12);
      expect(backwards.detail.up.share).toBeCloseTo(down.share, 12);
      const [low, high] = forwards.ci as [number, number];
      expect(high - low).toBeGreaterThan(0);
      expect(low).toBeLessThanOrEqual(forwards.estimate + 1e-12);
      expect(high).toBeGreaterThanOrEqual(forwards.estimate - 1e-12);
    }),
    { numRuns: 300 },
  );
});

test('what cannot be answered is refused', () => {
  expect(
    moved(
      pairsOf([
        [0, 0],
        [0, 0],
      ]),
    ),
  ).toMatchObject({ code: 'empty' });
  expect(
    moved(
      pairsOf([
        [1, 1],
        [1, 0],
      ]),
      { smallestBase: 5 },
    ),
  ).toMatchObject({ code: 'small-base' });
  expect(
    moved(
      transitions(
        input.rows.filter((row) => row.cluster < 9),
        true,
      ),
    ),
  ).toMatchObject({ code: 'few-clusters' });
  expect(
    stuartMaxwell(
      pairsOf([
        [4, 0],
        [0, 3],
      ]),
    ),
  ).toMatchObject({ code: 'no-variation' });
  expect(
    standardisedChange(
      pairsOf([
        [4, 3],
        [0, 0],
      ]),
    ),
  ).toMatchObject({ code: 'no-variation' });
  expect(endsOfScale([0, 0])).toMatchObject({ code: 'empty' });
  expect(endsOfScale([1, 2], { smallestBase: 5 })).toMatchObject({ code: 'small-base' });
  // many students in one group do not make up for few in the other
  const lopsided = transitions(
    input.rows.filter((row) => row.group === 0 || row.cluster < 35),
    true,
  );
  expect(gapInMovement(lopsided, [0, 1])).toMatchObject({ code: 'few-clusters' });
  const apart = {
    ...pairsOf([
      [3, 4],
      [2, 1],
    ]),
    groups: 2,
    group: [0, 0, 1, 1],
  };
  expect(gapInMovement(apart, [0, 1])).toMatchObject({ code: 'too-little-data' });
});

test('input that cannot be is an error', () => {
  expect(() => endsOfScale([3])).toThrow(RangeError);
  expect(() => movementByGroup({ ...all, groups: 1 })).toThrow('no group 1');
  expect(() => gapInMovement({ ...all, group: [0] }, [0, 1])).toThrow('of one length');
});
