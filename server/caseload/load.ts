import type { CaseloadStudent } from '@waymark/contract/caseload.ts';
import type { Tx } from '../db/actor.ts';
import { dayBounds } from '../meetings/recurrence.ts';
import { byFollowUp, followUpReasons } from './follow-up.ts';
import { type CaseloadRow, type CaseloadSettings, caseloadRows, caseloadSettings } from './queries.ts';

/** One student of the caseload as the API gives it, with the reasons to follow up. */
function studentOf(row: CaseloadRow, settings: CaseloadSettings, today: string): CaseloadStudent {
  const followUp = followUpReasons(
    {
      matchedOn: row.matchedOn,
      lastHeldOn: row.lastHeldOn,
      missedInARow: row.missedInARow,
      hasNextMeeting: row.nextMeeting !== null,
      unrecordedMeetings: row.unrecorded?.meetings ?? 0,
      overdueActions: row.actionsOverdue,
      oldestOverdueOn: row.oldestOverdueOn,
      reviewDueOn: row.reviewDueOn,
      scoredOutcomes: row.scored,
      staleOutcomes: row.stale,
    },
    settings,
    today,
  );
  const {
    studentId,
    name,
    yearGroup,
    schoolName,
    matches,
    lastHeldAt,
    meetingsHeld,
    missedInARow,
    nextMeeting,
    unrecorded,
    actionsOpen,
    actionsOverdue,
  } = row;
  const notScored = Math.max(0, row.outcomes - row.scored - row.notApplicable);
  return {
    studentId,
    name,
    yearGroup,
    schoolName,
    matches,
    lastHeldAt,
    meetingsHeld,
    missedInARow,
    nextMeeting,
    unrecorded,
    actionsOpen,
    actionsOverdue,
    outcomes: { all: row.outcomes, scored: row.scored, notScored, stale: row.stale },
    followUp,
  };
}

/** A mentor's caseload, those who most need follow-up first, with the settings that decided. */
export async function loadCaseload(
  tx: Tx,
  of: { orgId: string; timeZone: string; today: string },
  mentorId: string,
): Promise<CaseloadSettings & { students: CaseloadStudent[] }> {
  const [settings, rows] = await Promise.all([
    caseloadSettings(tx, of.orgId),
    caseloadRows(tx, { ...of, mentorId, dayStart: dayBounds(of.today, of.timeZone).from }),
  ]);
  return { ...settings, students: byFollowUp(rows.map((row) => studentOf(row, settings, of.today))) };
}
