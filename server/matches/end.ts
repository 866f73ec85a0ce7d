import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { cutOff } from './rules.ts';

export interface MatchClosure {
  /** Access ends with this day, at once when it is today. */
  endedOn: string;
  endedBy: 'mentor' | 'student' | 'family' | 'school' | 'programme';
  reason: string;
}

export interface EndedMatches {
  matches: { id: string; studentId: string; mentorId: string }[];
  meetingsCancelled: number;
  actionsDropped: number;
}

/**
 * Ends the matches, or all matches under the enrolments, that would go on after that day. Meetings planned from then
 * on are cancelled and open actions dropped, each with the reason: nobody is left to hold or follow them.
 */
export async function endMatches(
  tx: Tx,
  actor: Actor,
  of: { matchIds: readonly string[] } | { enrolmentIds: readonly string[] },
  closure: MatchClosure,
  now: Date,
  /** Actions that were decided to stay open, for the student to finish. */
  keep: readonly string[] = [],
): Promise<EndedMatches> {
  const column = 'matchIds' in of ? ('id' as const) : ('enrolment_id' as const);
  const ids = 'matchIds' in of ? of.matchIds : of.enrolmentIds;
  if (ids.length === 0) return { matches: [], meetingsCancelled: 0, actionsDropped: 0 };
  const matches = await tx
    .updateTable('matches')
    .set((eb) => ({
      // one that had not begun yet never begins
      ended_on: sql<string>`greatest(${closure.endedOn}::date, started_on)`,
      ended_by: closure.endedBy,
      end_reason: closure.reason,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', actor.orgId)
    .where(column, 'in', ids)
    // asked for by its id, a planned end may move either way; under an enrolment, one that ends earlier stays
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', column === 'id' ? actor.today : closure.endedOn)]))
    .returning(['id', 'student_id as studentId', 'mentor_id as mentorId'])
    .execute();
  if (matches.length === 0) return { matches, meetingsCancelled: 0, actionsDropped: 0 };
  const matchIds = matches.map((match) => match.id);
  const cancelled = await tx
    .updateTable('meetings')
    .set((eb) => ({ status: 'cancelled', status_reason: closure.reason, version: eb('version', '+', 1) }))
    .where('org_id', '=', actor.orgId)
    .where('match_id', 'in', matchIds)
    .where('status', '=', 'scheduled')
    .where('starts_at', '>=', cutOff(closure.endedOn, now, actor.timeZone))
    .executeTakeFirst();
  // a match with a while to go keeps its actions until then
  if (closure.endedOn > actor.today) return { matches, meetingsCancelled: Number(cancelled.numUpdatedRows), actionsDropped: 0 };
  const dropped = await tx
    .updateTable('actions')
    .set((eb) => ({
      status: 'dropped',
      closed_on: actor.today,
      close_note: closure.reason,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', actor.orgId)
    .where('match_id', 'in', matchIds)
    .where('status', '=', 'open')
    .$if(keep.length > 0, (query) => query.where('id', 'not in', keep))
    .executeTakeFirst();
  return { matches, meetingsCancelled: Number(cancelled.numUpdatedRows), actionsDropped: Number(dropped.numUpdatedRows) };
}
