import { sql } from 'kysely';
import type { Perspective } from '@waymark/contract/assessments.ts';
import type { Actor, Tx } from '../db/actor.ts';

/** A target as it is kept. */
export interface TargetRow {
  id: string;
  /** Null for the student's own. */
  enrolmentId: string | null;
  studentId: string;
  measureId: string | null;
  seriesId: string | null;
  value: number;
  step: string | null;
  dueOn: string | null;
  note: string;
  setOn: string;
  setBy: string | null;
  replacedOn: string | null;
  replacedReason: string | null;
}

/** Targets of some enrolments and students' own, in the order they were set: those that hold, or all there ever were. */
export async function findTargets(
  tx: Tx,
  orgId: string,
  of: { enrolmentIds: readonly string[]; studentIds: readonly string[] },
  timeZone: string,
  which: 'current' | 'all',
): Promise<TargetRow[]> {
  if (of.enrolmentIds.length + of.studentIds.length === 0) return [];
  const { rows } = await sql<TargetRow>`
    select t.id, t.enrolment_id as "enrolmentId", t.student_id as "studentId", t.measure_id as "measureId", t.series_id as "seriesId",
      t.value::float8 as value, t.step, t.due_on as "dueOn", t.note, to_char(t.set_at at time zone ${timeZone}, 'YYYY-MM-DD') as "setOn",
      m.name as "setBy", to_char(t.replaced_at at time zone ${timeZone}, 'YYYY-MM-DD') as "replacedOn", t.replaced_reason as "replacedReason"
    from targets t
    left join members m on m.org_id = t.org_id and m.id = t.set_by
    where t.org_id = ${orgId} 
      and (t.enrolment_id = any(${[...of.enrolmentIds]}::uuid[]) or (t.enrolment_id is null and t.student_id = any(${[...of.studentIds]}::uuid[])))
      and ${which === 'current' ? sql`t.replaced_at is null` : sql`true`}
    order by t.set_at, t.id`.execute(tx);
  return rows;
}

export interface EnrolmentRef {
  id: string;
  studentId: string;
  programme: string;
  frameworkId: string;
  startedOn: string;
  endedOn: string | null;
}

/** Enrolments with the programme's framework, the latest begun first: one, or all of a student. */
export async function findEnrolments(tx: Tx, orgId: string, of: { id: string } | { studentId: string }): Promise<EnrolmentRef[]> {
  return tx
    .selectFrom('enrolments as e')
    .innerJoin('programmes as p', (join) => join.onRef('p.org_id', '=', 'e.org_id').onRef('p.id', '=', 'e.programme_id'))
    .where('e.org_id', '=', orgId)
    .$if('id' in of, (query) => query.where('e.id', '=', 'id' in of ? of.id : ''))
    .$if('studentId' in of, (query) => query.where('e.student_id', '=', 'studentId' in of ? of.studentId : ''))
    .select([
      'e.id',
      'e.student_id as studentId',
      'p.name as programme',
      'p.framework_id as frameworkId',
      'e.started_on as startedOn',
      'e.ended_on as endedOn',
    ])
    .orderBy('e.started_on', 'desc')
    .orderBy('e.id')
    .execute();
}

export interface StandingRow {
  enrolmentId: string;
  seriesId: string;
  perspective: Perspective;
  firstLevel: number | null;
  firstOn: string | null;
  latestLevel: number | null;
  latestOn: string | null;
}

/** Where students stand on outcomes under some enrolments, a row a perspective. */
export async function findStandings(tx: Tx, orgId: string, cases: readonly { id: string; studentId: string }[]): Promise<StandingRow[]> {
  const { rows } = await sql<StandingRow>`
    select enrolment_id as "enrolmentId", series_id as "seriesId", perspective, first_level as "firstLevel", first_on as "firstOn",
      latest_level as "latestLevel", latest_on as "latestOn"
    from standings
    where org_id = ${orgId} and student_id = any(${cases.map((one) => one.studentId)}::uuid[])
      and enrolment_id = any(${cases.map((one) => one.id)}::uuid[])
    order by series_id, perspective`.execute(tx);
  return rows;
}

/** One target, locked; undefined when the actor sees none of this id. */
export async function findTargetForUpdate(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('targets')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select([
      'id',
      'enrolment_id as enrolmentId',
      'student_id as studentId',
      'measure_id as measureId',
      'series_id as seriesId',
      'replaced_at as replacedAt',
    ])
    .forUpdate()
    .executeTakeFirst();
}

export interface TargetValues {
  id: string;
  enrolmentId: string | null;
  studentId: string;
  measureId: string | null;
  seriesId: string | null;
  value: number;
  step: string | null;
  dueOn: string | null;
  note: string;
}

/** Writes a target; false when one holds for the same thing already, or the id is taken. */
export async function insertTarget(tx: Tx, actor: Actor, target: TargetValues): Promise<boolean> {
  const row = await tx
    .insertInto('targets')
    .values({
      org_id: actor.orgId,
      student_id: target.studentId,
      id: target.id,
      enrolment_id: target.enrolmentId,
      measure_id: target.measureId,
      series_id: target.seriesId,
      value: target.value,
      step: target.step,
      due_on: target.dueOn,
      note: target.note,
      set_by: actor.memberId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Says when and why a target no longer holds. */
export async function markReplaced(tx: Tx, orgId: string, id: string, reason: string, now: Date): Promise<void> {
  await tx
    .updateTable('targets')
    .set({ replaced_at: now.toISOString(), replaced_reason: reason })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('replaced_at', 'is', null)
    .execute();
}
