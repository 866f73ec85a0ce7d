import type { ImportProblem } from '@waymark/contract/imports.ts';
import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { checkMarks } from './attendance/check.ts';
import { findStudents, given } from './findStudents.ts';
import { eventsReader, type EventReading } from './behaviour/eventRow.ts';
import { eventsPlan, readGround, resultsPlan, rollPlan, scoresPlan } from './ground.ts';
import { resultsReader, type ResultsReading } from './results/resultsRow.ts';
import { findScored } from './matchScores.ts';
import { markRepeats, settleRollRows } from './matchRoll.ts';
import { countRows, updateImport, writeRows, type ImportRecord } from './queries.ts';
import { noStudent } from './scoreParts.ts';
import { rollReader, type RollReading } from './rollRow.ts';
import { scoresReader, type ScoresReading } from './scoresRow.ts';
import { settleNextStudents } from './settleByStudent.ts';
import { versionsDiffer } from './settleScores.ts';

/** Rows a transaction: enough that a statement is worth its planning, few enough that memory stays flat. */
const checkChunk = 1000;

/** Some rows of an import, by number, both ends included. */
export interface RowRange {
  from: number;
  to: number;
}

type ByStudent = ScoresReading | ResultsReading | EventReading;

/** A row as it was read, with what the records say of it: written once. */
interface CheckedRow {
  row_number: number;
  reading: RollReading | ByStudent;
  problems: ImportProblem[];
  verdict: 'good' | 'bad' | 'choose';
  outcome: 'create' | 'update' | null;
  student_id: string | null;
  candidates: string[];
}

/**
 * Reads the next rows of an import that is being checked, says what is wrong with each and whom it is about. After the
 * last ones, what only the whole file shows: repeats, and what each row would change. Answers whether it is done.
 */
export async function checkNext(tx: Tx, actor: Actor, record: ImportRecord): Promise<boolean> {
  if (record.kind === 'attendance') return checkMarks(tx, actor, record);
  // a student's id instead of a row's number: every row was read, and scores are being compared student by student
  if (typeof record.progress.at === 'string') return settleNext(tx, actor, record, record.progress.at);
  const rows = await tx
    .selectFrom('import_rows')
    .where('org_id', '=', actor.orgId)
    .where('import_id', '=', record.id)
    .where('row_number', '>', record.progress.at)
    .select(['row_number', 'cells'])
    .orderBy('row_number')
    .limit(checkChunk)
    .execute();
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) {
    if (record.kind !== 'roll') return settleNext(tx, actor, record, noStudent);
    await markRepeats(tx, actor.orgId, record.id);
    await finishCheck(tx, actor, record);
    return true;
  }
  const range = { from: first.row_number, to: last.row_number };
  const read = await (record.kind === 'roll' ? readRoll : readByStudent)(tx, actor, record, rows);
  await writeRows(
    tx,
    actor.orgId,
    record.id,
    read,
    'reading jsonb, problems jsonb, verdict text, outcome text, student_id uuid, candidates uuid[]',
    sql`reading = given.reading, problems = given.problems, verdict = given.verdict, outcome = given.outcome,
      student_id = given.student_id, candidates = given.candidates, decision = null`,
  );
  if (record.kind === 'roll' && read.some((row) => row.student_id !== null)) await settleRollRows(tx, actor.orgId, record.id, range);
  await updateImport(tx, actor.orgId, record.id, {
    progress: { ...record.progress, at: range.to, worked: record.progress.worked + rows.length },
  });
  return false;
}

type FileRows = readonly { row_number: number; cells: string[] }[];

async function readRoll(tx: Tx, actor: Actor, record: ImportRecord, rows: FileRows): Promise<CheckedRow[]> {
  const read = rollReader(rollPlan(record, await readGround(tx, actor.orgId, 'roll'), actor.today));
  const checked = rows.map(({ row_number, cells }) => {
    const { reading, problems } = read(cells);
    // the id a new student gets is there from the start: taking the row then writes nothing on it
    return checkedRow(row_number, { reading: { ...reading, id: newId() }, problems }, 'create');
  });
  const good = checked.filter((row) => row.verdict === 'good');
  const found = await findStudents(tx, actor.orgId, record.id, given(good));
  return withFound(checked, found);
}

/** The reader of rows that are about students who are here already. */
async function readerOf(
  tx: Tx,
  actor: Actor,
  record: ImportRecord,
): Promise<(cells: readonly string[]) => { reading: ByStudent; problems: ImportProblem[] }> {
  const ground = await readGround(tx, actor.orgId, record.kind);
  if (record.kind === 'results') return resultsReader(resultsPlan(record, ground, actor.today));
  if (record.kind === 'behaviour') return eventsReader(eventsPlan(record, actor.today));
  return scoresReader(scoresPlan(record, ground, actor.today));
}

async function readByStudent(tx: Tx, actor: Actor, record: ImportRecord, rows: FileRows): Promise<CheckedRow[]> {
  const read = await readerOf(tx, actor, record);
  const checked = rows.map(({ row_number, cells }) => checkedRow(row_number, read(cells), null));
  return withFound(
    checked,
    await findScored(
      tx,
      actor.orgId,
      checked.filter((row) => row.verdict === 'good'),
    ),
  );
}

function checkedRow<R extends RollReading | ByStudent>(
  row_number: number,
  { reading, problems }: { reading: R; problems: ImportProblem[] },
  outcome: 'create' | null,
): CheckedRow & { reading: R } {
  const bad = problems.some((problem) => problem.stops);
  return {
    row_number,
    reading,
    problems,
    verdict: bad ? 'bad' : 'good',
    outcome: bad ? null : outcome,
    student_id: null,
    candidates: [],
  };
}

function withFound(
  rows: readonly CheckedRow[],
  found: readonly (Pick<CheckedRow, 'row_number'> & Partial<CheckedRow> & { problems: ImportProblem[] })[],
): CheckedRow[] {
  const byRow = new Map(found.map((one) => [one.row_number, one]));
  return rows.map((row) => {
    const one = byRow.get(row.row_number);
    return one === undefined ? row : { ...row, ...one, problems: [...row.problems, ...one.problems] };
  });
}

async function settleNext(tx: Tx, actor: Actor, record: ImportRecord, after: string): Promise<boolean> {
  // a framework published in the middle of the check: all rows are read again, by one version
  if (record.kind === 'scores' && after === noStudent && (await versionsDiffer(tx, actor.orgId, record.id))) {
    await updateImport(tx, actor.orgId, record.id, { progress: { ...record.progress, at: 0, worked: 0 } });
    return false;
  }
  const at = await settleNextStudents(tx, actor.orgId, record, after);
  if (at === undefined) {
    await finishCheck(tx, actor, record);
    return true;
  }
  await updateImport(tx, actor.orgId, record.id, { progress: { ...record.progress, at } });
  return false;
}

async function finishCheck(tx: Tx, actor: Actor, record: ImportRecord): Promise<void> {
  const counts = await countRows(tx, actor.orgId, record.id);
  await updateImport(tx, actor.orgId, record.id, { status: 'previewed', progress: { ...record.progress, ...counts, at: 0 } });
}
