import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import type { NewAssessment } from './rules.ts';

/**
 * Inserts assessments and answers, for each id given, the id on record: its own, or, from an import, that of the
 * assessment already there. One that could not be inserted and is not there under its import key is absent.
 */
export async function insertAssessments(tx: Tx, actor: Actor, assessments: readonly NewAssessment[]): Promise<Map<string, string>> {
  const given = JSON.stringify(assessments.map(withoutScores));
  const inserted = await sql<{ id: string }>`
    insert into assessments (org_id, student_id, id, enrolment_id, framework_version_id, assessor_id, match_id, meeting_id,
      perspective, point, assessed_on, source, import_id, recorded_by, recorded_role)
    select ${actor.orgId}, "studentId", id, "enrolmentId", "frameworkVersionId", "assessorId", "matchId", "meetingId",
      perspective, point, "assessedOn", source, "importId", ${actor.memberId}::uuid, ${actor.role}::text
    from json_to_recordset(${given}::json) as given (
      id uuid, "studentId" uuid, "enrolmentId" uuid, "frameworkVersionId" uuid, "assessorId" uuid, "matchId" uuid,
      "meetingId" uuid, perspective text, point text, "assessedOn" date, source text, "importId" uuid)
    on conflict do nothing
    returning id`.execute(tx);
  const onRecord = new Map(inserted.rows.map((row) => [row.id, row.id]));
  const before = assessments.filter((assessment) => assessment.source === 'import' && !onRecord.has(assessment.id));
  if (before.length === 0) return onRecord;
  const found = await sql<{ given: string; id: string }>`
    select given.id as given, a.id
    from json_to_recordset(${JSON.stringify(before.map(withoutScores))}::json) as given (
      id uuid, "studentId" uuid, "enrolmentId" uuid, "frameworkVersionId" uuid, "assessorId" uuid, perspective text, "assessedOn" date)
    join assessments a on a.org_id = ${actor.orgId} and a.student_id = given."studentId" and a.enrolment_id = given."enrolmentId"
      and a.framework_version_id = given."frameworkVersionId" and a.assessor_id = given."assessorId"
      and a.perspective = given.perspective and a.assessed_on = given."assessedOn" and a.source = 'import'`.execute(tx);
  for (const row of found.rows) onRecord.set(row.given, row.id);
  return onRecord;
}

/** What goes into the row of an assessment. */
function withoutScores(assessment: NewAssessment) {
  return { ...assessment, scores: undefined };
}

/** Inserts the scores of assessments, under the ids those have on record, and answers how many were new. */
export async function insertScores(
  tx: Tx,
  actor: Actor,
  assessments: readonly NewAssessment[],
  onRecord: ReadonlyMap<string, string>,
): Promise<number> {
  const given = JSON.stringify(
    assessments.flatMap((assessment) =>
      assessment.scores.map((score) => ({
        ...score,
        studentId: assessment.studentId,
        assessmentId: onRecord.get(assessment.id),
        importId: assessment.importId,
      })),
    ),
  );
  const { rows } = await sql<{ n: number }>`
    with inserted as (
      insert into scores (org_id, student_id, id, assessment_id, outcome_id, series_id, level, missing_reason, reason,
        import_id, recorded_by, recorded_role)
      select ${actor.orgId}, "studentId", id, "assessmentId", "outcomeId", "seriesId", level, "missingReason", reason,
        "importId", ${actor.memberId}::uuid, ${actor.role}::text
      from json_to_recordset(${given}::json) as given (
        id uuid, "studentId" uuid, "assessmentId" uuid, "outcomeId" uuid, "seriesId" uuid, level int, "missingReason" text,
        reason text, "importId" uuid)
      on conflict do nothing
      returning 1)
    select count(*) as n from inserted`.execute(tx);
  return Number(rows[0]?.n ?? 0);
}

/** A correction: takes the place of a score, in the same assessment. Answers false when something already has. */
export async function insertAmendment(
  tx: Tx,
  actor: Actor,
  original: { id: string; studentId: string; assessmentId: string; outcomeId: string; seriesId: string },
  amendment: { id: string; level: number | null; missingReason: string | null; reason: string; amendmentReason: string },
): Promise<boolean> {
  const inserted = await tx
    .insertInto('scores')
    .values({
      org_id: actor.orgId,
      student_id: original.studentId,
      id: amendment.id,
      assessment_id: original.assessmentId,
      outcome_id: original.outcomeId,
      series_id: original.seriesId,
      level: amendment.level,
      missing_reason: amendment.missingReason,
      reason: amendment.reason,
      supersedes: original.id,
      amendment_reason: amendment.amendmentReason,
      recorded_by: actor.memberId,
      recorded_role: actor.role,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** A score with what a correction of it is checked against; undefined when it is not there for whoever asks. */
export async function findScore(tx: Tx, orgId: string, id: string) {
  const row = await tx
    .selectFrom('scores as s')
    .innerJoin('assessments as a', (join) => join.onRef('a.org_id', '=', 's.org_id').onRef('a.id', '=', 's.assessment_id'))
    .innerJoin('framework_versions as v', (join) => join.onRef('v.org_id', '=', 'a.org_id').onRef('v.id', '=', 'a.framework_version_id'))
    .where('s.org_id', '=', orgId)
    .where('s.id', '=', id)
    .select(['s.id', 's.student_id', 's.assessment_id', 's.outcome_id', 's.series_id', 's.level', 's.missing_reason', 's.reason'])
    .select(['a.assessor_id', 'a.enrolment_id', 'a.perspective', 'v.levels'])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    studentId: row.student_id,
    assessmentId: row.assessment_id,
    outcomeId: row.outcome_id,
    seriesId: row.series_id,
    level: row.level,
    missingReason: row.missing_reason,
    reason: row.reason,
    assessorId: row.assessor_id,
    enrolmentId: row.enrolment_id,
    perspective: row.perspective as NewAssessment['perspective'],
    levels: row.levels,
  };
}
