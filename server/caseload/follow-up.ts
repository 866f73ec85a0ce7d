import { Temporal } from 'temporal-polyfill';
import type { FollowUpReason } from '@waymark/contract/caseload.ts';

/** What the rule looks at of one student on a caseload. Days are those of the organisation's time zone. */
export interface FollowUpFacts {
  /** The first day of the earliest current match with this mentor. */
  matchedOn: string;
  /** The day of the last meeting this mentor held with the student. */
  lastHeldOn: string | null;
  missedInARow: number;
  hasNextMeeting: boolean;
  unrecordedMeetings: number;
  overdueActions: number;
  oldestOverdueOn: string | null;
  /** The day the longest overdue review was due. */
  reviewDueOn: string | null;
  scoredOutcomes: number;
  staleOutcomes: number;
}

/** What the organisation has set. */
export interface FollowUpSettings {
  noContactWeeks: number;
}

/** How much each reason weighs; the order follows the sum. Explained in docs/methods/follow-up.md: keep them together. */
export const weights: Record<FollowUpReason['reason'], number> = {
  missed_in_a_row: 5,
  no_contact: 4,
  overdue_actions: 3,
  meeting_not_recorded: 3,
  review_overdue: 2,
  no_baseline: 2,
  no_next_meeting: 2,
  stale_outcomes: 1,
};

/** Meetings missed in a row from which on it is a reason. */
export const missedThreshold = 2;

function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to).days;
}

/** Whole weeks between two days. */
function weeksBetween(from: string, to: string): number {
  return Math.floor(daysBetween(from, to) / 7);
}

/** Why a student needs follow-up today, heaviest reason first; nothing when all is well. */
export function followUpReasons(facts: FollowUpFacts, settings: FollowUpSettings, today: string): FollowUpReason[] {
  const reasons: FollowUpReason[] = [];
  if (facts.missedInARow >= missedThreshold) reasons.push({ reason: 'missed_in_a_row', meetings: facts.missedInARow });

  // a student who was never met is counted from the start of the match, so that a new match is not late on its first day
  const weeks = weeksBetween(facts.lastHeldOn ?? facts.matchedOn, today);
  if (weeks >= settings.noContactWeeks) reasons.push({ reason: 'no_contact', weeks, ever: facts.lastHeldOn !== null });

  if (facts.overdueActions > 0 && facts.oldestOverdueOn !== null) {
    reasons.push({ reason: 'overdue_actions', actions: facts.overdueActions, oldestDueOn: facts.oldestOverdueOn });
  }
  if (facts.unrecordedMeetings > 0) reasons.push({ reason: 'meeting_not_recorded', meetings: facts.unrecordedMeetings });
  if (facts.reviewDueOn !== null) reasons.push({ reason: 'review_overdue', days: daysBetween(facts.reviewDueOn, today) });
  if (facts.scoredOutcomes === 0) reasons.push({ reason: 'no_baseline' });
  if (!facts.hasNextMeeting) reasons.push({ reason: 'no_next_meeting' });
  if (facts.staleOutcomes > 0) reasons.push({ reason: 'stale_outcomes', outcomes: facts.staleOutcomes });
  // each push above is in order of weight, but the table is what decides
  return reasons.toSorted((a, b) => weights[b.reason] - weights[a.reason]);
}

/** The sum a student's reasons weigh. */
export function followUpWeight(reasons: readonly FollowUpReason[]): number {
  return reasons.reduce((sum, { reason }) => sum + weights[reason], 0);
}

/**
 * A caseload in the order of who most needs follow-up: by the weight of the reasons; among equals the one longest without
 * contact (never met before all), then by name, so that the order never depends on chance.
 */
export function byFollowUp<Student extends { name: string; lastHeldAt: string | null; followUp: readonly FollowUpReason[] }>(
  students: readonly Student[],
): Student[] {
  const contact = (student: Student) => (student.lastHeldAt === null ? -Infinity : Date.parse(student.lastHeldAt));
  return students.toSorted((a, b) => {
    const heavier = followUpWeight(b.followUp) - followUpWeight(a.followUp);
    if (heavier !== 0) return heavier;
    if (contact(a) !== contact(b)) return contact(a) - contact(b);
    return a.name.localeCompare(b.name, 'en-GB');
  });
}
