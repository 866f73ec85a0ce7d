import { sql } from 'kysely';
import type { BaselineGap } from '@waymark/contract/baselines.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';

export interface Case {
  enrolmentId: string;
  studentId: string;
  studentName: string;
  programme: string;
  frameworkId: string;
  startedOn: string;
  endedOn: string | null;
}

type Which = { enrolmentIds: readonly string[] } | { studentId: string } | 'all';

/** Enrolments with student and programme: these, or the current ones of a student or of everybody in reach, by start. */
export async function findCases(tx: Tx, orgId: string, today: string, which: Which): Promise<Case[]> {
  const current = sql`(e.ended_on is null or e.ended_on > ${today}::date)`;
  const where =
    which === 'all'
      ? current
      : 'studentId' in which
        ? sql`e.student_id = ${which.studentId} and ${current}`
        : sql`e.id = any(${[...which.enrolmentIds]}::uuid[])`;
  const { rows } = await sql<Case>`
    select e.id as "enrolmentId", e.student_id as "studentId", coalesce(nullif(s.preferred_name, ''), s.given_name) || ' ' || s.family_name as "studentName",
      p.name as programme, p.framework_id as "frameworkId", e.started_on as "startedOn", e.ended_on as "endedOn"
    from enrolments e
    join students s on s.org_id = e.org_id and s.id = e.student_id
    join programmes p on p.org_id = e.org_id and p.id = e.programme_id
    where e.org_id = ${orgId} and ${where}
    order by e.started_on desc, s.family_key, s.given_key, e.id`.execute(tx);
  return rows;
}

export interface Progress {
  enrolmentId: string;
  confirmedAt: string | null;
  confirmedBy: string | null;
  gaps: BaselineGap[];
  /** Measures that have a baseline. */
  measureIds: string[];
  /** Outcomes the mentor has scored, alone or with the student. */
  seriesIds: string[];
}

/** What has been recorded for the baselines of enrolments, and whether they were confirmed. */
export async function findProgress(tx: Tx, orgId: string, enrolmentIds: readonly string[]): Promise<Map<string, Progress>> {
  if (enrolmentIds.length === 0) return new Map();
  const { rows } = await sql<Progress>`
    select e.id as "enrolmentId", b.confirmed_at as "confirmedAt", m.name as "confirmedBy", coalesce(b.gaps, '[]'::jsonb) as gaps,
      coalesce((select json_agg(distinct r.measure_id) from readings r
        where r.org_id = e.org_id and r.student_id = e.student_id and r.enrolment_id = e.id and r.point = 'baseline'), '[]'::json) as "measureIds",
      coalesce((select json_agg(distinct st.series_id) from standings st
        where st.org_id = e.org_id and st.student_id = e.student_id and st.enrolment_id = e.id and st.perspective <> 'student'
          and st.first_level is not null), '[]'::json) as "seriesIds"
    from enrolments e
    left join lateral (select * from baselines b where b.org_id = e.org_id and b.enrolment_id = e.id order by b.confirmed_at desc limit 1) b on true
    left join members m on m.org_id = e.org_id and m.id = b.confirmed_by
    where e.org_id = ${orgId} and e.id = any(${[...enrolmentIds]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.enrolmentId, row]));
}

/** Keeps that a baseline was confirmed; a second confirmation is another row. */
export async function insertBaseline(
  tx: Tx,
  actor: Actor,
  baseline: { id: string; enrolmentId: string; studentId: string; readings: { measureId: string }[]; gaps: readonly BaselineGap[] },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('baselines')
    .values({
      org_id: actor.orgId,
      student_id: baseline.studentId,
      enrolment_id: baseline.enrolmentId,
      id: baseline.id,
      readings: jsonb(baseline.readings) as never,
      gaps: jsonb(baseline.gaps) as never,
      confirmed_at: now.toISOString(),
      confirmed_by: actor.memberId,
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doNothing())
    .execute();
}

/** The readings taken as the baseline of an enrolment that stand, by measure. */
export async function findTaken(tx: Tx, orgId: string, enrolmentId: string) {
  const { rows } = await sql<{ readingId: string; measureId: string }>`
    select r.id as "readingId", r.measure_id as "measureId" from readings r
    where r.org_id = ${orgId} and r.enrolment_id = ${enrolmentId} and r.point = 'baseline'
      and not exists (select from readings n where n.org_id = r.org_id and n.supersedes = r.id)
    order by r.taken_on, r.recorded_at`.execute(tx);
  return rows;
}
