import { refuse, type Answer } from './answer.ts';
import { normalCdf, normalQuantile } from './distributions.ts';
import { checkStayers, type Stayers } from './stayers.ts';

export interface BoundsDetail {
  /** The mean change of all who began, had every leaver done as badly, and as well, as the scale allows. */
  bounds: readonly [number, number];
}

/**
 * What could the mean change of everybody who began be, whatever the leavers did? Bounds that assume nothing of them but
 * that their change lies within `worst` and `best`. The estimate is the middle of the bounds; the interval covers the true mean,
 * wherever it lies between them.
 *
 * @param worst @param best the least and greatest change possible: for a share 0 and 1, for a step on levels 1–4 −3 and 3
 * @throws RangeError where the mean lies outside them or a count is no whole number
 *
 * Source: Manski 1990; interval: Imbens & Manski 2004, Econometrica 72.
 */
export function attritionBounds(
  { stayed, mean, sd, left }: Stayers,
  { worst, best, level = 0.95 }: { worst: number; best: number; level?: number },
): Answer<BoundsDetail> {
  checkStayers({ stayed, mean, sd, left });
  if (!(worst < best && worst <= mean && mean <= best)) throw new RangeError(`A mean of ${mean} does not lie within ${worst} and ${best}.`);
  if (stayed < 2) return refuse('empty', 'Fewer than two students were assessed again.', 'Students assessed at least twice.');
  const share = stayed / (stayed + left);
  const bounds = [share * mean + (1 - share) * worst, share * mean + (1 - share) * best] as const;
  // of who left, too, there might have been more or fewer
  const error = (extreme: number) =>
    Math.sqrt((share ** 2 * sd ** 2) / stayed + ((mean - extreme) ** 2 * share * (1 - share)) / (stayed + left));
  const [low, high] = [error(worst), error(best)];
  const c = imbensManski(bounds[1] - bounds[0], Math.max(low, high), level);
  return {
    kind: 'estimate',
    estimate: (bounds[0] + bounds[1]) / 2,
    se: null,
    ci: [bounds[0] - c * low, bounds[1] + c * high],
    level,
    df: null,
    n: stayed + left,
    clusters: null,
    method: 'Worst-case and best-case bounds for those who left, interval by Imbens and Manski.',
    warnings: [],
    detail: { bounds },
  };
}

/** Φ(c + width/se) − Φ(−c) = level: between the one-sided and the two-sided quantile. */
function imbensManski(width: number, se: number, level: number): number {
  if (se === 0) return 0;
  let [low, high] = [normalQuantile(level), normalQuantile(0.5 + level / 2)];
  for (let step = 0; step < 60; step++) {
    const c = (low + high) / 2;
    if (normalCdf(c + width / se) - normalCdf(-c) < level) low = c;
    else high = c;
  }
  return (low + high) / 2;
}
