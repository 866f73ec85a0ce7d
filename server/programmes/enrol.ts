import { sql } from 'kysely';
import { lockForScoring } from '../assessments/standings.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { countEnrolments } from '../outcomes/counts.ts';
import { layOutReviews } from '../reviews/schedule.ts';

export interface NewEnrolment {
  id: string;
  studentId: string;
  programmeId: string;
  cohortId: string | null;
  startedOn: string;
  importId?: string;
  /** The enrolment whose closed case is taken up again. */
  followsId?: string;
}

/**
 * Enrols students; thousands cost one statement. A student who takes part in the programme already keeps that
 * enrolment and is not among those returned; one whose enrolment ended gets another: person is not enrolment. The first
 * review of each is laid out by the programme's schedule.
 */
export async function enrol(tx: Tx, actor: Actor, enrolments: readonly NewEnrolment[]): Promise<{ id: string; studentId: string }[]> {
  if (enrolments.length === 0) return [];
  await lockForScoring(
    tx,
    actor.orgId,
    enrolments.map((one) => one.studentId),
  );
  const { rows } = await sql<{ id: string; studentId: string }>`
    insert into enrolments (org_id, student_id, id, programme_id, cohort_id, started_on, import_id, follows_id)
    select ${actor.orgId}, "studentId", id, "programmeId", "cohortId", "startedOn", "importId", "followsId"
    from jsonb_to_recordset(${JSON.stringify(enrolments)}::jsonb) as given (
      id uuid, "studentId" uuid, "programmeId" uuid, "cohortId" uuid, "startedOn" date, "importId" uuid, "followsId" uuid)
    -- one that is planned to end later is still under way
    where not exists (
      select from enrolments e
      where e.org_id = ${actor.orgId} and e.student_id = given."studentId" and e.programme_id = given."programmeId"
        and (e.ended_on is null or e.ended_on > given."startedOn") and e.started_on <= given."startedOn")
    on conflict do nothing
    returning id, student_id as "studentId"`.execute(tx);
  await countEnrolments(
    tx,
    actor.orgId,
    rows.map((row) => row.id),
    1,
  );
  if (rows.length > 0) await layOutReviews(tx, actor, { enrolmentIds: rows.map(({ id }) => id) });
  return rows;
}
