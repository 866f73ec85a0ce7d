import { sql } from 'kysely';
import type { Point } from '@waymark/contract/assessments.ts';
import type { QuestionnaireAnswer, QuestionnaireItem } from '@waymark/contract/questionnaires.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';
import type { Answers } from './rules.ts';

export interface RequestRow {
  id: string;
  linkId: string;
  studentId: string;
  questionnaireId: string;
  name: string;
  items: QuestionnaireItem[];
  choices: QuestionnaireAnswer[];
  measureId: string;
  enrolmentId: string | null;
  point: Point | null;
  askedBy: string;
  askedAt: string;
  expiresAt: string;
  answers: Answers | null;
  answeredAt: string | null;
  withdrawnAt: string | null;
  score: number | null;
}

/** Questionnaires handed out, latest first: of a student, or the one of this id. */
export async function findRequests(tx: Tx, orgId: string, of: { studentId: string } | { id: string }): Promise<RequestRow[]> {
  const which = 'id' in of ? sql`q.id = ${of.id}` : sql`q.student_id = ${of.studentId}`;
  const { rows } = await sql<RequestRow>`
    select q.id, q.link_id as "linkId", q.student_id as "studentId", q.questionnaire_id as "questionnaireId", n.name, n.items,
      n.answers as choices, q.measure_id as "measureId", q.enrolment_id as "enrolmentId", q.point, m.name as "askedBy",
      q.created_at as "askedAt", l.expires_at as "expiresAt", q.answers, q.answered_at as "answeredAt",
      coalesce(q.withdrawn_at, l.revoked_at) as "withdrawnAt", r.value::float8 as score
    from questionnaire_requests q
    join questionnaires n on n.org_id = q.org_id and n.id = q.questionnaire_id
    join members m on m.org_id = q.org_id and m.id = q.asked_by
    join private_links l on l.org_id = q.org_id and l.id = q.link_id
    left join readings r on r.org_id = q.org_id and r.id = q.reading_id
    where q.org_id = ${orgId} and ${which}
    order by q.created_at desc, q.id desc`.execute(tx);
  return rows;
}

export interface NewRequest {
  id: string;
  linkId: string;
  studentId: string;
  questionnaireId: string;
  measureId: string;
  enrolmentId: string | null;
  point: Point | null;
}

/** Keeps that a student was asked; the link is there already. */
export async function insertRequest(tx: Tx, actor: Actor, request: NewRequest, now: Date): Promise<void> {
  await tx
    .insertInto('questionnaire_requests')
    .values({
      org_id: actor.orgId,
      id: request.id,
      student_id: request.studentId,
      questionnaire_id: request.questionnaireId,
      measure_id: request.measureId,
      enrolment_id: request.enrolmentId,
      point: request.point,
      link_id: request.linkId,
      asked_by: actor.memberId ?? '',
      created_at: now.toISOString(),
    })
    .execute();
}

export async function requestExists(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const found = await tx
    .selectFrom('questionnaire_requests')
    .select('id')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .executeTakeFirst();
  return found !== undefined;
}

/** Keeps what was answered; false when it was answered or taken back meanwhile. */
export async function writeAnswers(
  tx: Tx,
  orgId: string,
  id: string,
  { answers, readingId, now }: { answers: Answers; readingId: string; now: Date },
): Promise<boolean> {
  const result = await tx
    .updateTable('questionnaire_requests')
    .set({ answers: jsonb(answers) as never, reading_id: readingId, answered_at: now.toISOString() })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function setWithdrawn(tx: Tx, orgId: string, id: string, now: Date): Promise<boolean> {
  const result = await tx
    .updateTable('questionnaire_requests')
    .set({ withdrawn_at: now.toISOString() })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** What the student is called, and their own address. */
export async function findAsked(tx: Tx, orgId: string, studentId: string) {
  return tx
    .selectFrom('students')
    .where('org_id', '=', orgId)
    .where('id', '=', studentId)
    .select(['id', 'email', sql<string>`coalesce(nullif(preferred_name, ''), given_name)`.as('givenName')])
    .executeTakeFirst();
}
