import { mixedModel } from '../src/mixed-model.ts';
import { random } from '../src/random.ts';
import { mean } from './ratings.ts';

const last = 5;
/** What students gain from the first occasion to the last, on average, in levels. */
export const trueGain = 0.8;

/** Students who leave when they last scored low. The gain each way finds, and whether the mixed model's interval holds the truth. */
export function simulateDropOut(students: number, seed: number) {
  const chance = random(seed);
  const rows: { student: number; time: number; score: number }[] = [];
  for (let student = 0; student < students; student++) {
    const start = 2 + 0.55 * chance.normal();
    const slope = trueGain / last + 0.06 * chance.normal();
    for (let time = 0; time <= last; time++) {
      const score = start + slope * time + 0.35 * chance.normal();
      rows.push({ student, time, score });
      if (chance.next() < 1 / (1 + Math.exp(1.2 + 3 * (score - 1.9)))) break;
    }
  }
  const at = (time: number) => rows.filter((row) => row.time === time);
  const stayed = new Set(at(last).map(({ student }) => student));
  const completers = at(0).filter(({ student }) => stayed.has(student));
  const time = rows.map((row) => row.time / last);
  const answer = mixedModel({
    covariates: ['time'],
    columns: [time],
    mean: rows.map(({ score }) => score),
    student: rows.map(({ student }) => student),
    slope: time,
    crossed: [],
  });
  if (answer.kind === 'refusal') throw new Error(answer.says);
  const usual = answer.detail.coefficients[1]!.conditionalSe;
  const score = (list: readonly { score: number }[]) => mean(list.map((row) => row.score));
  return {
    stayed: stayed.size / students,
    whoeverIsThere: score(at(last)) - score(at(0)),
    completersOnly: score(at(last)) - score(completers),
    mixed: answer.estimate,
    // the errors that take the variances for known, as is usual
    usualHolds: Math.abs(answer.estimate - trueGain) < (answer.ci![1] - answer.estimate) * (usual / answer.se!),
    holds: answer.ci![0] <= trueGain && trueGain <= answer.ci![1],
  };
}
