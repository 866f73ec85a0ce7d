import { sql } from 'kysely';
import type { ImportCounts } from '@waymark/contract/imports.ts';
import type { Tx } from '../../db/actor.ts';
import type { ImportRecord } from '../queries.ts';
import { studentsFrom } from './blocks.ts';

/** How many students would have which done, and how many rows of the file have a problem. */
export async function countMarks(
  tx: Tx,
  orgId: string,
  { id, progress }: Pick<ImportRecord, 'id' | 'progress'>,
): Promise<Pick<ImportCounts, 'create' | 'update' | 'unchanged' | 'skip' | 'choose' | 'bad'>> {
  const { rows } = await sql<{ verdict: string; outcome: string | null; students: number; rows: number }>`
    select verdict, outcome, count(*)::int as students, coalesce(sum((reading->>'rows')::int), 0)::int as rows from import_rows
    where org_id = ${orgId} and import_id = ${id} and row_number > ${studentsFrom} group by 1, 2`.execute(tx);
  const counts = { create: 0, update: 0, unchanged: 0, skip: 0, choose: 0, bad: progress.marks.bad };
  for (const { verdict, outcome, students, rows: n } of rows) {
    if (verdict === 'bad') counts.bad += n;
    else if (verdict === 'choose') counts.choose += students;
    else if (outcome !== null) counts[outcome as 'create'] += students;
  }
  return counts;
}
