import { sql } from 'kysely';
import type { MissingReason, Point } from '@waymark/contract/assessments.ts';
import type { BehaviourEvent } from '@waymark/contract/attendance.ts';
import type { ReadingSource } from '@waymark/contract/measures.ts';
import type { Reading } from '@waymark/contract/readings.ts';
import type { Actor, Tx } from '../db/actor.ts';

export interface NewReadingRow {
  id: string;
  studentId: string;
  measureId: string;
  enrolmentId: string | null;
  point: Point | null;
  takenOn: string;
  from: string | null;
  value: number | null;
  step: string | null;
  missingReason: MissingReason | null;
  note: string;
  source: ReadingSource;
  supersedes?: string;
  amendmentReason?: string;
  /** Who speaks, where it is not the actor: a student behind a private link. */
  recordedRole?: string;
}

/** Writes readings that are not there yet, and answers the ids of those it wrote. */
export async function writeReadings(tx: Tx, actor: Actor, now: Date, rows: readonly NewReadingRow[]): Promise<string[]> {
  const written = await tx
    .insertInto('readings')
    .values(
      rows.map((row) => ({
        org_id: actor.orgId,
        student_id: row.studentId,
        id: row.id,
        measure_id: row.measureId,
        enrolment_id: row.enrolmentId,
        point: row.point,
        taken_on: row.takenOn,
        period_from: row.from,
        value: row.value,
        step: row.step,
        missing_reason: row.missingReason,
        note: row.note,
        source: row.source,
        supersedes: row.supersedes ?? null,
        amendment_reason: row.amendmentReason ?? null,
        recorded_at: now.toISOString(),
        recorded_by: actor.memberId,
        recorded_role: row.recordedRole ?? actor.role,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return written.map(({ id }) => id);
}

/** Readings of a student's measure, or the one of this id; latest first, a correction before what it corrects. */
export async function findReadings(
  tx: Tx,
  orgId: string,
  of: { studentId: string; measureId: string } | { id: string },
): Promise<Reading[]> {
  const which = 'id' in of ? sql`r.id = ${of.id}` : sql`r.student_id = ${of.studentId} and r.measure_id = ${of.measureId}`;
  const { rows } = await sql<Reading>`
    select r.id, r.student_id as "studentId", r.measure_id as "measureId", r.enrolment_id as "enrolmentId", r.point,
      r.taken_on as "takenOn", r.period_from as "from", r.value::float8 as value, r.step, r.missing_reason as "missingReason", r.note,
      r.source, r.recorded_at as "recordedAt", m.name as "recordedBy", r.supersedes, r.amendment_reason as "amendmentReason",
      n.id as "supersededBy"
    from readings r
    left join members m on m.org_id = r.org_id and m.id = r.recorded_by
    left join readings n on n.org_id = r.org_id and n.supersedes = r.id
    where r.org_id = ${orgId} and ${which}
    order by r.taken_on desc, r.recorded_at desc, r.id desc`.execute(tx);
  return rows;
}

/** How many readings that stand a student has of each measure. */
export async function countReadings(tx: Tx, orgId: string, studentId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ measure_id: string; n: number }>`
    select r.measure_id, count(*) as n from readings r
    where r.org_id = ${orgId} and r.student_id = ${studentId}
      and not exists (select from readings n where n.org_id = r.org_id and n.supersedes = r.id)
    group by r.measure_id`.execute(tx);
  return new Map(rows.map(({ measure_id, n }) => [measure_id, n]));
}

export interface WeekRow {
  start: string;
  possible: number;
  present: number;
  approved: number;
  authorised: number;
  unauthorised: number;
  lateBefore: number;
  lateAfter: number;
}

/** A student's weeks with a school day from a day on, earliest first. */
export async function findWeeks(tx: Tx, orgId: string, studentId: string, from: string, to: string): Promise<WeekRow[]> {
  return tx
    .selectFrom('attendance_weeks')
    .where('org_id', '=', orgId)
    .where('student_id', '=', studentId)
    .where('replaced_at', 'is', null)
    .where('week_start', '>=', sql<string>`${from}::date - 4`)
    .where('week_start', '<=', to)
    .select([
      'week_start as start',
      'possible',
      'present',
      'approved',
      'authorised',
      'unauthorised',
      'late_before as lateBefore',
      'late_after as lateAfter',
    ])
    .orderBy('week_start')
    .execute();
}

/** A student's behaviour events from a day on, latest first. */
export async function findEvents(tx: Tx, orgId: string, studentId: string, from: string, to: string): Promise<BehaviourEvent[]> {
  return tx
    .selectFrom('behaviour_events')
    .where('org_id', '=', orgId)
    .where('student_id', '=', studentId)
    .where('happened_on', '>=', from)
    .where('happened_on', '<=', to)
    .select([
      'happened_on as on',
      sql<BehaviourEvent['kind']>`kind`.as('kind'),
      'category',
      sql<number | null>`points::float8`.as('points'),
    ])
    .orderBy('happened_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** The enrolment a reading is taken for; undefined when the actor sees none of this id. */
export async function findEnrolment(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('enrolments')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select(['id', 'student_id as studentId', 'started_on as startedOn', 'ended_on as endedOn'])
    .executeTakeFirst();
}

/** Open enrolments of a student. */
export async function openEnrolments(tx: Tx, orgId: string, studentId: string, today: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('enrolments')
    .where('org_id', '=', orgId)
    .where('student_id', '=', studentId)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', today)]))
    .select('id')
    .orderBy('started_on', 'desc')
    .execute();
  return rows.map(({ id }) => id);
}

export async function seesStudent(tx: Tx, orgId: string, id: string): Promise<boolean> {
  return (await tx.selectFrom('students').select('id').where('org_id', '=', orgId).where('id', '=', id).executeTakeFirst()) !== undefined;
}
