import { refuse, type Answer, type Warning } from './answer.ts';
import { normalQuantile } from './distributions.ts';

/** How many left, and how many were last seen still there (censored), at a time: a term, a week, a day. */
export interface LeavingTime {
  time: number;
  left: number;
  censored: number;
}

/** The curve just after `time`, in force until the next. */
export interface SurvivalStep extends LeavingTime {
  atRisk: number;
  survival: number;
  /** Greenwood's standard error of `survival`; NaN where that is 0. */
  se: number;
  /** Log-log limits: they stay within 0 and 1. Both are `survival` where it is 1; null where it is 0. */
  ci: readonly [number, number] | null;
}

export interface SurvivalDetail {
  steps: SurvivalStep[];
  left: number;
  censored: number;
  /** The first time by which half have left, with the times at which the limits cross a half; null where they do not. */
  median: { time: number | null; ci: readonly [number | null, number | null] };
}

/**
 * Who stays, and for how long? Kaplan–Meier's share still there, counting those who have not left (yet) for as long as they
 * were seen. The estimate is the share at `at` (the last time, unless given); the whole curve is in `detail.steps`.
 *
 * @param times any order, a time at most once; people censored at a time were still at risk of leaving at it
 * @returns refuses when nobody was followed
 * @throws RangeError for counts that are no whole number of people, and times that repeat or are not finite
 *
 * Source: Kaplan & Meier 1958; Greenwood 1926; log-log limits: Kalbfleisch & Prentice 1980. R: survival::survfit(conf.type = "log-log").
 */
export function survival(
  times: readonly LeavingTime[],
  { at, level = 0.95 }: { at?: number; level?: number } = {},
): Answer<SurvivalDetail> {
  const ordered = checkedTimes(times);
  const n = ordered.reduce((sum, { left, censored }) => sum + left + censored, 0);
  if (n === 0) return refuse('empty', 'Nobody was followed.', 'At least one student with a day of starting.');
  const steps = curve(ordered, n, level);
  const last = steps.at(-1)!;
  const asked = steps.findLast(({ time }) => time <= (at ?? last.time));
  const left = ordered.reduce((sum, one) => sum + one.left, 0);
  const warnings: Warning[] = [];
  if (at !== undefined && at > last.time)
    warnings.push({ code: 'past-the-end', says: `Nobody was followed beyond ${last.time}: the share is the one of then.` });
  if (asked && asked.atRisk < 10)
    warnings.push({
      code: 'few-at-risk',
      says: `Fewer than ten were still followed at ${asked.time}: the end of the curve rests on few.`,
    });
  return {
    kind: 'estimate',
    estimate: asked?.survival ?? 1,
    // none where nobody is left: Greenwood's sum has no end there
    se: asked === undefined ? 0 : Number.isNaN(asked.se) ? null : asked.se,
    ci: asked ? asked.ci : [1, 1],
    level,
    df: null,
    n,
    clusters: null,
    method: 'Kaplan–Meier share still there, Greenwood’s standard error, log-log limits.',
    warnings,
    detail: {
      steps,
      left,
      censored: n - left,
      median: {
        time: firstBelow(steps, ({ survival: share }) => share),
        ci: [
          firstBelow(steps, ({ ci }) => ci?.[0] ?? 0),
          firstBelow(steps, ({ ci, survival: share }) => ci?.[1] ?? (share === 0 ? NaN : 1)),
        ],
      },
    },
  };
}

/** In order, with what cannot be refused. */
export function checkedTimes(times: readonly LeavingTime[]): LeavingTime[] {
  const ordered = times.toSorted((a, b) => a.time - b.time);
  ordered.forEach(({ time, left, censored }, at) => {
    if (!Number.isFinite(time)) throw new RangeError(`${time} is no time.`);
    if (ordered[at - 1]?.time === time) throw new RangeError(`Time ${time} stands twice.`);
    for (const count of [left, censored])
      if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} at time ${time} is no number of people.`);
  });
  return ordered;
}

function curve(ordered: readonly LeavingTime[], n: number, level: number): SurvivalStep[] {
  const z = normalQuantile(0.5 + level / 2);
  let atRisk = n;
  let share = 1;
  let greenwood = 0;
  return ordered.map(({ time, left, censored }) => {
    const now = atRisk;
    if (left > 0) {
      share *= (now - left) / now;
      greenwood += left / (now * (now - left));
    }
    atRisk -= left + censored;
    const se = share === 0 ? NaN : share * Math.sqrt(greenwood);
    return { time, left, censored, atRisk: now, survival: share, se, ci: logLogLimits(share, greenwood, z) };
  });
}

function logLogLimits(share: number, greenwood: number, z: number): readonly [number, number] | null {
  if (share === 1) return [1, 1];
  if (share === 0) return null;
  const half = (z * Math.sqrt(greenwood)) / Math.abs(Math.log(share));
  return [share ** Math.exp(half), share ** Math.exp(-half)];
}

// a share of exactly a half counts as reached; products of fractions miss it by rounding
const half = 0.5 + 1e-12;

const firstBelow = (steps: readonly SurvivalStep[], of: (step: SurvivalStep) => number): number | null =>
  steps.find((step) => of(step) <= half)?.time ?? null;
