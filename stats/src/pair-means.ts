import type { Answer } from './answer.ts';
import { allAlike, answerSmooth, type IntervalOptions, refuseSmall } from './clustered-error.ts';
import { type Pairs, pairTable } from './pairs.ts';
import { shareInterval } from './share-interval.ts';

/**
 * By how many levels does the second say more than the first, on average? Positive: the second is higher.
 * A mean of second − first, clustered by student. Refuses without pairs, under the base and with few clusters.
 */
export function signedGap(pairs: Pairs, options: IntervalOptions = {}): Answer<null> {
  const most = pairs.levels - 1;
  return meanOfPairs(pairs, (first, second) => second - first, 'mean of second less first', [-most, most], options);
}

/** What share of pairs is at the same level? */
export function exactAgreement(pairs: Pairs, options: IntervalOptions = {}): Answer<null> {
  return shareOfPairs(pairs, (first, second) => first === second, 'share of pairs at the same level', options);
}

/** What share of pairs is at most one level apart? */
export function adjacentAgreement(pairs: Pairs, options: IntervalOptions = {}): Answer<null> {
  return shareOfPairs(pairs, (first, second) => Math.abs(first - second) <= 1, 'share of pairs at most one level apart', options);
}

/** The share of pairs for which `counts` holds, with an interval that keeps inside 0 and 1. */
export function shareOfPairs(
  pairs: Pairs,
  counts: (first: number, second: number) => boolean,
  method: string,
  options: IntervalOptions,
): Answer<null> {
  const answer = meanOfPairs(pairs, (first, second) => Number(counts(first, second)), method, [0, 1], options);
  if (answer.kind === 'refusal') return answer;
  // an interval of errors alone has no width at 0 and 1
  const warnings = answer.warnings.filter((warning) => warning !== allAlike);
  return {
    ...answer,
    ci: shareInterval(answer, answer.level),
    warnings,
    method: `${answer.method}, Wilson interval of its effective number`,
  };
}

/** The mean of a value of pairs, clustered by student. `bounds` are the least and most it can be; `method` names it. */
export function meanOfPairs(
  pairs: Pairs,
  value: (first: number, second: number) => number,
  method: string,
  bounds: readonly [number, number],
  options: IntervalOptions,
): Answer<null> {
  const { levels, cells, n } = pairTable(pairs);
  const refusal = refuseSmall(n, options.smallestBase ?? 0);
  if (refusal) return refusal;
  const values = cells.map((_, cell) => value(Math.floor(cell / levels) + 1, (cell % levels) + 1));
  const estimate = values.reduce((sum, each, cell) => sum + (each * (cells[cell] as number)) / n, 0);
  return answerSmooth(pairs, n, { estimate, influence: values.map((each) => each - estimate), method, bounds, detail: null }, options);
}
