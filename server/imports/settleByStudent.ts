import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { settleEvents } from './behaviour/settle.ts';
import type { ImportRecord } from './queries.ts';
import { settleResults } from './results/settle.ts';
import { settleTargets } from './results/settleTargets.ts';
import { lastOfNext, noStudent, rowsOfScores } from './scoreParts.ts';
import { settleScores } from './settleScores.ts';

type Settle = (tx: Tx, orgId: string, importId: string, whose: RawBuilder<unknown>) => Promise<void>;

const settleResultsAndTargets: Settle = async (...given) => {
  await settleResults(...given);
  await settleTargets(...given);
};

const settleOf: Partial<Record<ImportRecord['kind'], Settle>> = {
  scores: settleScores,
  results: settleResultsAndTargets,
  behaviour: settleEvents,
};

/** Compares the rows of the next students with the records. Answers up to which student; undefined when there are none left. */
export async function settleNextStudents(tx: Tx, orgId: string, record: ImportRecord, after: string): Promise<string | undefined> {
  const to = await lastOfNext(tx, orgId, record.id, after, rowsOfScores(record));
  if (to !== undefined)
    await settleOf[record.kind]?.(tx, orgId, record.id, sql`r.student_id > ${after}::uuid and r.student_id <= ${to}::uuid`);
  return to;
}

/** Compares them all, or only one student's: decisions were taken. */
export async function settleDecidedStudents(tx: Tx, orgId: string, record: ImportRecord, studentId?: string): Promise<void> {
  if (studentId !== undefined) return settleOf[record.kind]?.(tx, orgId, record.id, sql`r.student_id = ${studentId}::uuid`);
  let after: string | undefined = noStudent;
  while (after !== undefined) after = await settleNextStudents(tx, orgId, record, after);
}
