import { sql, type Kysely } from 'kysely';
import type { PlannedMeeting } from '@waymark/contract/meetings.ts';
import type { Actor } from '../db/actor.ts';
import type { DB } from '../db/types.ts';
import { type BusyMeeting, clashesOf } from './clashes.ts';
import type { MatchToMeet } from './matched.ts';
import { studentName } from './queries.ts';
import { momentOf, wallClockOf } from './recurrence.ts';

/** The longest a meeting may be: one that began this long before may still be going on. */
const longest = 480 * 60_000;

/** What the mentor or the student already has in a stretch of time, as far as the actor sees it. */
async function busy(tx: Kysely<DB>, orgId: string, match: MatchToMeet, from: Date, to: Date): Promise<BusyMeeting[]> {
  const { rows } = await sql<BusyMeeting>`
    select m.id as "meetingId", m.mentor_id as "mentorId", m.student_id as "studentId", mentor.name as "mentorName",
      ${studentName} as "studentName", m.starts_at as "startsAt", m.planned_minutes as "plannedMinutes"
    from meetings m
    join students s on s.org_id = m.org_id and s.id = m.student_id
    join members mentor on mentor.org_id = m.org_id and mentor.id = m.mentor_id
    where m.org_id = ${orgId} and (m.mentor_id = ${match.mentorId} or m.student_id = ${match.studentId})
      and m.starts_at > ${new Date(from.getTime() - longest).toISOString()} and m.starts_at < ${to.toISOString()}
      and m.status in ('scheduled', 'held')`.execute(tx);
  return rows;
}

export interface Wish {
  days: readonly string[];
  time: string;
  plannedMinutes: number;
  /** A meeting being changed, which does not clash with itself. */
  except?: string | undefined;
}

/** When meetings of a match on these days would be, and what they clash with. Schedules nothing. */
export async function planMeetings(tx: Kysely<DB>, actor: Actor, match: MatchToMeet, wish: Wish): Promise<PlannedMeeting[]> {
  const moments = wish.days.map((date) => momentOf({ date, time: wish.time }, actor.timeZone));
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined) return [];
  const others = await busy(tx, actor.orgId, match, first, new Date(last.getTime() + wish.plannedMinutes * 60_000));
  return moments.map((moment) => {
    const clock = wallClockOf(moment, actor.timeZone);
    const planned = {
      startsAt: moment.toISOString(),
      plannedMinutes: wish.plannedMinutes,
      mentorId: match.mentorId,
      studentId: match.studentId,
    };
    return {
      ...clock,
      startsAt: planned.startsAt,
      shifted: clock.time !== wish.time,
      clashes: clashesOf(planned, others).filter(({ meetingId }) => meetingId !== wish.except),
    };
  });
}
