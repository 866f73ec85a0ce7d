import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import type { ImportRecord } from './queries.ts';

/** Before every student. */
export const noStudent = '00000000-0000-0000-0000-000000000000';

/** Scores of the same student belong in one part, whatever the order of the file. */
const scoresAtOnce = 2000;

/** How many rows of scores make a part: fewer where each outcome has a column. */
export function rowsOfScores({ mapping }: ImportRecord): number {
  const wide = Object.values(mapping).filter((field) => field.startsWith('level:')).length;
  return Math.ceil(scoresAtOnce / Math.max(1, wide));
}

/** The last of the next students that so many rows are about, all of whose rows make the next part. */
export async function lastOfNext(tx: Tx, orgId: string, importId: string, after: string, rows: number): Promise<string | undefined> {
  const found = await sql<{ last: string | null }>`
    select max(student_id::text)::uuid as last from (
      select student_id from import_rows
      where org_id = ${orgId} and import_id = ${importId} and student_id > ${after}::uuid order by student_id limit ${rows}) as next`.execute(
    tx,
  );
  return found.rows[0]?.last ?? undefined;
}
