import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reference } from '../reference/read.ts';
import type { Answer, Estimate } from './answer.ts';
import { discreteHazard, type RiskRow } from './discrete-hazard.ts';
import { logRank } from './log-rank.ts';
import { random } from './random.ts';
import { survival, type LeavingTime, type SurvivalDetail } from './survival.ts';

interface Followed {
  time: number[];
  event: number[];
  group: string[];
}
interface Curve {
  time: number[];
  atRisk: number[];
  left: number[];
  survival: number[];
  se: (number | null)[];
  lower: (number | null)[];
  upper: (number | null)[];
  median: (number | null)[];
}
interface Test {
  chisq: number;
  p: number;
  observed: number[];
  expected: number[];
}
const { input, values } = reference<
  { gehan: Followed; simulated: Followed },
  {
    gehan: { treated: Curve; control: Curve; test: Test };
    simulated: { all: Curve; test: Test };
    hazard: { estimates: number[]; se: number[]; logLik: number; interaction: number; interactionDf: number };
  }
>('survival');

function times({ time, event, group }: Followed, of?: string): LeavingTime[] {
  const rows = time.map((at, i) => ({ at, left: event[i] === 1, group: group[i] })).filter((row) => of === undefined || row.group === of);
  return [...Map.groupBy(rows, ({ at }) => at)].map(([at, here]) => ({
    time: at,
    left: here.filter(({ left }) => left).length,
    censored: here.filter(({ left }) => !left).length,
  }));
}
function estimate<D>(answer: Answer<D>): Estimate<D> {
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return answer;
}

function expectCurve({ detail }: Estimate<SurvivalDetail>, curve: Curve): void {
  expect(detail.steps.map(({ time }) => time)).toEqual(curve.time);
  detail.steps.forEach((step, at) => {
    expect(step.atRisk).toBe(curve.atRisk[at]);
    expect(step.left).toBe(curve.left[at]);
    expect(step.survival).toBeCloseTo(curve.survival[at]!, 10);
    if (curve.se[at] !== null) expect(step.se).toBeCloseTo(curve.se[at]!, 10);
    if (curve.lower[at] === null) expect(step.ci).toBeNull();
    else expect(Math.max(Math.abs(step.ci![0] - curve.lower[at]!), Math.abs(step.ci![1] - curve.upper[at]!))).toBeLessThan(1e-9);
  });
  expect([detail.median.time, ...detail.median.ci]).toEqual(curve.median);
}

test('the leukaemia patients of Gehan stay in remission as R and the textbooks say', () => {
  const treated = estimate(survival(times(input.gehan, '6-MP')));
  expectCurve(treated, values.gehan.treated);
  const at = (time: number) => treated.detail.steps.find((step) => step.time === time)!.survival;
  expect(at(6)).toBeCloseTo(0.857143, 6);
  expect(at(10)).toBeCloseTo(0.752941, 6);
  expect(at(23)).toBeCloseTo(0.448179, 6);
  expectCurve(estimate(survival(times(input.gehan, 'control'))), values.gehan.control);
  expectCurve(estimate(survival(times(input.simulated))), values.simulated.all);
});

test('the log-rank test is R’s, for two groups and for three', () => {
  for (const [followed, names, expected] of [
    [input.gehan, ['6-MP', 'control'], values.gehan.test],
    [input.simulated, ['a', 'b', 'c'], values.simulated.test],
  ] as const) {
    const answer = estimate(logRank(names.map((name) => ({ name, times: times(followed, name) }))));
    expect(answer.estimate).toBeCloseTo(expected.chisq, 9);
    expect(answer.detail.p / expected.p).toBeCloseTo(1, 9);
    expect(answer.detail.groups.map(({ left }) => left)).toEqual(expected.observed);
    answer.detail.groups.forEach((group, at) => expect(group.expected).toBeCloseTo(expected.expected[at]!, 9));
  }
  expect(values.gehan.test.chisq).toBeCloseTo(16.792941, 6);
});

function riskTable({ time, event, group }: Followed): RiskRow[] {
  const rows: RiskRow[] = [];
  for (const name of ['a', 'b', 'c'])
    for (let term = 1; term <= 8; term++) {
      const there = time.flatMap((at, i) => (group[i] === name && at >= term ? [i] : []));
      rows.push({ term, group: name, atRisk: there.length, left: there.filter((i) => time[i] === term && event[i] === 1).length });
    }
  return rows;
}

test('the hazard by term and group is that of a logistic regression on person-terms', () => {
  const { detail } = estimate(discreteHazard(riskTable(input.simulated)));
  const { estimates, se, logLik, interaction, interactionDf } = values.hazard;
  detail.groups.forEach((group, at) => {
    expect(group.estimate).toBeCloseTo(estimates[8 + at]!, 9);
    expect(group.se).toBeCloseTo(se[8 + at]!, 8);
    expect(group.oddsRatio).toBeCloseTo(Math.exp(estimates[8 + at]!), 8);
  });
  expect(detail.logLikelihood).toBeCloseTo(logLik, 8);
  expect(detail.interaction.chiSquare).toBeCloseTo(interaction, 7);
  expect(detail.interaction.df).toBe(interactionDf);
});

test('where nobody is censored, the curve is the share still there', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 10 }), (leaving) => {
      const n = leaving.reduce((sum, left) => sum + left, 0);
      const answer = survival(leaving.map((left, time) => ({ time, left, censored: 0 })));
      if (n === 0) {
        expect(answer).toMatchObject({ kind: 'refusal', code: 'empty' });
        return;
      }
      let there = n;
      for (const step of estimate(answer).detail.steps) {
        there -= step.left;
        expect(step.survival).toBeCloseTo(there / n, 12);
        if (there > 0 && there < n) expect(step.se).toBeCloseTo(Math.sqrt(((there / n) * (1 - there / n)) / n), 12);
      }
    }),
  );
});

test('the order of groups and of times changes nothing, and equal groups do not differ', () => {
  const groups = ['a', 'b', 'c'].map((name) => ({ name, times: times(input.simulated, name) }));
  const turned = groups.toReversed().map(({ name, times: own }) => ({ name, times: own.toReversed() }));
  expect(estimate(logRank(turned)).estimate).toBeCloseTo(estimate(logRank(groups)).estimate, 9);
  const same = groups[0]!.times;
  expect(
    estimate(
      logRank([
        { name: 'x', times: same },
        { name: 'y', times: same },
      ]),
    ).estimate,
  ).toBeCloseTo(0, 12);
});

test('what cannot be answered is refused, and what cannot be is thrown', () => {
  expect(logRank([{ name: 'a', times: [{ time: 1, left: 1, censored: 0 }] }])).toMatchObject({ code: 'too-little-data' });
  const stayed = [{ time: 3, left: 0, censored: 9 }];
  expect(
    logRank([
      { name: 'a', times: stayed },
      { name: 'b', times: stayed },
    ]),
  ).toMatchObject({ code: 'no-variation' });
  const row = (group: string, left: number): RiskRow => ({ term: 1, group, atRisk: 20, left });
  expect(discreteHazard([row('a', 0), row('b', 4)])).toMatchObject({ kind: 'refusal', code: 'separation' });
  expect(discreteHazard([row('a', 0), row('b', 0)])).toMatchObject({ code: 'no-variation' });
  expect(() => discreteHazard([row('a', 21)])).toThrow('21 of 20');
  expect(() => discreteHazard([row('a', 1), row('a', 1)])).toThrow('stands twice');
  expect(() => survival([{ time: 1, left: -1, censored: 0 }])).toThrow('-1 at time 1');
});

test('of groups that leave alike, about one in twenty log-rank tests says otherwise', () => {
  const chance = random(3);
  let rejected = 0;
  const runs = 600;
  for (let run = 0; run < runs; run++) {
    const groups = ['a', 'b'].map((name) => {
      const own = Array.from({ length: 6 }, (_, time) => ({ time: time + 1, left: 0, censored: 0 }));
      for (let student = 0; student < 50; student++) {
        const ends = 1 + chance.whole(6);
        let term = 1;
        while (term < ends && chance.next() > 0.15) term++;
        if (term < ends) own[term - 1]!.left++;
        else own[ends - 1]!.censored++;
      }
      return { name, times: own };
    });
    if (estimate(logRank(groups)).detail.p < 0.05) rejected++;
  }
  expect(rejected / runs).toBeGreaterThan(0.025);
  expect(rejected / runs).toBeLessThan(0.08);
});
