import { type Answer, refuse } from './answer.ts';
import { clusteredLinear } from './clustered-linear.ts';
import type { CalibrationScores } from './shrunk-bias.ts';

export interface DriftScores extends CalibrationScores {
  /** When, in days from any beginning. */
  day: ArrayLike<number>;
}

export interface DriftDetail {
  assessors: number;
  /** Days between the first score and the last. */
  span: number;
}

/**
 * Do assessors become more lenient or harsher with time? Levels a year by which given less reference changes within an assessor: both
 * are taken about the assessor's own mean, so that a lenient newcomer is not mistaken for drift. Errors are clustered by assessor, or by
 * day where there is only one, and hold for few of them (CR2, Satterthwaite).
 * Refuses where nobody scored on two days, and with fewer than three clusters, and where nothing varies. Source: `clusteredLinear`.
 */
export function drift(scores: DriftScores, options: { level?: number } = {}): Answer<DriftDetail> {
  const { assessor, reference, given, day } = scores;
  if ([reference, given, day].some((column) => column.length !== assessor.length)) {
    throw new RangeError('The columns of a table of scores are of one length.');
  }
  const means = new Map<number, { n: number; day: number; difference: number }>();
  for (let row = 0; row < assessor.length; row++) {
    const own = means.get(assessor[row] as number) ?? { n: 0, day: 0, difference: 0 };
    means.set(assessor[row] as number, own);
    own.n += 1;
    own.day += day[row] as number;
    own.difference += (given[row] as number) - (reference[row] as number);
  }
  const rows = Array.from(assessor, (who, row) => {
    const { n, ...sums } = means.get(who) as { n: number; day: number; difference: number };
    const difference = (given[row] as number) - (reference[row] as number);
    return {
      y: difference - sums.difference / n,
      x: [((day[row] as number) - sums.day / n) / 365.25],
      cluster: String(means.size === 1 ? day[row] : who),
    };
  });
  const days = Array.from(day);
  const span = days.reduce((most, each) => Math.max(most, each), -Infinity) - days.reduce((least, each) => Math.min(least, each), Infinity);
  if (!rows.some((row) => Math.abs(row.x[0] as number) > 1e-12)) {
    return refuse('too-little-data', 'Nobody has scored written cases on two different days.', 'A second round of calibration.');
  }
  if (!rows.some((row) => Math.abs(row.y) > 1e-12)) {
    return refuse(
      'no-variation',
      'Each assessor is as far from the reference every time: nothing varies that could drift.',
      'More scores, with differences between them.',
    );
  }
  const answer = clusteredLinear(['time'], rows, options);
  if (answer.kind === 'refusal') return answer;
  const by = means.size === 1 ? 'day' : 'assessor';
  return {
    ...answer,
    method: `change of given less reference in levels a year, within assessors, errors clustered by ${by} (CR2)`,
    detail: { assessors: means.size, span },
  };
}
