import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Meeting, MeetingMode, MeetingStatus } from '@waymark/contract/meetings.ts';
import type { Actor } from '../db/actor.ts';
import type { DB } from '../db/types.ts';

/** The name a student goes by, as one line. `s` is the students table. */
export const studentName = sql<string>`coalesce(nullif(s.preferred_name, ''), s.given_name) || ' ' || s.family_name`;

/** A meeting as the API gives it. Students are not told the reason somebody noted beside a missed meeting. */
function meetings(actor: Actor, where: RawBuilder<unknown>, tail: RawBuilder<unknown>) {
  return sql<Meeting>`
    select m.id, m.student_id as "studentId", ${studentName} as "studentName", m.mentor_id as "mentorId", mentor.name as "mentorName",
      m.match_id as "matchId", p.name as "programmeName", m.starts_at as "startsAt",
      to_char(m.starts_at at time zone ${actor.timeZone}, 'YYYY-MM-DD') as date,
      to_char(m.starts_at at time zone ${actor.timeZone}, 'HH24:MI') as time,
      m.planned_minutes as "plannedMinutes", m.mode, m.place, m.status, m.minutes,
      ${actor.role === 'student' ? sql`null` : sql`m.status_reason`} as "statusReason",
      m.moved_to as "movedTo", m.repeat_id as "repeatId", m.finished_at as "finishedAt", m.version
    from meetings m
    join students s on s.org_id = m.org_id and s.id = m.student_id
    join members mentor on mentor.org_id = m.org_id and mentor.id = m.mentor_id
    join matches ma on ma.org_id = m.org_id and ma.id = m.match_id
    join enrolments e on e.org_id = m.org_id and e.id = ma.enrolment_id
    join programmes p on p.org_id = m.org_id and p.id = e.programme_id
    where m.org_id = ${actor.orgId} and ${where} ${tail}`;
}

export interface MeetingFilter {
  studentId?: string | undefined;
  mentorId?: string | undefined;
  /** Moments: the first included, the last not. */
  from?: Date | undefined;
  before?: Date | undefined;
  status?: MeetingStatus | undefined;
  order: 'earliest' | 'latest';
  /** The place and id of the last one already given. */
  after?: { startsAt: string; id: string } | undefined;
  limit: number;
}

/** Meetings the actor may see, in order of time. */
export async function listMeetings(tx: Kysely<DB>, actor: Actor, filter: MeetingFilter): Promise<Meeting[]> {
  const latest = filter.order === 'latest';
  const conditions = [
    filter.studentId && sql`m.student_id = ${filter.studentId}`,
    filter.mentorId && sql`m.mentor_id = ${filter.mentorId}`,
    filter.from && sql`m.starts_at >= ${filter.from.toISOString()}`,
    filter.before && sql`m.starts_at < ${filter.before.toISOString()}`,
    filter.status && sql`m.status = ${filter.status}`,
    filter.after && sql`(m.starts_at, m.id) ${latest ? sql`<` : sql`>`} (${filter.after.startsAt}::timestamptz, ${filter.after.id}::uuid)`,
  ].filter((condition) => condition !== undefined && condition !== '');
  const where = conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
  const order = latest ? sql`order by m.starts_at desc, m.id desc` : sql`order by m.starts_at, m.id`;
  const { rows } = await meetings(actor, where, sql`${order} limit ${filter.limit}`).execute(tx);
  return rows;
}

/** The meetings of these ids that the actor may see, in order of time. */
export async function meetingsOf(tx: Kysely<DB>, actor: Actor, ids: readonly string[]): Promise<Meeting[]> {
  const { rows } = await meetings(actor, sql`m.id = any(${[...ids]}::uuid[])`, sql`order by m.starts_at, m.id`).execute(tx);
  return rows;
}

/** The meetings scheduled together with others under one repeat, in order of time. */
export async function repeatOf(tx: Kysely<DB>, actor: Actor, repeatId: string): Promise<Meeting[]> {
  const { rows } = await meetings(actor, sql`m.repeat_id = ${repeatId}`, sql`order by m.starts_at, m.id`).execute(tx);
  return rows;
}

export interface NewMeeting {
  id: string;
  startsAt: Date;
}

export interface MeetingOf {
  studentId: string;
  matchId: string;
  mentorId: string;
  plannedMinutes: number;
  mode: MeetingMode;
  place: string;
  repeatId: string | null;
}

/** Writes meetings that are not there yet, and answers the ids of those it wrote. */
export async function insertMeetings(tx: Kysely<DB>, actor: Actor, meeting: MeetingOf, times: readonly NewMeeting[]): Promise<string[]> {
  const written = await tx
    .insertInto('meetings')
    .values(
      times.map(({ id, startsAt }) => ({
        org_id: actor.orgId,
        id,
        student_id: meeting.studentId,
        match_id: meeting.matchId,
        mentor_id: meeting.mentorId,
        starts_at: startsAt.toISOString(),
        planned_minutes: meeting.plannedMinutes,
        mode: meeting.mode,
        place: meeting.place,
        repeat_id: meeting.repeatId,
        created_by: actor.memberId,
      })),
    )
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doNothing())
    .returning('id')
    .execute();
  return written.map(({ id }) => id);
}

export interface MeetingChange {
  id: string;
  /** The version it is changed from: a meeting changed meanwhile is left alone. */
  version: number;
  startsAt: Date;
  plannedMinutes: number;
  mode: MeetingMode;
  place: string;
}

/** Writes changes to meetings that are still scheduled, and answers the ids of those that were as expected. */
export async function changeMeetings(tx: Kysely<DB>, orgId: string, changes: readonly MeetingChange[]): Promise<string[]> {
  const rows = sql.join(
    changes.map(
      (change) =>
        sql`(${change.id}::uuid, ${change.version}::int, ${change.startsAt.toISOString()}::timestamptz, ${change.plannedMinutes}::int, ${change.mode}, ${change.place})`,
    ),
  );
  const { rows: written } = await sql<{ id: string }>`
    update meetings m
    set starts_at = n.starts_at, planned_minutes = n.minutes, mode = n.mode, place = n.place, version = m.version + 1
    from (values ${rows}) as n (id, version, starts_at, minutes, mode, place)
    where m.org_id = ${orgId} and m.id = n.id and m.version = n.version and m.status = 'scheduled'
    returning m.id`.execute(tx);
  return written.map(({ id }) => id);
}

/** Cancels meetings that are still scheduled at these versions, or takes that back; answers the ids of those it did. */
export async function setCancelled(
  tx: Kysely<DB>,
  orgId: string,
  which: readonly { id: string; version: number }[],
  to: { cancelled: true; reason: string } | { cancelled: false },
): Promise<string[]> {
  const rows = sql.join(which.map(({ id, version }) => sql`(${id}::uuid, ${version}::int)`));
  const { rows: written } = await sql<{ id: string }>`
    update meetings m
    set status = ${to.cancelled ? 'cancelled' : 'scheduled'}, status_reason = ${to.cancelled ? to.reason || null : null}, version = m.version + 1
    from (values ${rows}) as n (id, version)
    where m.org_id = ${orgId} and m.id = n.id and m.version = n.version
      and m.status = ${to.cancelled ? 'scheduled' : 'cancelled'} and m.finished_at is null
    returning m.id`.execute(tx);
  return written.map(({ id }) => id);
}
