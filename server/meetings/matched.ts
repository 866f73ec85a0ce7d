import { sql, type Kysely } from 'kysely';
import type { MeetingChoice } from '@waymark/contract/meetings.ts';
import type { Actor } from '../db/actor.ts';
import type { DB } from '../db/types.ts';
import { studentName } from './queries.ts';

export interface MatchToMeet {
  matchId: string;
  studentId: string;
  mentorId: string;
  studentName: string;
  mentorName: string;
  startedOn: string;
  endedOn: string | null;
}

/** A match as far as meetings are concerned, or undefined when the actor sees none of this id. */
export async function findMatchToMeet(tx: Kysely<DB>, orgId: string, matchId: string): Promise<MatchToMeet | undefined> {
  const { rows } = await sql<MatchToMeet>`
    select ma.id as "matchId", ma.student_id as "studentId", ma.mentor_id as "mentorId", ${studentName} as "studentName",
      mentor.name as "mentorName", ma.started_on as "startedOn", ma.ended_on as "endedOn"
    from matches ma
    join students s on s.org_id = ma.org_id and s.id = ma.student_id
    join members mentor on mentor.org_id = ma.org_id and mentor.id = ma.mentor_id
    where ma.org_id = ${orgId} and ma.id = ${matchId}`.execute(tx);
  return rows[0];
}

/** Matches that are current or still to start, by the student's name, with how they last met. */
export async function listMeetingChoices(
  tx: Kysely<DB>,
  actor: Actor,
  of: { mentorId?: string | undefined; studentId?: string | undefined },
  today: string,
): Promise<MeetingChoice[]> {
  const { rows } = await sql<MeetingChoice>`
    select ma.id as "matchId", ma.student_id as "studentId", ${studentName} as "studentName", ma.mentor_id as "mentorId",
      mentor.name as "mentorName", p.name as "programmeName", ma.purpose, last.usual
    from matches ma
    join students s on s.org_id = ma.org_id and s.id = ma.student_id
    join members mentor on mentor.org_id = ma.org_id and mentor.id = ma.mentor_id
    join enrolments e on e.org_id = ma.org_id and e.id = ma.enrolment_id
    join programmes p on p.org_id = ma.org_id and p.id = e.programme_id
    left join lateral (
      select jsonb_build_object('mode', m.mode, 'place', m.place, 'plannedMinutes', m.planned_minutes) as usual
      from meetings m
      where m.org_id = ma.org_id and m.student_id = ma.student_id and m.match_id = ma.id
      order by m.starts_at desc limit 1
    ) last on true
    where ma.org_id = ${actor.orgId} and (ma.ended_on is null or ma.ended_on > ${today}::date)
      and ${of.mentorId === undefined ? sql`true` : sql`ma.mentor_id = ${of.mentorId}`}
      and ${of.studentId === undefined ? sql`true` : sql`ma.student_id = ${of.studentId}`}
    order by s.given_key, s.family_key, ma.started_on, ma.id
    limit 1000`.execute(tx);
  return rows;
}
