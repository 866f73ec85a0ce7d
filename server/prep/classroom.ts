import { dayLength } from '@waymark/contract/days.ts';
import type { Feedback } from '@waymark/contract/feedback.ts';

/** Of what was said before the last meeting, so much is still worth a look. */
const earlierShown = 3;
const earlierDays = 84;

/**
 * What teachers said that a mentor should know before a meeting: everything since the last one, then the latest few of the
 * weeks before it. `feedback` is latest first, and so is the answer.
 */
export function classroomNow(feedback: readonly Feedback[], sinceAt: string, today: string): (Feedback & { sinceLast: boolean })[] {
  const since = new Date(sinceAt).getTime();
  const notBefore = new Date(`${today}T00:00:00Z`).getTime() - earlierDays * dayLength;
  const at = ({ givenAt }: Feedback) => new Date(givenAt).getTime();
  const fresh = feedback.filter((one) => at(one) >= since);
  const earlier = feedback.filter((one) => at(one) < since && at(one) >= notBefore).slice(0, earlierShown);
  return [...fresh.map((one) => ({ ...one, sinceLast: true })), ...earlier.map((one) => ({ ...one, sinceLast: false }))];
}
