import type { ImportProblem } from '@waymark/contract/imports.ts';
import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { readGround, rollPlan, scoresPlan } from './ground.ts';
import { markRepeats, matchRollRows, settleRollRows } from './matchRoll.ts';
import { countRows, updateImport, writeRows, type ImportRecord } from './queries.ts';
import { rollReader } from './rollRow.ts';
import { matchScoresRows, settleScoresRows } from './matchScores.ts';
import { scoresReader } from './scoresRow.ts';

export const checkChunk = 4000;

/** Some rows of an import, by number, both ends included. */
export interface RowRange {
  from: number;
  to: number;
}

/**
 * Reads the next rows of an import that is being checked, says what is wrong with each and whom it is about. After the
 * last ones, what only the whole file shows: repeats, and what each row would change. Answers whether it is done.
 */
export async function checkNext(tx: Tx, actor: Actor, record: ImportRecord): Promise<boolean> {
  const rows = await tx
    .selectFrom('import_rows')
    .where('org_id', '=', actor.orgId)
    .where('import_id', '=', record.id)
    .where('row_number', '>', Number(record.progress.at))
    .select(['row_number', 'cells'])
    .orderBy('row_number')
    .limit(checkChunk)
    .execute();
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) {
    await finishCheck(tx, actor, record);
    return true;
  }
  const ground = await readGround(tx, actor.orgId, record.kind);
  const read: (cells: readonly string[]) => { reading: object; problems: ImportProblem[] } =
    record.kind === 'roll' ? rollReader(rollPlan(record, ground, actor.today)) : scoresReader(scoresPlan(record, ground, actor.today));
  const readings = rows.map((row) => {
    const { reading, problems } = read(row.cells);
    return { row_number: row.row_number, reading, problems, verdict: problems.some((problem) => problem.stops) ? 'bad' : 'good' };
  });
  await writeRows(
    tx,
    actor.orgId,
    record.id,
    readings,
    'reading jsonb, problems jsonb, verdict text',
    sql`reading = given.reading, problems = given.problems, verdict = given.verdict, outcome = null, student_id = null, candidates = '{}', decision = null`,
  );
  const range = { from: first.row_number, to: last.row_number };
  await (record.kind === 'roll' ? matchRollRows : matchScoresRows)(tx, actor.orgId, record.id, range);
  await updateImport(tx, actor.orgId, record.id, {
    progress: { ...record.progress, at: range.to, worked: record.progress.worked + rows.length },
  });
  return false;
}

async function finishCheck(tx: Tx, actor: Actor, record: ImportRecord): Promise<void> {
  if (record.kind === 'roll') {
    await markRepeats(tx, actor.orgId, record.id);
    await settleRollRows(tx, actor.orgId, record.id);
  } else {
    await settleScoresRows(tx, actor.orgId, record.id);
  }
  const counts = await countRows(tx, actor.orgId, record.id);
  await updateImport(tx, actor.orgId, record.id, { status: 'previewed', progress: { ...record.progress, ...counts, at: 0 } });
}
