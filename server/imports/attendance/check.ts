import type { ImportProblem } from '@waymark/contract/imports.ts';
import { sql } from 'kysely';
import type { Actor, Tx } from '../../db/actor.ts';
import { problem } from '../findStudents.ts';
import { findScored } from '../matchScores.ts';
import type { PersonReading } from '../person.ts';
import { mappedColumns } from '../ground.ts';
import { updateImport, withoutNestedLoops, writeRows, type ImportRecord } from '../queries.ts';
import { nextRows, studentsFrom } from './blocks.ts';
import { countMarks } from './count.ts';
import { marksReader, type MarksReading } from './marksRow.ts';
import { noTally, type MarksTally } from './tally.ts';
import { settleStudents, type StudentRow } from './settle.ts';
import { cellsOf, isTwo, marksOf, noMarks, put, emptyWeek, sessionAt, type Marks } from './week.ts';

/** Bad rows that are shown one by one; beyond them they are counted, and come back in the file all the same. */
const shownBad = 2000;
const wordsKept = 300;
const studentsAtOnce = 200;

/** A student as the file writes them, with the marks it has for them. */
export interface MarkedStudent extends PersonReading {
  key: string;
  /** Rows of the file. */
  rows: number;
  /** What becomes of weeks on record. */
  changes: { label: string; before: string; after: string }[];
}

export const marksPlan = (record: ImportRecord, today: string) => ({
  columns: mappedColumns(record),
  width: record.headers.length,
  options: record.options,
  today,
});

/**
 * One part of checking a file of marks. First its rows, some ten thousand at a time: what each says is added to its student.
 * Then the students: who each is, and what their weeks would change. Answers whether it is done.
 */
export async function checkMarks(tx: Tx, actor: Actor, record: ImportRecord): Promise<boolean> {
  const { at } = record.progress;
  if (typeof at === 'string') return matchNext(tx, actor, record, Number(at));
  if (at === 0)
    await tx
      .deleteFrom('import_rows')
      .where('org_id', '=', actor.orgId)
      .where('import_id', '=', record.id)
      .where('row_number', '>', 0)
      .execute();
  const tally: MarksTally = at === 0 ? { ...noTally } : { ...record.progress.marks };
  const rows = await nextRows(tx, actor.orgId, record.id, at);
  const last = rows.at(-1);
  if (last === undefined) return matchNext(tx, actor, record, studentsFrom);
  const read = marksReader(marksPlan(record, actor.today));
  const students = new Map<string, { row: number; marks: Marks; reading: MarksReading['person'] }>();
  const bad: { row_number: number; cells: string[]; reading: PersonReading; problems: readonly ImportProblem[] }[] = [];
  const words = new Map(tally.words.map(({ word, rows: n }) => [word, n]));
  for (const { row, cells } of rows) {
    const { person, marks, unmarked, problems } = read(cells);
    if (problems.length > 0) {
      tally.bad++;
      for (const word of new Set(problems.flatMap((one) => (one.code === 'unknown-word' ? one.value : []))))
        if (words.has(word) || words.size < wordsKept) words.set(word, (words.get(word) ?? 0) + 1);
      if (tally.shown < shownBad) {
        tally.shown++;
        bad.push({ row_number: row, cells, reading: person.reading, problems });
      }
      continue;
    }
    let student = students.get(person.key);
    if (student === undefined) students.set(person.key, (student = { row, marks: noMarks(), reading: person }));
    student.marks.rows++;
    student.marks.unmarked += unmarked;
    for (const { week, place, mark } of marks) {
      let own = student.marks.weeks.get(week);
      if (own === undefined) student.marks.weeks.set(week, (own = emptyWeek()));
      put(own, place, mark);
    }
  }
  await insertBad(tx, actor.orgId, record.id, bad);
  await addToStudents(
    tx,
    actor.orgId,
    record.id,
    [...students.values()].map(({ row, marks, reading: { key, reading, problems } }) => ({
      row_number: studentsFrom + row,
      key,
      cells: cellsOf(marks),
      reading: { ...reading, key },
      problems,
    })),
  );
  const marks = { ...tally, words: [...words].map(([word, n]) => ({ word, rows: n })) };
  await updateImport(tx, actor.orgId, record.id, {
    progress: { ...record.progress, marks, at: last.row, worked: record.progress.worked + rows.length },
  });
  return false;
}

async function insertBad(tx: Tx, orgId: string, importId: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into import_rows (org_id, import_id, row_number, cells, reading, problems, verdict)
    select ${orgId}, ${importId}, row_number, cells, reading, problems, 'bad'
    from json_to_recordset(${JSON.stringify(rows)}::json) as given (row_number int, cells text[], reading jsonb, problems jsonb)`.execute(
    tx,
  );
}

/** Adds the marks of a part to the rows of their students, who may be there from an earlier part. */
async function addToStudents(tx: Tx, orgId: string, importId: string, rows: readonly object[]): Promise<void> {
  await withoutNestedLoops(tx, async () => {
    await sql`
      insert into import_rows (org_id, import_id, row_number, cells, reading, problems)
      select ${orgId}, ${importId}, coalesce(known.row_number, given.row_number), given.cells, given.reading, given.problems
      from json_to_recordset(${JSON.stringify(rows)}::json) as given (row_number int, key text, cells text[], reading jsonb, problems jsonb)
      left join (select row_number, reading->>'key' as key from import_rows
        where org_id = ${orgId} and import_id = ${importId} and row_number > ${studentsFrom}) known on known.key = given.key
      on conflict (org_id, import_id, row_number) do update set cells = import_rows.cells || excluded.cells`.execute(tx);
  });
}

/** Finds out who the next students are and what their marks would change. */
async function matchNext(tx: Tx, actor: Actor, record: ImportRecord, after: number): Promise<boolean> {
  const { rows } = await sql<{ row_number: number; cells: string[]; reading: MarkedStudent; problems: ImportProblem[] }>`
    select row_number, cells, reading, problems from import_rows
    where org_id = ${actor.orgId} and import_id = ${record.id} and row_number > ${after} order by row_number limit ${studentsAtOnce}`.execute(
    tx,
  );
  const last = rows.at(-1);
  if (last === undefined) {
    const counts = await countMarks(tx, actor.orgId, record);
    await updateImport(tx, actor.orgId, record.id, { status: 'previewed', progress: { ...record.progress, ...counts, at: 0 } });
    return true;
  }
  const named = rows.filter((row) => !row.problems.some((one) => one.stops));
  const found = new Map((await findScored(tx, actor.orgId, named)).map((one) => [one.row_number, one]));
  const students = rows.map(({ row_number, cells, reading, problems }): StudentRow => {
    const one = found.get(row_number);
    const marks = marksOf(cells);
    return {
      row_number,
      marks,
      cells: cellsOf(marks),
      reading: { ...reading, rows: marks.rows, changes: [] },
      problems: [...problems, ...(one?.problems ?? []), ...told(marks)],
      verdict: one?.verdict ?? 'bad',
      outcome: null,
      student_id: one?.student_id ?? null,
      candidates: one?.candidates ?? [],
    };
  });
  await settleStudents(tx, actor.orgId, students);
  await writeRows(
    tx,
    actor.orgId,
    record.id,
    students.map(({ row_number, cells, reading, problems, verdict, outcome, student_id, candidates }) => ({
      row_number,
      cells,
      reading,
      problems,
      verdict,
      outcome,
      student_id,
      candidates,
    })),
    'cells text[], reading jsonb, problems jsonb, verdict text, outcome text, student_id uuid, candidates uuid[]',
    sql`cells = given.cells, reading = given.reading, problems = given.problems, verdict = given.verdict, outcome = given.outcome,
      student_id = given.student_id, candidates = given.candidates, decision = null`,
  );
  await updateImport(tx, actor.orgId, record.id, { progress: { ...record.progress, at: String(last.row_number) } });
  return false;
}

const toldAtMost = 5;

/** What is worth knowing of a student's marks: sessions with two different ones, which are not taken, and those with none. */
function told({ weeks, unmarked }: Marks): ImportProblem[] {
  const two = [...weeks].flatMap(([week, marks]) =>
    marks.flatMap((mark, place) => (mark !== null && isTwo(mark) ? [{ ...sessionAt(week, place), mark }] : [])),
  );
  const some = two
    .slice(0, toldAtMost)
    .map(({ day, half, mark }) => `${day} ${half} (${mark.split('!').join(' and ')})`)
    .join(', ');
  const notices: ImportProblem[] = [];
  if (two.length > 0)
    notices.push(
      problem(
        false,
        'two-marks',
        `The file has two different marks for ${some}${two.length > toldAtMost ? ` and ${two.length - toldAtMost} more sessions` : ''}.`,
        'Neither is taken. Keep the right one and import those rows again.',
      ),
    );
  if (unmarked > 0)
    notices.push(
      problem(
        false,
        'unmarked',
        `${unmarked} ${unmarked === 1 ? 'session has' : 'sessions have'} no mark.`,
        'They are not counted. A mark on record for one of them is taken away.',
      ),
    );
  return notices;
}
