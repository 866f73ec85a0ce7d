import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../db/actor.ts';
import { problem } from '../findStudents.ts';
import { withoutNestedLoops } from '../queries.ts';

const repeat = JSON.stringify(problem(false, 'repeat', 'An earlier row has the same number.', 'This row is left out.'));

/**
 * What rows of events would do: add an event, or nothing because it is on record by its number, or by all that its row says.
 * Rows without a number that say the same are as many events, told apart by their order.
 */
export async function settleEvents(tx: Tx, orgId: string, importId: string, whose: RawBuilder<unknown>): Promise<void> {
  await withoutNestedLoops(tx, async () => {
    await sql`
      with given as materialized (
        select r.row_number, r.student_id, r.reading->>'kind' as kind, r.reading->>'key' as key, (r.reading->>'by_id')::boolean as by_id,
          row_number() over (partition by r.student_id, r.reading->>'key' order by r.row_number) as n
        from import_rows r where r.org_id = ${orgId} and r.import_id = ${importId} and r.verdict = 'good' and ${whose}
      ), keyed as (
        select *, key || case when by_id or n = 1 then '' else ':' || n end as external_key from given
      ), judged as (
        select k.*, e.id is not null as known from keyed k
        left join behaviour_events e on e.org_id = ${orgId} and e.student_id = k.student_id and e.external_key = k.external_key
      )
      update import_rows r set
        outcome = case when kind is null or (by_id and n > 1) then 'skip' when known then 'unchanged' else 'create' end,
        reading = r.reading || jsonb_build_object('external_key', external_key),
        problems = coalesce((select jsonb_agg(p) from jsonb_array_elements(r.problems) p where p->>'code' <> 'repeat'), '[]')
          || case when by_id and n > 1 then jsonb_build_array(cast(${repeat}::text as jsonb)) else '[]'::jsonb end
      from judged j where r.org_id = ${orgId} and r.import_id = ${importId} and ${whose} and r.row_number = j.row_number`.execute(tx);
  });
}
