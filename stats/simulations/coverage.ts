import type { Answer } from '../src/answer.ts';
import { cumulativeLinkMixed } from '../src/cumulative-link-mixed.ts';
import { cumulativeLogit } from '../src/cumulative-logit.ts';
import { normalCdf, tQuantile } from '../src/distributions.ts';
import { mixedModel } from '../src/mixed-model.ts';
import { tabulateRatings } from '../src/ordinal-table.ts';
import { random } from '../src/random.ts';
import { drawLevel } from './ratings.ts';

const thresholds = [-1, 0.5, 2];
const truth = { group: -0.5, time: 0.3, product: 0.2 };

/** Who is scored, when and by whom: a third of students are in the group, and a fifth change mentor before each later occasion. */
function scored(students: number, outcomes: number, seed: number) {
  const chance = random(seed);
  const mentors = Math.max(4, Math.round(students / 12));
  const rows: { student: number; mentor: number; time: number; group: number }[] = [];
  for (let student = 0; student < students; student++) {
    let mentor = student % mentors;
    for (let time = 0; time < 4; time++) {
      if (time > 0 && chance.next() < 0.2) mentor = chance.whole(mentors);
      for (let outcome = 0; outcome < outcomes; outcome++) rows.push({ student, mentor, time, group: Number(student % 3 === 0) });
    }
  }
  const effect = (sd: number, n: number) => Array.from({ length: n }, () => sd * chance.normal());
  return { chance, rows, ability: effect(1, students), slope: effect(0.2, students), mentor: effect(0.5, mentors) };
}

const fixedOf = ({ time, group }: { time: number; group: number }) =>
  truth.group * group + truth.time * time + truth.product * group * time;

function columnsOf(rows: readonly { time: number; group: number }[]) {
  return {
    covariates: ['group', 'time', 'group × time'],
    columns: [rows.map(({ group }) => group), rows.map(({ time }) => time), rows.map(({ group, time }) => group * time)],
  };
}

/**
 * Whether 95% intervals of group × time hold the truth. For the cumulative logit the ratings of a student depend on each other
 * through a normal copula, so that each by itself follows the model exactly; beside it the errors that ignore this, for group.
 */
export const coverage = {
  cumulativeLogit: (students: number, seed: number): boolean[] => {
    const { chance, rows, ability } = scored(students, 3, seed);
    const level = rows.map((row) => {
      const p = normalCdf(0.7 * ability[row.student]! + Math.sqrt(1 - 0.49) * chance.normal());
      const latent = fixedOf(row) + Math.log(p / (1 - p));
      return 1 + thresholds.filter((threshold) => latent > threshold).length;
    });
    const table = tabulateRatings({ ...columnsOf(rows), level, levels: 4, student: rows.map(({ student }) => student) });
    const answer = found(cumulativeLogit(table));
    const group = answer.detail.coefficients[0]!;
    const near = (se: number) => Math.abs(group.estimate - truth.group) < 1.959964 * se;
    return [holds(answer.ci, truth.product), group.ci[0] < truth.group && truth.group < group.ci[1], near(group.unclusteredSe)];
  },
  mixedModel: (students: number, seed: number): boolean[] => {
    const { chance, rows, ability, slope, mentor } = scored(students, 3, seed);
    const mean = rows.map(
      (row) => 2 + fixedOf(row) + ability[row.student]! + slope[row.student]! * row.time + mentor[row.mentor]! + chance.normal(),
    );
    const answer = found(
      mixedModel({
        ...columnsOf(rows),
        mean,
        student: rows.map(({ student }) => student),
        slope: rows.map(({ time }) => time),
        crossed: [{ name: 'mentor', of: rows.map((row) => row.mentor) }],
      }),
    );
    const inside = answer.detail.crossed[0]!.effect.map((effect, m) =>
      Number(Math.abs(effect - mentor[m]!) < tQuantile(0.975, mentor.length - 1) * answer.detail.crossed[0]!.se[m]!),
    );
    // one mentor a replicate: the errors of several in the same replicate go together
    return [holds(answer.ci, truth.product), holds(answer.detail.coefficients[1]!.ci, truth.group), inside[0] === 1];
  },
  cumulativeLinkMixed: (students: number, seed: number): boolean[] => {
    const { chance, rows, ability, mentor } = scored(students, 3, seed);
    const level = rows.map((row) => drawLevel(chance, fixedOf(row) + ability[row.student]! + mentor[row.mentor]!, thresholds));
    const groupings = (['student', 'mentor'] as const).map((name) => ({ name, of: rows.map((row) => row[name]) }));
    const answer = found(cumulativeLinkMixed({ ...columnsOf(rows), level, levels: 4, groupings }));
    return [holds(answer.ci, truth.product), holds(answer.detail.coefficients[0]!.ci, truth.group)];
  },
};

function found<D>(answer: Answer<D>) {
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return answer;
}

const holds = (ci: readonly [number, number] | null, value: number): boolean => ci !== null && ci[0] < value && value < ci[1];
