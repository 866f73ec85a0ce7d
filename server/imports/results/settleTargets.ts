import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../db/actor.ts';
import { withoutNestedLoops } from '../queries.ts';
import { problemJson } from './settle.ts';

/**
 * What the targets of rows of results would do, once the results are settled: become the student's own, take the place of the
 * one on record, which stays with the reason, or nothing. A file that has several for the same means the latest dated; two
 * different ones of one day are a problem.
 */
export async function settleTargets(tx: Tx, orgId: string, importId: string, whose: RawBuilder<unknown>): Promise<void> {
  await withoutNestedLoops(tx, async () => {
    await sql`
      with given as materialized (
        select r.row_number, r.student_id, r.reading->>'taken_on' as day, g.measure_id, g.name, g.value, g.step
        from import_rows r cross join lateral jsonb_to_recordset(r.reading->'targets') as g (measure_id uuid, name text, value numeric, step text)
        where r.org_id = ${orgId} and r.import_id = ${importId} and r.verdict = 'good' and ${whose}
      ), placed as (
        select g.*, first_value(row_number) over latest as holding, first_value(value) over latest as holding_value,
          first_value(row_number) over same as first_row, first_value(value) over same as first_value
        from given g window latest as (partition by student_id, measure_id order by day desc nulls last, row_number),
          same as (partition by student_id, measure_id, day order by row_number)
      ), recorded as materialized (
        select student_id, measure_id, value, step from targets
        where org_id = ${orgId} and enrolment_id is null and replaced_at is null and student_id in (select student_id from given)
      ), judged as (
        select p.row_number, min(p.first_row) filter (where p.value <> p.first_value) as clash,
          min(p.holding) filter (where p.value = p.first_value and p.value <> p.holding_value) as later,
          coalesce(jsonb_agg(jsonb_build_object('measure_id', p.measure_id, 'value', p.value, 'step', p.step))
            filter (where p.row_number = p.holding and p.value is distinct from o.value), '[]') as takes,
          coalesce(jsonb_agg(jsonb_build_object('label', 'Target for ' || p.name, 'before', coalesce(o.step, trim_scale(o.value)::text),
              'after', coalesce(p.step, trim_scale(p.value)::text)))
            filter (where p.row_number = p.holding and p.value <> o.value), '[]') as changes
        from placed p left join recorded o on o.student_id = p.student_id and o.measure_id = p.measure_id
        group by p.row_number
      )
      update import_rows r set
        verdict = case when clash is null then 'good' else 'bad' end,
        outcome = case when clash is not null then null when changes <> '[]' then 'update' when takes <> '[]' then 'create'
          when r.outcome = 'skip' and r.reading->'results' = '[]' then 'unchanged' else r.outcome end,
        reading = r.reading || jsonb_build_object('takes', takes, 'changes', changes),
        problems = coalesce((select jsonb_agg(p) from jsonb_array_elements(r.problems) p
            where p->>'code' not in ('two-targets', 'later-target') and not (p->>'code' = 'repeat' and (clash is not null or takes <> '[]'))), '[]') || case
          when clash is not null then jsonb_build_array(${problemJson('two-targets', true)} || jsonb_build_object('message', 'Row ' || clash || ' gives another target for the same measure and day.', 'remedy', 'Keep the right one of the two.'))
          when later is not null then jsonb_build_array(${problemJson('later-target', false)} || jsonb_build_object('message', 'Row ' || later || ' gives another target of a later day.', 'remedy', 'The later one is taken.'))
          else '[]'::jsonb end
      from judged j where r.org_id = ${orgId} and r.import_id = ${importId} and ${whose} and r.row_number = j.row_number`.execute(tx);
  });
}
