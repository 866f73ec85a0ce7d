import { type Answer, refuse } from './answer.ts';
import { criticalValue } from './clustered-error.ts';

/** Levels given to written cases with a known reference, one row a score. Columns of equal length. */
export interface CalibrationScores {
  /** Who gave it, a whole number. */
  assessor: ArrayLike<number>;
  reference: ArrayLike<number>;
  given: ArrayLike<number>;
}

export interface AssessorBias {
  assessor: number;
  /** Scores of this assessor. */
  n: number;
  /** Mean of given less reference, in levels, as it is. */
  raw: number;
  /** The same drawn towards the mean of all, the more the fewer scores there are, with its error and interval. */
  shrunk: number;
  se: number;
  ci: readonly [number, number];
}

export interface ShrunkBiasDetail {
  /** In the order of their numbers: a ranking would be read into noise. */
  assessors: AssessorBias[];
  /** Spread of true tendencies between assessors, and of scores of one assessor, in levels. */
  between: number;
  within: number;
}

/**
 * How lenient or harsh is each assessor against the reference, when each has scored only a few cases? A random effect of the assessor:
 * `estimate` is the mean tendency of all, the detail has each one's, shrunk by n τ² / (n τ² + σ²), with τ² and σ² by REML.
 * Refuses no scores, fewer than three assessors, nobody with two scores, and scores of which each assessor's are all alike. Throws RangeError for columns that cannot be.
 * Source: Robinson 1991 (BLUP); Laird & Ware 1982; Henderson 1975 for the error, which includes that of the mean.
 */
export function shrunkBias(scores: CalibrationScores, options: { level?: number } = {}): Answer<ShrunkBiasDetail> {
  const { level = 0.95 } = options;
  const groups = byAssessor(scores);
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  if (n === 0) return refuse('empty', 'No written case has been scored.', 'Assessors who score the written cases.');
  if (groups.length < 3) {
    return refuse(
      'too-little-data',
      'With fewer than three assessors there is no telling how assessors differ.',
      'Three assessors or more, better ten.',
    );
  }
  if (n === groups.length) return refuse('too-little-data', 'Nobody has scored two cases.', 'Two cases or more by the same assessors.');
  const squares = groups.reduce((sum, group) => sum + group.squares, 0);
  if (squares < 1e-12 * n)
    return refuse(
      'no-variation',
      'Each assessor is as far from the reference every time, so that how sure that is cannot be told.',
      'More scores, with differences between them.',
    );
  const ratio = bestRatio((lambda) => reml(groups, squares, n, lambda).deviance);
  const { mean, variance, weight } = reml(groups, squares, n, ratio);
  const meanVariance = variance / weight;
  const z = criticalValue(level, null);
  const assessors = groups.map((group): AssessorBias => {
    const kept = (group.n * ratio) / (1 + group.n * ratio);
    const shrunk = mean + kept * (group.mean - mean);
    const se = Math.sqrt((variance * kept) / group.n + (1 - kept) ** 2 * meanVariance);
    return { assessor: group.assessor, n: group.n, raw: group.mean, shrunk, se, ci: [shrunk - z * se, shrunk + z * se] };
  });
  const se = Math.sqrt(meanVariance);
  const reach = se * criticalValue(level, groups.length - 1);
  return {
    kind: 'estimate',
    estimate: mean,
    se,
    ci: [mean - reach, mean + reach],
    level,
    df: groups.length - 1,
    n,
    clusters: groups.length,
    method: 'mean of given less reference with a random effect of the assessor (REML), each tendency shrunk towards it',
    warnings:
      ratio === 0
        ? [{ code: 'no-spread', says: 'Assessors differ by no more than chance would have it: all are given the common tendency.' }]
        : [],
    detail: { assessors, between: Math.sqrt(ratio * variance), within: Math.sqrt(variance) },
  };
}

interface Group {
  assessor: number;
  n: number;
  mean: number;
  /** About the mean. */
  squares: number;
}

function byAssessor({ assessor, reference, given }: CalibrationScores): Group[] {
  if (reference.length !== assessor.length || given.length !== assessor.length) {
    throw new RangeError('The columns of a table of scores are of one length.');
  }
  const groups = new Map<number, Group>();
  for (let row = 0; row < assessor.length; row++) {
    const difference = (given[row] as number) - (reference[row] as number);
    if (!Number.isFinite(difference)) throw new RangeError('A score and its reference are numbers.');
    const key = assessor[row] as number;
    const group = groups.get(key) ?? { assessor: key, n: 0, mean: 0, squares: 0 };
    groups.set(key, group);
    // Welford 1962: no cancellation
    group.n += 1;
    const away = difference - group.mean;
    group.mean += away / group.n;
    group.squares += away * (difference - group.mean);
  }
  return [...groups.values()].sort((a, b) => a.assessor - b.assessor);
}

/** REML deviance at a ratio τ² / σ², with the mean and σ² that go with it. */
function reml(groups: readonly Group[], squares: number, n: number, ratio: number) {
  const weights = groups.map((group) => group.n / (1 + group.n * ratio));
  const weight = weights.reduce((sum, each) => sum + each, 0);
  const mean = groups.reduce((sum, group, i) => sum + ((weights[i] as number) / weight) * group.mean, 0);
  const between = groups.reduce((sum, group, i) => sum + (weights[i] as number) * (group.mean - mean) ** 2, 0);
  const variance = (squares + between) / (n - 1);
  const logs = groups.reduce((sum, group) => sum + Math.log1p(group.n * ratio), 0);
  return { mean, variance, weight, deviance: (n - 1) * Math.log(variance) + logs + Math.log(weight) };
}

/** Golden section over ratio / (1 + ratio), from 0 to 1; 0 where the deviance is no lower inside. */
function bestRatio(deviance: (ratio: number) => number): number {
  const at = (t: number) => deviance(t / (1 - t));
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0, 1 - 1e-9];
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [atLeft, atRight] = [at(left), at(right)];
  while (high - low > 1e-10) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - golden * (high - low);
      atLeft = at(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + golden * (high - low);
      atRight = at(right);
    }
  }
  const t = (low + high) / 2;
  return at(t) < deviance(0) - 1e-12 ? t / (1 - t) : 0;
}
