import { sql } from 'kysely';
import type { Actor, Tx } from '../../db/actor.ts';
import { newId } from '../../db/ids.ts';
import { writeRows, type ImportProgress, type ImportRecord } from '../queries.ts';
import { lastOfNext, noStudent } from '../scoreParts.ts';
import { changedWeeks, recordedWeeks } from './settle.ts';
import { marksOf } from './week.ts';

const studentsAtOnce = 150;

/** Takes the weeks of the next students in the caller's transaction. Undefined when there are none left. */
export async function takeMarks(tx: Tx, actor: Actor, record: ImportRecord): Promise<ImportProgress | undefined> {
  const { orgId } = actor;
  const after = String(record.progress.at || noStudent);
  const to = await lastOfNext(tx, orgId, record.id, after, studentsAtOnce);
  if (to === undefined) return undefined;
  const { rows } = await sql<{ row_number: number; student_id: string; cells: string[] }>`
    select row_number, student_id, cells from import_rows
    where org_id = ${orgId} and import_id = ${record.id} and student_id > ${after}::uuid and student_id <= ${to}::uuid
      and verdict = 'good' and outcome in ('create', 'update') order by row_number`.execute(tx);
  // a student whom the file writes in two ways is one: their marks are put together
  const students = [...Map.groupBy(rows, (row) => row.student_id)].map(([student_id, own]) => ({
    student_id,
    row_number: own[0]?.row_number ?? 0,
    marks: marksOf(own.flatMap((row) => row.cells)),
  }));
  const recorded = await recordedWeeks(tx, orgId, students);
  const weeks = students.flatMap(({ student_id, row_number, marks }) =>
    changedWeeks(marks, recorded.get(student_id)).map((week) => ({ ...week, id: newId(), student_id, row_number })),
  );
  const replaced = weeks.flatMap(({ before, row_number }) => (before ? [{ id: before.id, row_number }] : []));
  if (replaced.length > 0)
    await sql`
      update attendance_weeks set replaced_at = now()
      where org_id = ${orgId} and id = any(${replaced.map((one) => one.id)}::uuid[])`.execute(tx);
  if (weeks.length > 0)
    await sql`
      insert into attendance_weeks (org_id, student_id, id, week_start, possible, present, approved, authorised, unauthorised, late_before, late_after,
        marks, import_id, recorded_by)
      select ${orgId}, student_id, id, week, possible, present, approved, authorised, unauthorised, "lateBefore", "lateAfter", marks,
        ${record.id}::uuid, ${actor.memberId}::uuid
      from json_to_recordset(${JSON.stringify(weeks)}::json) as given (student_id uuid, id uuid, week date, possible int, present int, approved int,
        authorised int, unauthorised int, "lateBefore" int, "lateAfter" int, marks text)`.execute(tx);
  const undo = [...Map.groupBy(replaced, (one) => one.row_number)]
    .toSorted(([a], [b]) => a - b)
    .map(([row_number, own]) => ({ row_number, undo: { weeks: own.map((one) => one.id) } }));
  await writeRows(tx, orgId, record.id, undo, 'undo jsonb', sql`undo = given.undo`);
  const { progress } = record;
  return {
    ...progress,
    at: to,
    worked: progress.worked + rows.length,
    weeks: progress.weeks + weeks.length,
    replaced: progress.replaced + replaced.length,
    students: progress.students + new Set(weeks.map((week) => week.student_id)).size,
  };
}
