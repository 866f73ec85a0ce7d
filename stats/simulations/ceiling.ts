import { cumulativeLogit } from '../src/cumulative-logit.ts';
import { cumulativeLinkMixed } from '../src/cumulative-link-mixed.ts';
import { tUpper } from '../src/distributions.ts';
import { tabulateRatings } from '../src/ordinal-table.ts';
import { random } from '../src/random.ts';
import { drawLevel, mean, sd } from './ratings.ts';

/**
 * Two groups that grow alike underneath, one of which starts near the top of the scale. Whether each way declares a gap in growth
 * at 5%: a t-test of change scores, the cumulative logit with errors by student, and, if asked, the cumulative-link mixed model.
 */
export function simulateCeiling(students: number, seed: number, { mixed = false } = {}) {
  const chance = random(seed);
  const thresholds = [-1.5, 0, 1.5];
  const columns: { group: number; time: number; student: number; level: number }[] = [];
  const change: [number[], number[]] = [[], []];
  for (let student = 0; student < students; student++) {
    const group = student % 2;
    const ability = chance.normal() + 1.8 * group;
    const first = drawLevel(chance, ability, thresholds);
    const second = drawLevel(chance, ability + 1, thresholds);
    change[group as 0 | 1].push(second - first);
    columns.push({ group, time: 0, student, level: first }, { group, time: 1, student, level: second });
  }
  const ratings = {
    covariates: ['group', 'time', 'group × time'],
    columns: [columns.map(({ group }) => group), columns.map(({ time }) => time), columns.map(({ group, time }) => group * time)],
    level: columns.map(({ level }) => level),
    levels: 4,
    student: columns.map(({ student }) => student),
  };
  const careful = mixed ? cumulativeLinkMixed({ ...ratings, groupings: [{ name: 'student', of: ratings.student }] }) : null;
  return {
    changeScores: tTest(...change) < 0.05,
    cumulative: outside(cumulativeLogit(tabulateRatings(ratings))),
    mixed: careful && outside(careful),
  };
}

const outside = (answer: ReturnType<typeof cumulativeLogit> | ReturnType<typeof cumulativeLinkMixed>): boolean => {
  if (answer.kind === 'refusal' || !answer.ci) throw new Error('No interval.');
  return answer.ci[0] > 0 || answer.ci[1] < 0;
};

function tTest(a: readonly number[], b: readonly number[]): number {
  const error = Math.sqrt(sd(a) ** 2 / a.length + sd(b) ** 2 / b.length);
  return 2 * tUpper(Math.abs(mean(a) - mean(b)) / error, a.length + b.length - 2);
}
