import { refuse, type Answer } from './answer.ts';
import { normalQuantile } from './distributions.ts';
import { checkStayers, type Stayers } from './stayers.ts';

export interface TippingDetail {
  /** The mean change among leavers at which the interval of everybody's mean change reaches nought; null: no mean within the scale does. */
  interval: number | null;
  /** That at which the mean change of everybody is nought; null: none within the scale. */
  estimate: number | null;
  /** How many standard deviations of the stayers' change below (or above) the stayers that is. */
  apart: number | null;
}

/**
 * How much worse would those who left have to have done for the answer to change? The estimate is the mean change of everybody
 * had leavers done as those who stayed; `detail` says what mean change among them would take it, or its interval, to nought.
 *
 * @returns refuses where nobody left or the stayers' own interval already holds nought
 * @throws RangeError as `attritionBounds` does
 * Source: pattern-mixture with a delta for leavers, Little 1993; Yan, Lee & Li 2009 for tipping points.
 */
export function tippingPoint(
  { stayed, mean, sd, left }: Stayers,
  { worst, best, level = 0.95 }: { worst: number; best: number; level?: number },
): Answer<TippingDetail> {
  checkStayers({ stayed, mean, sd, left });
  if (left === 0) return refuse('too-little-data', 'Nobody left.', 'Nothing: leaving cannot have changed the answer.');
  if (stayed < 2) return refuse('empty', 'Fewer than two students were assessed again.', 'Students assessed at least twice.');
  const z = normalQuantile(0.5 + level / 2);
  const share = stayed / (stayed + left);
  const error = (leavers: number) =>
    Math.sqrt((share ** 2 * sd ** 2) / stayed + ((mean - leavers) ** 2 * share * (1 - share)) / (stayed + left));
  const everybody = (leavers: number) => share * mean + (1 - share) * leavers;
  const se = error(mean);
  if (Math.abs(mean) <= z * se)
    return refuse('no-variation', 'Even the change of those who stayed cannot be told from nought.', 'More students assessed again.');
  const extreme = mean > 0 ? worst : best;
  const clear = (leavers: number) => Math.sign(mean) * everybody(leavers) - z * error(leavers);
  const interval = crossing(clear, mean, extreme);
  return {
    kind: 'estimate',
    estimate: mean,
    se,
    ci: [mean - z * se, mean + z * se],
    level,
    df: null,
    n: stayed + left,
    clusters: null,
    method: 'Tipping point: the mean change among those who left at which the answer for everybody changes.',
    warnings: [],
    detail: {
      interval,
      estimate: crossing((leavers) => Math.sign(mean) * everybody(leavers), mean, extreme),
      apart: interval === null || sd === 0 ? null : (interval - mean) / sd,
    },
  };
}

/** Where a function that is above nought at `from` first reaches it on the way to `to`; null where it does not. */
function crossing(of: (value: number) => number, from: number, to: number): number | null {
  if (of(to) > 0) return null;
  let [above, below] = [from, to];
  for (let step = 0; step < 100; step++) {
    const middle = (above + below) / 2;
    if (of(middle) > 0) above = middle;
    else below = middle;
  }
  return (above + below) / 2;
}
