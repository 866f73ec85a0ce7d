import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import type { RequestState } from './rules.ts';

export interface RequestRow extends RequestState {
  id: string;
  studentId: string;
  linkId: string;
  askedById: string;
  askedBy: string;
  teacherName: string;
  teacherEmail: string;
  subject: string;
  question: string;
  version: number;
}

function selectRequests(orgId: string, where: RawBuilder<unknown>, tail: RawBuilder<unknown> = sql``) {
  return sql<RequestRow>`
    select r.id, r.student_id as "studentId", r.link_id as "linkId", r.asked_by as "askedById", asker.name as "askedBy",
      r.teacher_name as "teacherName", r.teacher_email as "teacherEmail", r.subject, r.question, r.asked_at as "askedAt",
      r.last_sent_at as "lastSentAt", r.reminders, l.expires_at as "expiresAt", r.answered_at as "answeredAt",
      r.declined_at as "declinedAt", r.withdrawn_at as "withdrawnAt", r.version
    from feedback_requests r
    join private_links l on l.org_id = r.org_id and l.id = r.link_id
    join members asker on asker.org_id = r.org_id and asker.id = r.asked_by
    where r.org_id = ${orgId} and ${where} ${tail}`;
}

const waiting = sql`r.answered_at is null and r.declined_at is null and r.withdrawn_at is null`;

export async function findRequests(
  tx: Tx,
  orgId: string,
  studentId: string,
  after: { askedAt: string; id: string } | undefined,
  limit: number,
): Promise<RequestRow[]> {
  const earlier = after === undefined ? sql`true` : sql`(r.asked_at, r.id) < (${after.askedAt}::timestamptz, ${after.id}::uuid)`;
  const { rows } = await selectRequests(
    orgId,
    sql`r.student_id = ${studentId} and ${earlier}`,
    sql`order by r.asked_at desc, r.id desc limit ${limit}`,
  ).execute(tx);
  return rows;
}

export async function findRequest(tx: Tx, orgId: string, id: string): Promise<RequestRow | undefined> {
  const { rows } = await selectRequests(orgId, sql`r.id = ${id}`).execute(tx);
  return rows[0];
}

export async function findRequestsById(tx: Tx, orgId: string, ids: readonly string[]): Promise<RequestRow[]> {
  const { rows } = await selectRequests(orgId, sql`r.id = any(${[...ids]}::uuid[])`, sql`order by r.asked_at, r.id`).execute(tx);
  return rows;
}

/** Requests that wait for an answer about a student who has not left, last written to before a moment. */
export async function findWaiting(tx: Tx, orgId: string, now: Date, sentBefore: Date): Promise<RequestRow[]> {
  const { rows } = await selectRequests(
    orgId,
    sql`${waiting} and l.expires_at > ${now.toISOString()}::timestamptz and r.last_sent_at < ${sentBefore.toISOString()}::timestamptz
      and exists (select from students s where s.org_id = r.org_id and s.id = r.student_id and s.left_on is null)`,
    sql`order by r.last_sent_at`,
  ).execute(tx);
  return rows;
}

export async function countWaiting(tx: Tx, orgId: string, studentId: string, now: Date): Promise<number> {
  const rows = await findOpenAddresses(tx, orgId, studentId, now);
  return rows.length;
}

/** Addresses, in small letters, that are asked about a student and have not answered. */
export async function findOpenAddresses(tx: Tx, orgId: string, studentId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select lower(r.teacher_email) as email from feedback_requests r
    join private_links l on l.org_id = r.org_id and l.id = r.link_id
    where r.org_id = ${orgId} and r.student_id = ${studentId} and ${waiting} and l.expires_at > ${now.toISOString()}::timestamptz`.execute(
    tx,
  );
  return rows.map(({ email }) => email);
}

export interface NewRequest {
  id: string;
  studentId: string;
  linkId: string;
  askedBy: string;
  teacher: { name: string; email: string; subject: string };
  question: string;
  at: Date;
}

export async function insertRequest(tx: Tx, orgId: string, request: NewRequest): Promise<void> {
  const at = request.at.toISOString();
  await tx
    .insertInto('feedback_requests')
    .values({
      org_id: orgId,
      id: request.id,
      student_id: request.studentId,
      asked_by: request.askedBy,
      teacher_name: request.teacher.name,
      teacher_email: request.teacher.email,
      subject: request.teacher.subject,
      question: request.question,
      link_id: request.linkId,
      asked_at: at,
      last_sent_at: at,
    })
    .execute();
}

/** Counts a reminder; false when the request is over, or somebody else has just sent one. */
export async function countReminder(tx: Tx, orgId: string, request: Pick<RequestRow, 'id' | 'reminders'>, now: Date): Promise<boolean> {
  const result = await tx
    .updateTable('feedback_requests')
    .set((eb) => ({ reminders: eb('reminders', '+', 1), last_sent_at: now.toISOString(), version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', request.id)
    .where('reminders', '=', request.reminders)
    .where('answered_at', 'is', null)
    .where('declined_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Writes down how a request ended; false when it had ended before. */
export async function endRequest(
  tx: Tx,
  orgId: string,
  id: string,
  how: 'answered_at' | 'declined_at' | 'withdrawn_at',
  now: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable('feedback_requests')
    .set((eb) => ({ [how]: now.toISOString(), version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .where('declined_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Remembers a teacher of a school under their address, as they were last named. */
export async function rememberTeacher(
  tx: Tx,
  orgId: string,
  schoolId: string,
  teacher: { name: string; email: string; subject: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into teachers (org_id, id, school_id, name, email, subject, last_asked_at)
    values (${orgId}, ${newId()}, ${schoolId}, ${teacher.name}, ${teacher.email}, ${teacher.subject}, ${now.toISOString()})
    on conflict (org_id, school_id, lower(email)) do update
    set name = excluded.name, email = excluded.email, last_asked_at = excluded.last_asked_at,
      subject = case when excluded.subject = '' then teachers.subject else excluded.subject end`.execute(tx);
}

/** Teachers of a school asked in the last two years, the latest first, then the school's own contacts. */
export async function findTeachers(tx: Tx, orgId: string, schoolId: string, now: Date) {
  const { rows } = await sql<{ id: string; name: string; email: string; subject: string }>`
    select id, name, email, subject from (
      select distinct on (lower(email)) id, name, email, subject, asked from (
        select id, name, email, subject, last_asked_at as asked from teachers
        where org_id = ${orgId} and school_id = ${schoolId} and last_asked_at > ${now.toISOString()}::timestamptz - interval '2 years'
        union all
        select id, name, email, '', null from members
        where org_id = ${orgId} and school_id = ${schoolId} and role = 'school_contact' and status = 'active' and email is not null
      ) known order by lower(email), asked desc nulls last
    ) teachers order by asked desc nulls last, name limit 200`.execute(tx);
  return rows;
}
