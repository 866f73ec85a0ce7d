import { refuse, type Answer } from './answer.ts';
import { normalQuantile } from './distributions.ts';
import { smallSampleCorrection } from './small-sample-correction.ts';

/** A number of students, their mean and standard deviation (n − 1 below). */
export interface Moments {
  n: number;
  mean: number;
  sd: number;
}

/**
 * How far apart are two groups, in standard deviations? Hedges' g: positive where the first is higher.
 *
 * @returns refuses groups under two, or without any spread
 * @throws RangeError for a count that is no whole number, or a spread below nought
 *
 * Source: Hedges 1981 (the correction for small samples by the gamma function); Hedges & Olkin 1985 for the variance.
 * R: metafor::escalc(measure = "SMD").
 */
export function standardisedDifference(
  first: Moments,
  second: Moments,
  { level = 0.95 }: { level?: number } = {},
): Answer<{ pooledSd: number }> {
  for (const { n, mean, sd } of [first, second])
    if (!Number.isInteger(n) || n < 0 || !Number.isFinite(mean) || !(sd >= 0))
      throw new RangeError(`${n} students, mean ${mean}, spread ${sd} cannot be.`);
  if (first.n < 2 || second.n < 2)
    return refuse('too-little-data', 'A group of fewer than two has no spread.', 'At least two students in both groups.');
  const df = first.n + second.n - 2;
  const pooledSd = Math.sqrt(((first.n - 1) * first.sd ** 2 + (second.n - 1) * second.sd ** 2) / df);
  if (pooledSd === 0) return refuse('no-variation', 'Everybody has the same value.', 'Values that differ.');
  const estimate = smallSampleCorrection(df) * ((first.mean - second.mean) / pooledSd);
  const se = Math.sqrt(1 / first.n + 1 / second.n + estimate ** 2 / (2 * (first.n + second.n)));
  const half = normalQuantile(0.5 + level / 2) * se;
  return {
    kind: 'estimate',
    estimate,
    se,
    ci: [estimate - half, estimate + half],
    level,
    df: null,
    n: first.n + second.n,
    clusters: null,
    method: 'Hedges’ g: the difference of means in pooled standard deviations, corrected for small samples.',
    warnings: [],
    detail: { pooledSd },
  };
}

/**
 * How far apart are two shares, on the same scale? Cox's index, the log odds ratio ÷ 1.65, as the What Works Clearinghouse uses.
 * A half is added to every count where one is nought.
 *
 * @throws RangeError where more do than there are
 * Source: WWC Procedures Handbook 4.0, appendix E; Sánchez-Meca, Marín-Martínez & Chacón-Moscoso 2003.
 */
export function shareDifference(
  first: { n: number; of: number },
  second: { n: number; of: number },
  { level = 0.95 }: { level?: number } = {},
): Answer<{ corrected: boolean }> {
  for (const { n, of } of [first, second])
    if (!Number.isInteger(n) || !Number.isInteger(of) || n < 0 || n > of) throw new RangeError(`${n} of ${of} cannot be.`);
  if (first.of === 0 || second.of === 0) return refuse('empty', 'One of the groups has nobody in it.', 'Students in both groups.');
  const cells = [first.n, first.of - first.n, second.n, second.of - second.n];
  if (cells[0]! + cells[2]! === 0 || cells[1]! + cells[3]! === 0)
    return refuse('no-variation', 'Everybody is the same.', 'Students who differ.');
  const corrected = cells.includes(0);
  const [a, b, c, d] = cells.map((count) => count + (corrected ? 0.5 : 0)) as [number, number, number, number];
  const estimate = Math.log((a * d) / (b * c)) / 1.65;
  const se = Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d) / 1.65;
  const half = normalQuantile(0.5 + level / 2) * se;
  return {
    kind: 'estimate',
    estimate,
    se,
    ci: [estimate - half, estimate + half],
    level,
    df: null,
    n: first.of + second.of,
    clusters: null,
    method: 'Cox’s index: the log odds ratio divided by 1.65.',
    warnings: corrected ? [{ code: 'empty-cell', says: 'A count was nought: a half was added to each.' }] : [],
    detail: { corrected },
  };
}
