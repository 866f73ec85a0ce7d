import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import type { ImportRecord } from './queries.ts';

export interface Leaver {
  id: string;
  name: string;
  yearGroup: number | null;
  school: string;
  version: number;
}

/**
 * Students at the schools of a whole roll whom no row of it is about: they may have left. Bad and undecided rows count
 * as about their candidates and namesakes, so that nobody is proposed because of a spelling. Nothing is changed by asking.
 */
export async function listLeavers(
  tx: Tx,
  orgId: string,
  record: ImportRecord,
  afterId: string,
  limit: number,
): Promise<{ rows: Leaver[]; count: number }> {
  if (!record.options.wholeRoll || record.kind !== 'roll') return { rows: [], count: 0 };
  const missing = sql`
    from students s join schools c on c.org_id = s.org_id and c.id = s.school_id
    where s.org_id = ${orgId} and s.left_on is null and s.import_id is distinct from ${record.id}
      and s.school_id in (select distinct (reading->>'school_id')::uuid from import_rows where org_id = ${orgId} and import_id = ${record.id} and reading->>'school_id' is not null)
      and not exists (select from import_rows r where r.org_id = ${orgId} and r.import_id = ${record.id} and r.student_id = s.id)
      and s.id not in (select unnest(candidates) from import_rows where org_id = ${orgId} and import_id = ${record.id} and verdict = 'choose')
      and (s.family_key || ' ' || s.given_key) not in (
        select (reading->>'family_key') || ' ' || (reading->>'given_key') from import_rows
        where org_id = ${orgId} and import_id = ${record.id} and verdict = 'bad' and reading->>'family_key' is not null)`;
  const { rows } = await sql<Leaver>`
    select s.id, s.given_name || ' ' || s.family_name as name, s.year_group as "yearGroup", c.name as school, s.version
    ${missing} and s.id > ${afterId}::uuid order by s.id limit ${limit}`.execute(tx);
  const counted = await sql<{ n: number }>`select count(*) as n ${missing}`.execute(tx);
  return { rows, count: Number(counted.rows[0]?.n ?? 0) };
}
