/*
 * How often the intervals of the smaller estimators hold the truth, and how often their tests cry wolf. Prints the table of
 * docs/methods/findings/intervals.md: node_modules/.bin/node stats/simulations/intervals.ts > docs/methods/findings/intervals.md
 */
import type { Answer, Estimate } from '../src/answer.ts';
import { attritionBounds } from '../src/attrition-bounds.ts';
import { clusteredLinear } from '../src/clustered-linear.ts';
import { discreteHazard, type RiskRow } from '../src/discrete-hazard.ts';
import { tQuantile } from '../src/distributions.ts';
import { logRank } from '../src/log-rank.ts';
import { metaAnalysis } from '../src/meta-analysis.ts';
import { random, type Random } from '../src/random.ts';
import { levelProbabilities } from '../src/rasch-measures.ts';
import { raschTable } from '../src/rasch-table.ts';
import { rasch } from '../src/rasch.ts';
import { standardisedDifference } from '../src/standardised-difference.ts';
import { survival, type LeavingTime } from '../src/survival.ts';

function found<D>(answer: Answer<D>): Estimate<D> {
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return answer;
}
const within = (ci: readonly [number, number] | null, truth: number) => Number(ci !== null && ci[0] <= truth && truth <= ci[1]);

/** Students leaving with the same hazard every term, followed for up to six. */
function follow(chance: Random, students: number, hazard: number): LeavingTime[] {
  const times = Array.from({ length: 6 }, (_, at) => ({ time: at + 1, left: 0, censored: 0 }));
  for (let student = 0; student < students; student++) {
    const ends = 1 + chance.whole(6);
    let term = 1;
    while (term <= ends && chance.next() >= hazard) term++;
    if (term <= ends) times[term - 1]!.left++;
    else times[ends - 1]!.censored++;
  }
  return times;
}

function riskRows(times: readonly LeavingTime[], group: string): RiskRow[] {
  let atRisk = times.reduce((sum, { left, censored }) => sum + left + censored, 0);
  return times.map(({ time, left, censored }) => {
    const row = { term: time, group, atRisk, left };
    atRisk -= left + censored;
    return row;
  });
}

function summary(values: readonly number[]): { mean: number; sd: number; n: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, n: values.length, sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)) };
}

/** Six of every `mentors` mentors’ students, a third of the mentors trained: the hard case, since training goes with the mentor. */
function trained(chance: Random, mentors: number) {
  const rows = Array.from({ length: mentors }, (_, mentor) => {
    const effect = 0.5 * chance.normal();
    const x = Number(mentor < Math.ceil(mentors / 3));
    return Array.from({ length: 2 + (mentor % 4) * 5 }, () => ({ cluster: `m${mentor}`, x: [x], y: 0.3 * x + effect + chance.normal() }));
  }).flat();
  const answer = found(clusteredLinear(['trained'], rows));
  const half = tQuantile(0.975, mentors - 1) * answer.detail.cr1[1]!.se;
  return [within(answer.ci, 0.3), within([answer.estimate - half, answer.estimate + half], 0.3)];
}

function organisations(chance: Random, k: number) {
  const studies = Array.from({ length: k }, (_, at) => {
    const variance = 0.01 + 0.05 * chance.next();
    return { name: `${at}`, variance, estimate: 0.4 + 0.2 * chance.normal() + Math.sqrt(variance) * chance.normal() };
  });
  const { ci, detail } = found(metaAnalysis(studies));
  return [within(ci, 0.4), within(detail.wald.ci, 0.4), within(detail.prediction, 0.4 + 0.2 * chance.normal())];
}

const steps = [
  [-1.5, 0, 1.2],
  [-0.6, 0.3, 1.5],
  [-1.1, -0.3, 0.8],
  [-0.9, 0.6, 1.3],
];
const middle = steps.flat().reduce((sum, value) => sum + value, 0) / steps.flat().length;

function oneThreshold(chance: Random, students: number) {
  const rows = Array.from({ length: students }, () => {
    const theta = chance.next() < 0.7 ? -0.8 : 1.6;
    return steps.map((own) => {
      let left = chance.next();
      return levelProbabilities(theta, own).findIndex((weight) => (left -= weight) < 0);
    });
  });
  const answer = rasch(
    raschTable(
      steps.map((own, at) => ({ name: `o${at}`, levels: own.length + 1 })),
      rows,
    ),
  );
  const { estimate, se } = found(answer).detail.outcomes[1]!.thresholds[2]!;
  return [Number(Math.abs(estimate - (1.5 - middle)) < 1.959964 * se)];
}

const cases: { what: string; says: string[]; runs: number; once: (chance: Random) => number[] }[] = [
  {
    what: 'Kaplan–Meier, share there after 4 terms, 60 students',
    says: ['95% log-log interval'],
    runs: 4000,
    once: (chance) => [within(found(survival(follow(chance, 60, 0.1), { at: 4 })).ci, 0.9 ** 4)],
  },
  {
    what: 'log-rank, two groups of 50 that leave alike',
    says: ['1 − rejected at 5%'],
    runs: 4000,
    once: (chance) => [Number(found(logRank(['a', 'b'].map((name) => ({ name, times: follow(chance, 50, 0.15) })))).detail.p >= 0.05)],
  },
  {
    what: 'discrete-time hazard, log odds ratio, two groups of 80',
    says: ['95% interval'],
    runs: 3000,
    once: (chance) => {
      const rows = [...riskRows(follow(chance, 80, 0.12), 'a'), ...riskRows(follow(chance, 80, 0.2), 'b')];
      return [within(found(discreteHazard(rows)).ci, Math.log(0.2 / 0.8) - Math.log(0.12 / 0.88))];
    },
  },
  ...[9, 15, 30].map((mentors) => ({
    what: `least squares, ${mentors} unequal caseloads, a third of the mentors trained`,
    says: ['CR2 with Satterthwaite', 'CR1 with clusters − 1'],
    runs: 3000,
    once: (chance: Random) => trained(chance, mentors),
  })),
  ...[5, 8, 15, 30].map((k) => ({
    what: `meta-analysis of ${k} organisations, I² about 60%`,
    says: ['Hartung–Knapp', 'usual (Wald)', 'prediction of another'],
    runs: 3000,
    once: (chance: Random) => organisations(chance, k),
  })),
  {
    what: 'Hedges’ g, 20 leavers and 60 stayers, 0.4 apart',
    says: ['95% interval'],
    runs: 5000,
    once: (chance) => {
      const draw = (n: number, mean: number) => summary(Array.from({ length: n }, () => mean + chance.normal()));
      return [within(found(standardisedDifference(draw(20, 0), draw(60, 0.4))).ci, -0.4)];
    },
  },
  {
    what: 'bounds, 150 students, a fifth left and did as badly as can be',
    says: ['95% interval (Imbens–Manski)'],
    runs: 5000,
    once: (chance) => {
      const up = Array.from({ length: 150 }, () => (chance.next() < 0.2 ? [] : [Number(chance.next() < 0.6)])).flat();
      const { mean, sd, n } = summary(up);
      return [within(found(attritionBounds({ stayed: n, mean, sd, left: 150 - n }, { worst: 0, best: 1 })).ci, 0.48)];
    },
  },
  {
    what: 'Rasch threshold, 4 outcomes, 250 students, not normal',
    says: ['95% interval'],
    runs: 1000,
    once: (chance) => oneThreshold(chance, 250),
  },
];

console.log(`# How often intervals hold

Written by \`node_modules/.bin/node stats/simulations/intervals.ts\`, seeds 1, 2, 3 … in the order of the rows. Nominal: 95%. With 3,000 runs, chance
alone moves a figure by about ± 0.8 points.

| what | interval or test | runs | held, % |
| --- | --- | --- | --- |`);
for (const [at, { what, says, runs, once }] of cases.entries()) {
  const chance = random(at + 1);
  const held = says.map(() => 0);
  for (let run = 0; run < runs; run++) once(chance).forEach((one, k) => (held[k]! += one));
  says.forEach((name, k) => console.log(`| ${what} | ${name} | ${runs} | ${((100 * held[k]!) / runs).toFixed(1)} |`));
}
