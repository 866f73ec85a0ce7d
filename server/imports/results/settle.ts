import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../db/actor.ts';
import { problem } from '../findStudents.ts';
import { withoutNestedLoops } from '../queries.ts';

export const problemJson = (code: string, stops: boolean) => sql`cast(${JSON.stringify(problem(stops, code, '', ''))}::text as jsonb)`;

/**
 * What rows of results would do: add readings, or nothing because they are on record. Another result for the same student,
 * measure and day, on record or in the file, is a problem: what was recorded is corrected by a person, never by a file.
 */
export async function settleResults(tx: Tx, orgId: string, importId: string, whose: RawBuilder<unknown>): Promise<void> {
  await withoutNestedLoops(tx, async () => {
    await sql`
      with given as materialized (
        select r.row_number, r.student_id, r.reading->>'taken_on' as day, g.measure_id, g.name, g.value, g.missing
        from import_rows r left join lateral jsonb_to_recordset(r.reading->'results') as g (measure_id uuid, name text, value numeric, missing text) on true
        where r.org_id = ${orgId} and r.import_id = ${importId} and r.verdict = 'good' and ${whose}
      ), placed as (
        select g.*, first_value(row_number) over same as first_row, first_value(value) over same as first_value, first_value(missing) over same as first_missing
        from given g window same as (partition by student_id, measure_id, day order by row_number)
      ), recorded as materialized (
        select student_id, measure_id, taken_on, value, missing_reason, step from readings
        where org_id = ${orgId} and source = 'import' and supersedes is null and student_id in (select student_id from given)
      ), judged as (
        select p.row_number, count(p.measure_id) as wanted,
          min(p.first_row) filter (where p.first_row < p.row_number and (p.value is distinct from p.first_value or p.missing is distinct from p.first_missing)) as clash,
          string_agg(distinct p.name || ': ' || coalesce(o.step, trim_scale(o.value)::text, 'no result'), ', ')
            filter (where o.student_id is not null and (o.value is distinct from p.value or o.missing_reason is distinct from p.missing)) as other,
          count(p.measure_id) filter (where p.first_row < p.row_number) as repeated,
          count(p.measure_id) filter (where p.first_row < p.row_number or o.student_id is not null) as known
        from placed p
        left join recorded o on o.student_id = p.student_id and o.measure_id = p.measure_id and o.taken_on = p.day::date
        group by p.row_number
      )
      update import_rows r set
        verdict = case when clash is null and other is null then 'good' else 'bad' end,
        outcome = case when clash is not null or other is not null then null when wanted = 0 or repeated = wanted then 'skip' when known = wanted then 'unchanged' else 'create' end,
        problems = coalesce((select jsonb_agg(p) from jsonb_array_elements(r.problems) p where p->>'code' <> 'repeat'), '[]') || case
          when other is not null then jsonb_build_array(${problemJson('conflict', true)} || jsonb_build_object('message', 'Another result is on record for this student and day (' || other || ').', 'remedy', 'If the record is wrong, correct it on the student’s page; if the file is, correct it.'))
          when clash is not null then jsonb_build_array(${problemJson('repeat', true)} || jsonb_build_object('message', 'Row ' || clash || ' gives another result for the same measure and day.', 'remedy', 'Keep the right one of the two.'))
          when wanted > 0 and repeated = wanted then jsonb_build_array(${problemJson('repeat', false)} || jsonb_build_object('message', 'An earlier row says exactly the same.', 'remedy', 'This row is left out.'))
          else '[]'::jsonb end
      from judged j where r.org_id = ${orgId} and r.import_id = ${importId} and ${whose} and r.row_number = j.row_number`.execute(tx);
  });
}
