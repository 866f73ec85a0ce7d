import { stringify } from 'csv-stringify';
import { Readable } from 'node:stream';
import type { ImportProblem } from '@waymark/contract/imports.ts';
import type { Tx } from '../db/actor.ts';
import { marksNotTaken } from './attendance/badRows.ts';
import { problemHeading } from './headers.ts';
import { problemLine } from './problems.ts';
import type { ImportRecord } from './queries.ts';

/** The rows that were not taken, as they were, each with why: a file to mend and import again. */
export async function badRowsFile(
  tx: Tx,
  orgId: string,
  record: ImportRecord,
  today: string,
): Promise<{ fileName: string; content: string }> {
  // the byte order mark tells Excel that it is UTF-8
  const lines = stringify({ bom: true });
  const source = Readable.from(linesOf(tx, orgId, record, today)).pipe(lines);
  let content = '';
  for await (const piece of source) content += String(piece);
  return { fileName: `${record.fileName.replace(/\.\w+$/, '')} to mend.csv`, content };
}

async function* linesOf(tx: Tx, orgId: string, record: ImportRecord, today: string): AsyncGenerator<string[]> {
  const kept = record.headers.flatMap((header, index) => (header === problemHeading ? [] : [index]));
  yield [...kept.map((index) => record.headers[index] ?? ''), problemHeading];
  if (record.kind === 'attendance') {
    for await (const { cells, problems } of marksNotTaken(tx, orgId, record, today))
      yield [...kept.map((index) => cells[index] ?? ''), problemLine(problems), ...cells.slice(record.headers.length)];
    return;
  }
  for (let at = 0; ;) {
    const rows = await tx
      .selectFrom('import_rows')
      .where('org_id', '=', orgId)
      .where('import_id', '=', record.id)
      .where('verdict', 'in', ['bad', 'choose'])
      .where('row_number', '>', at)
      .select(['row_number', 'cells', 'problems', 'verdict'])
      .orderBy('row_number')
      .limit(2000)
      .execute();
    for (const row of rows) {
      const problems = row.problems as unknown as ImportProblem[];
      // a row too wide keeps its extra cells in sight, beyond the reason
      const extra = row.cells.slice(record.headers.length);
      yield [
        ...kept.map((index) => row.cells[index] ?? ''),
        problemLine(problems.filter((problem) => problem.stops || row.verdict === 'choose')),
        ...extra,
      ];
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    at = last.row_number;
  }
}
