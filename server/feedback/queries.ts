import { sql, type RawBuilder } from 'kysely';
import type { Feedback } from '@waymark/contract/feedback.ts';
import type { FeedbackAnswers } from '@waymark/contract/feedback-form.ts';
import type { Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';

/** What teachers said of a student, latest first, as far as the actor reads it. */
export async function findFeedback(
  tx: Tx,
  orgId: string,
  filter: { studentId: string; since?: string | undefined; after?: { givenAt: string; id: string } | undefined },
  limit: number,
): Promise<Feedback[]> {
  const conditions = [
    sql`f.student_id = ${filter.studentId}`,
    filter.since !== undefined && sql`f.given_at >= ${filter.since}::timestamptz`,
    filter.after !== undefined && sql`(f.given_at, f.id) < (${filter.after.givenAt}::timestamptz, ${filter.after.id}::uuid)`,
  ].filter((condition) => typeof condition === 'object');
  const { rows } = await selectFeedback(orgId, sql.join(conditions, sql` and `), limit).execute(tx);
  return rows;
}

export async function findOneFeedback(tx: Tx, orgId: string, id: string): Promise<Feedback | undefined> {
  const { rows } = await selectFeedback(orgId, sql`f.id = ${id}`, 1).execute(tx);
  return rows[0];
}

function selectFeedback(orgId: string, where: RawBuilder<unknown>, limit: number) {
  return sql<Feedback>`
    select f.id, f.student_id as "studentId", f.author_name as author, f.subject, f.given_at as "givenAt", f.answers,
      f.going_well as "goingWell", f.would_help as "wouldHelp", f.shared_at is not null as "sharedWithStudent",
      case when r.id is not null then json_build_object('by', asker.name, 'question', r.question) end as asked,
      case when f.author_id is null then recorder.name end as "toldTo"
    from feedback f
    left join feedback_requests r on r.org_id = f.org_id and r.id = f.request_id
    left join members asker on asker.org_id = r.org_id and asker.id = r.asked_by
    left join members recorder on recorder.org_id = f.org_id and recorder.id = f.recorded_by
    where f.org_id = ${orgId} and ${where}
    order by f.given_at desc, f.id desc limit ${limit}`;
}

export interface NewFeedback {
  id: string;
  studentId: string;
  requestId: string | null;
  authorId: string | null;
  authorName: string;
  recordedBy: string | null;
  subject: string;
  answers: FeedbackAnswers;
  goingWell: string;
  wouldHelp: string;
  givenAt: Date;
}

/** Writes what was said; false when it is there already. */
export async function insertFeedback(tx: Tx, orgId: string, said: NewFeedback): Promise<boolean> {
  const written = await tx
    .insertInto('feedback')
    .values({
      org_id: orgId,
      id: said.id,
      student_id: said.studentId,
      request_id: said.requestId,
      author_id: said.authorId,
      author_name: said.authorName,
      recorded_by: said.recordedBy,
      subject: said.subject,
      answers: jsonb(said.answers) as never,
      going_well: said.goingWell,
      would_help: said.wouldHelp,
      given_at: said.givenAt.toISOString(),
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

/** Shows it to the student, or no longer; false where that is how it stood. */
export async function setShared(tx: Tx, orgId: string, id: string, by: { memberId: string | null; at: Date } | null): Promise<boolean> {
  const result = await tx
    .updateTable('feedback')
    .set({ shared_at: by === null ? null : by.at.toISOString(), shared_by: by?.memberId ?? null })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('shared_at', by === null ? 'is not' : 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export interface Subject {
  id: string;
  name: string;
  givenName: string;
  preferredName: string | null;
  familyName: string;
  schoolId: string | null;
}

/** The student feedback is about, where the actor sees them. */
export async function findSubject(tx: Tx, orgId: string, studentId: string): Promise<Subject | undefined> {
  const { rows } = await sql<Subject>`
    select id, coalesce(nullif(preferred_name, ''), given_name) || ' ' || family_name as name, given_name as "givenName",
      preferred_name as "preferredName", family_name as "familyName", school_id as "schoolId"
    from students where org_id = ${orgId} and id = ${studentId}`.execute(tx);
  return rows[0];
}

export async function findMemberName(tx: Tx, orgId: string, memberId: string | null): Promise<string> {
  const member = await tx.selectFrom('members').select('name').where('org_id', '=', orgId).where('id', '=', memberId).executeTakeFirst();
  return member?.name ?? '';
}

/** How much was said of the actor's students from one moment up to another. */
export async function countGiven(tx: Tx, orgId: string, from: string, before: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from feedback where org_id = ${orgId} and given_at >= ${from}::timestamptz and given_at < ${before}::timestamptz`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}
