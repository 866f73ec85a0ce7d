import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';

export interface NewEnrolment {
  id: string;
  studentId: string;
  programmeId: string;
  cohortId: string | null;
  startedOn: string;
  importId?: string;
}

/**
 * Enrols students; thousands cost one statement. A student who takes part in the programme already keeps that
 * enrolment and is not among those returned; one whose enrolment ended gets another: person is not enrolment.
 */
export async function enrol(tx: Tx, actor: Actor, enrolments: readonly NewEnrolment[]): Promise<{ id: string; studentId: string }[]> {
  if (enrolments.length === 0) return [];
  const { rows } = await sql<{ id: string; studentId: string }>`
    insert into enrolments (org_id, student_id, id, programme_id, cohort_id, started_on, import_id)
    select ${actor.orgId}, "studentId", id, "programmeId", "cohortId", "startedOn", "importId"
    from jsonb_to_recordset(${JSON.stringify(enrolments)}::jsonb) as given (
      id uuid, "studentId" uuid, "programmeId" uuid, "cohortId" uuid, "startedOn" date, "importId" uuid)
    -- one that is planned to end later is still under way
    where not exists (
      select from enrolments e
      where e.org_id = ${actor.orgId} and e.student_id = given."studentId" and e.programme_id = given."programmeId"
        and (e.ended_on is null or e.ended_on > given."startedOn") and e.started_on <= given."startedOn")
    on conflict do nothing
    returning id, student_id as "studentId"`.execute(tx);
  return rows;
}

export interface EnrolmentClosure {
  endedOn: string;
  kind: 'planned' | 'early';
  endedBy: 'mentor' | 'student' | 'family' | 'school' | 'programme';
  reason: string;
}

/**
 * Ends enrolments that are under way, and says which: those that have ended are left as they are. The matches under them are for
 * the caller to end (`server/matches/end.ts`). An enrolment that has not begun by then ends on its first day.
 */
export async function closeEnrolments(
  tx: Tx,
  actor: Actor,
  of: { enrolmentIds: readonly string[] } | { studentId: string },
  closure: EnrolmentClosure,
): Promise<{ id: string; studentId: string }[]> {
  const rows = await tx
    .updateTable('enrolments')
    .set((eb) => ({
      ended_on: sql<string>`greatest(${closure.endedOn}::date, started_on)`,
      end_kind: closure.kind,
      ended_by: closure.endedBy,
      end_reason: closure.reason,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', actor.orgId)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', actor.today)]))
    .$if('studentId' in of, (query) => query.where('student_id', '=', 'studentId' in of ? of.studentId : ''))
    .$if('enrolmentIds' in of, (query) => query.where('id', 'in', 'enrolmentIds' in of ? of.enrolmentIds : []))
    .returning(['id', 'student_id as studentId'])
    .execute();
  return rows;
}
