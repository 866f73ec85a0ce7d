import { refuse, type Answer } from './answer.ts';
import { chiSquareUpper } from './distributions.ts';
import { cholesky, solve } from './linear-algebra.ts';
import { checkedTimes, type LeavingTime } from './survival.ts';

export interface LogRankDetail {
  p: number;
  groups: { name: string; n: number; left: number; expected: number }[];
}

/**
 * Do some groups leave sooner than others? The log-rank test compares, at every time somebody left, who did with who would have
 * had it been all the same; the estimate is its χ² on groups − 1 degrees of freedom.
 *
 * @returns refuses for fewer than two groups with somebody in them, and where nobody left
 * @throws RangeError as `survival` does
 *
 * Source: Mantel 1966; Peto & Peto 1972. R: survival::survdiff(rho = 0).
 */
export function logRank(groups: readonly { name: string; times: readonly LeavingTime[] }[]): Answer<LogRankDetail> {
  const followed = groups
    .map(({ name, times }) => ({ name, times: checkedTimes(times) }))
    .map((group) => ({ ...group, n: people(group.times), left: group.times.reduce((sum, { left }) => sum + left, 0), expected: 0 }))
    .filter(({ n }) => n > 0);
  if (followed.length < 2)
    return refuse('too-little-data', 'There is only one group to follow.', 'At least two groups with students who started.');
  if (followed.every(({ left }) => left === 0))
    return refuse('no-variation', 'Nobody has left.', 'A longer time, or a group in which somebody left.');

  const k = followed.length;
  const variance = new Float64Array(k * k);
  const times = [...new Set(followed.flatMap((group) => group.times.map(({ time }) => time)))].toSorted((a, b) => a - b);
  const atRisk = followed.map(({ n }) => n);
  const here = followed.map(({ times: own }) => new Map(own.map((one) => [one.time, one])));
  for (const time of times) {
    const now = here.map((own) => own.get(time) ?? { left: 0, censored: 0 });
    const left = now.reduce((sum, one) => sum + one.left, 0);
    // a time at which nobody left is listed by some, and perhaps nobody was there any more
    const all = atRisk.reduce((sum, n) => sum + n, 0);
    const spread = all > 1 ? (left * (all - left)) / (all - 1) : 0;
    for (let i = 0; i < k && left > 0; i++) {
      const share = atRisk[i]! / all;
      followed[i]!.expected += left * share;
      for (let j = 0; j < k; j++) variance[i * k + j]! += spread * share * ((i === j ? 1 : 0) - atRisk[j]! / all);
    }
    now.forEach((one, i) => (atRisk[i]! -= one.left + one.censored));
  }

  const difference = Float64Array.from(followed, ({ left, expected }) => left - expected);
  const statistic = quadratic(variance, difference, k);
  if (statistic === null)
    return refuse(
      'separation',
      'At no time when somebody left were students of several groups still there.',
      'Groups that were followed over the same time.',
    );
  return {
    kind: 'estimate',
    estimate: statistic,
    se: null,
    ci: null,
    level: 0.95,
    df: k - 1,
    n: followed.reduce((sum, { n }) => sum + n, 0),
    clusters: null,
    method: `Log-rank test of ${k} groups.`,
    warnings: followed.some(({ expected }) => expected < 5)
      ? [{ code: 'few-expected', says: 'Fewer than five would be expected to leave in one of the groups: the test is approximate.' }]
      : [],
    detail: {
      p: chiSquareUpper(statistic, k - 1),
      groups: followed.map(({ name, n, left, expected }) => ({ name, n, left, expected })),
    },
  };
}

const people = (times: readonly LeavingTime[]): number => times.reduce((sum, { left, censored }) => sum + left + censored, 0);

/** dᵀ V⁻ d: any one group may be left out, since the differences add up to nought. */
function quadratic(variance: Float64Array, difference: Float64Array, k: number): number | null {
  const size = k - 1;
  const l = new Float64Array(size * size);
  for (let j = 0; j < size; j++) for (let i = 0; i < size; i++) l[j * size + i] = variance[j * k + i]!;
  if (!cholesky(l, size)) return null;
  const solved = difference.slice(0, size);
  solve(l, size, solved);
  return solved.reduce((sum, value, i) => sum + value * difference[i]!, 0);
}
