import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { problem } from './findStudents.ts';
import { withoutNestedLoops } from './queries.ts';

/** Students, by id: everyone after `after` up to and with `to`. */
export interface StudentRange {
  after: string;
  to: string;
}

/** Whether rows of one programme were read by different versions of its framework. */
export async function versionsDiffer(tx: Tx, orgId: string, importId: string): Promise<boolean> {
  const { rows } = await sql`
    select reading->>'programme_id' from import_rows
    where org_id = ${orgId} and import_id = ${importId} and reading->>'framework_version_id' is not null
    group by 1 having count(distinct reading->>'framework_version_id') > 1`.execute(tx);
  return rows.length > 0;
}

interface Recorded {
  row_number: number;
  series_id: string;
  differs: boolean;
  other: string;
}

/**
 * Scores of the file that are on record already, by student, programme, assessor, perspective, day and series: what was
 * recorded under an earlier version of the framework is on record.
 */
async function recordedScores(tx: Tx, orgId: string, importId: string, whose: RawBuilder<unknown>): Promise<Recorded[]> {
  const { rows } = await sql<Recorded>`
    select r.row_number, s.series_id, s.level is distinct from o.level or s.missing is distinct from o.missing_reason as differs,
      oc.code || ': ' || coalesce(o.level::text, o.missing_reason) as other
    from import_rows r
    cross join jsonb_to_recordset(r.reading->'scores') as s (series_id uuid, level int, missing text)
    join enrolments e on e.org_id = ${orgId} and e.student_id = r.student_id and e.programme_id = (r.reading->>'programme_id')::uuid
    join assessments a on a.org_id = ${orgId} and a.student_id = r.student_id and a.enrolment_id = e.id and a.source = 'import'
      and a.perspective = r.reading->>'perspective' and a.assessed_on = (r.reading->>'assessed_on')::date
    join members m on m.org_id = ${orgId} and m.id = a.assessor_id and case
      when r.reading->>'assessor_id' is not null then m.id = (r.reading->>'assessor_id')::uuid
      when r.reading->>'assessor_name' is not null then r.reading->>'assessor_name' in (m.name, m.email)
      else m.role = 'student' end
    join scores o on o.org_id = ${orgId} and o.student_id = r.student_id and o.assessment_id = a.id and o.series_id = s.series_id and o.supersedes is null
    join outcomes oc on oc.org_id = ${orgId} and oc.id = o.outcome_id
    where r.org_id = ${orgId} and r.import_id = ${importId} and r.verdict = 'good' and ${whose}`.execute(tx);
  return rows;
}

/**
 * What rows of scores would do: add scores, or nothing because every one is on record already or there is none. A score
 * on record with another level, and two levels for one score in the file, are problems: what was recorded is amended
 * by a person, never by a file.
 */
export async function settleScores(tx: Tx, orgId: string, importId: string, whose: RawBuilder<unknown>): Promise<void> {
  const recorded = JSON.stringify(await recordedScores(tx, orgId, importId, whose));
  await withoutNestedLoops(tx, async () => {
    await sql`
      with given as materialized (
        select r.row_number, s.series_id, s.level, s.missing, r.student_id, r.reading->>'programme_id' as programme_id,
          coalesce(r.reading->>'assessor_id', r.reading->>'assessor_name', '') as assessor, r.reading->>'perspective' as perspective, r.reading->>'assessed_on' as day
        from import_rows r left join lateral jsonb_to_recordset(r.reading->'scores') as s (series_id uuid, level int, missing text) on true
        where r.org_id = ${orgId} and r.import_id = ${importId} and r.verdict = 'good' and ${whose}
      ), placed as (
        select row_number, series_id, level, missing, first_value(row_number) over same as first_row,
          first_value(level) over same as first_level, first_value(missing) over same as first_missing
        from given window same as (partition by student_id, programme_id, assessor, perspective, day, series_id order by row_number)
      ), judged as (
        select p.row_number, count(p.series_id) as wanted,
          min(p.first_row) filter (where p.first_row < p.row_number and (p.level is distinct from p.first_level or p.missing is distinct from p.first_missing)) as clash,
          string_agg(distinct k.other, ', ') filter (where k.differs) as other,
          count(p.series_id) filter (where p.first_row < p.row_number) as repeated,
          count(p.series_id) filter (where p.first_row < p.row_number or k.row_number is not null) as known
        from placed p
        left join json_to_recordset(${recorded}::json) as k (row_number int, series_id uuid, differs boolean, other text)
          on k.row_number = p.row_number and k.series_id = p.series_id
        group by p.row_number
      )
      update import_rows r set
        verdict = case when clash is null and other is null then 'good' else 'bad' end,
        outcome = case when clash is not null or other is not null then null when wanted = 0 or repeated = wanted then 'skip' when known = wanted then 'unchanged' else 'create' end,
        problems = coalesce((select jsonb_agg(p) from jsonb_array_elements(r.problems) p where p->>'code' <> 'repeat'), '[]') || case
          when other is not null then jsonb_build_array(${problemJson('conflict', true)} || jsonb_build_object('message', 'Something else is on record for this student, assessor and day (' || other || ').', 'remedy', 'If the record is wrong, amend it on the student’s page; if the file is, correct it.'))
          when clash is not null then jsonb_build_array(${problemJson('repeat', true)} || jsonb_build_object('message', 'Row ' || clash || ' gives another level for the same outcome, day and assessor.', 'remedy', 'Keep the right one of the two.'))
          when wanted > 0 and repeated = wanted then jsonb_build_array(${problemJson('repeat', false)} || jsonb_build_object('message', 'An earlier row says exactly the same.', 'remedy', 'This row is left out.'))
          else '[]'::jsonb end
      from judged j where r.org_id = ${orgId} and r.import_id = ${importId} and ${whose} and r.row_number = j.row_number`.execute(tx);
  });
}

function problemJson(code: string, stops: boolean) {
  return sql`cast(${JSON.stringify(problem(stops, code, '', ''))}::text as jsonb)`;
}
