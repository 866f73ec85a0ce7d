import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';

/*
 * `score_cells` counts scores by student, assessor, quarter of the year and outcome type: what trajectories and severity
 * are fitted from, so that a fit reads a few rows a student instead of every score. Kept up with the standings, by folding
 * the student's scores again.
 */

const columns = sql.raw(
  'org_id, student_id, enrolment_id, assessor_id, framework_version_id, perspective, type_code, quarter, counts, days',
);

/**
 * Cells folded from the scores (`s`, of an assessment `a`) that `which` leaves, as they were on record at a moment, or (null)
 * as they are.
 */
export function foldCells(orgId: string, which: RawBuilder<unknown>, asOf: string | null = null): RawBuilder<unknown> {
  const until = (row: string) => (asOf === null ? sql`true` : sql`${sql.ref(`${row}.recorded_at`)} <= ${asOf}`);
  const atLevels = sql.raw(Array.from({ length: 10 }, (_, at) => `count(*) filter (where s.level = ${at + 1})`).join(', '));
  return sql`
    select s.org_id, s.student_id, a.enrolment_id, a.assessor_id, a.framework_version_id, a.perspective, t.code as type_code,
      (extract(year from a.assessed_on) * 10 + extract(quarter from a.assessed_on))::int as quarter,
      ((array[${atLevels}])[1:max(v.levels)])::int[] as counts, sum(a.assessed_on - date '2000-01-01')::int as days
    from scores s
    join assessments a on a.org_id = s.org_id and a.id = s.assessment_id
    join outcomes o on o.org_id = s.org_id and o.id = s.outcome_id
    join outcome_types t on t.org_id = o.org_id and t.id = o.outcome_type_id
    join framework_versions v on v.org_id = a.org_id and v.id = a.framework_version_id
    where s.org_id = ${orgId} and s.level is not null and ${which} and ${until('s')}
      and not exists (select from scores newer where newer.org_id = s.org_id and newer.supersedes = s.id and ${until('newer')})
    group by 1, 2, 3, 4, 5, 6, 7, 8`;
}

const ofStudents = (studentIds: readonly string[]) => sql`s.student_id = any(${[...studentIds]}::uuid[])`;

/** Folds the cells of these students again. The students must be locked. */
export async function refreshCells(tx: Tx, orgId: string, studentIds: readonly string[]): Promise<void> {
  await sql`delete from score_cells where org_id = ${orgId} and student_id = any(${[...studentIds]}::uuid[])`.execute(tx);
  await sql`insert into score_cells (${columns}) ${foldCells(orgId, ofStudents(studentIds))}`.execute(tx);
}

/** Cells of these students that differ from what their scores fold to. */
export async function differingCells(tx: Tx, orgId: string, studentIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with kept as (select ${columns} from score_cells where org_id = ${orgId} and student_id = any(${[...studentIds]}::uuid[])),
      meant as (${foldCells(orgId, ofStudents(studentIds))})
    select count(*) as n from (
      (select * from kept except select * from meant) union all (select * from meant except select * from kept)) as odd`.execute(tx);
  return Number(rows[0]?.n ?? 0);
}
