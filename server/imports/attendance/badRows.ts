import type { ImportProblem } from '@waymark/contract/imports.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/actor.ts';
import type { FileRow } from '../file/delimited.ts';
import type { ImportRecord } from '../queries.ts';
import { nextRows, studentsFrom } from './blocks.ts';
import { marksPlan } from './check.ts';
import { marksReader } from './marksRow.ts';
import { isTwo, marksOf } from './week.ts';

interface NotTaken {
  problems: ImportProblem[];
  /** The sessions with two marks; null when none of the student's marks is taken. */
  two: Set<string> | null;
}

/** The rows of a file of marks that are not taken, each with why: read anew from the file, by the mapping they were read by. */
export async function* marksNotTaken(
  tx: Tx,
  orgId: string,
  record: ImportRecord,
  today: string,
): AsyncGenerator<FileRow & { problems: readonly ImportProblem[] }> {
  const { rows: students } = await sql<{ key: string; verdict: string; problems: ImportProblem[]; cells: string[] }>`
    select reading->>'key' as key, verdict, problems, case when verdict = 'good' then cells else '{}' end as cells from import_rows
    where org_id = ${orgId} and import_id = ${record.id} and row_number > ${studentsFrom}
      and (verdict <> 'good' or problems @> '[{"code": "two-marks"}]')`.execute(tx);
  const notTaken = new Map<string, NotTaken>();
  for (const { key, verdict, problems, cells } of students) {
    const said = problems.filter((one) => one.stops || verdict === 'choose' || one.code === 'two-marks');
    const two = [...marksOf(cells).weeks].flatMap(([week, marks]) =>
      marks.flatMap((mark, place) => (isTwo(mark) ? [`${week} ${place}`] : [])),
    );
    notTaken.set(key, { problems: said, two: verdict === 'good' ? new Set(two) : null });
  }
  for (let at = 0; ;) {
    const rows = await nextRows(tx, orgId, record.id, at);
    const last = rows.at(-1);
    if (last === undefined) return;
    at = last.row;
    const read = marksReader(marksPlan(record, today));
    for (const row of rows) {
      const { person, marks, problems } = read(row.cells);
      const student = notTaken.get(person.key);
      if (problems.length > 0) yield { ...row, problems: [...problems, ...(student?.two === null ? student.problems : [])] };
      else if (student && (student.two === null || marks.some(({ week, place }) => student.two?.has(`${week} ${place}`))))
        yield { ...row, problems: student.problems };
    }
  }
}
