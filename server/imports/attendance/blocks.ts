import { sql } from 'kysely';
import type { Tx } from '../../db/actor.ts';
import type { FileRow } from '../file/delimited.ts';

/*
 * A year of marks is hundreds of thousands of rows, each of a few characters. They are kept as they were in blocks, a row of
 * `import_rows` each, numbered below zero by their first row; what is understood of them is kept student by student.
 */

const divider = '\u001F';
const cellsOfBlock = 4000;
const blocksAtOnce = 40;

/** Rows of students have the number of their first row in the file, from here on. */
export const studentsFrom = 10_000_000;

export const rowsOfBlock = (columns: number): number => Math.min(1000, Math.max(10, Math.floor(cellsOfBlock / Math.max(1, columns))));

export async function insertBlocks(tx: Tx, orgId: string, importId: string, rows: readonly FileRow[], size: number): Promise<void> {
  const blocks = [];
  for (let at = 0; at < rows.length; at += size) {
    const lines = rows.slice(at, at + size).map(({ row, cells }) => [row, ...cells.map(plain)].join(divider));
    blocks.push({ row: -(rows[at]?.row ?? 0), cells: lines });
  }
  await sql`
    insert into import_rows (org_id, import_id, row_number, cells)
    select ${orgId}, ${importId}, "row", cells
    from json_to_recordset(${JSON.stringify(blocks)}::json) as given ("row" int, cells text[])`.execute(tx);
}

const plain = (cell: string): string => (cell.includes(divider) ? cell.replaceAll(divider, ' ') : cell);

/** The next rows of the file after one; none when that was the last. */
export async function nextRows(tx: Tx, orgId: string, importId: string, after: number): Promise<FileRow[]> {
  const blocks = await tx
    .selectFrom('import_rows')
    .where('org_id', '=', orgId)
    .where('import_id', '=', importId)
    .where('row_number', '<', -after)
    .select('cells')
    .orderBy('row_number', 'desc')
    .limit(blocksAtOnce)
    .execute();
  return blocks.flatMap((block) =>
    block.cells.map((line) => {
      const [row = '', ...cells] = line.split(divider);
      return { row: Number(row), cells };
    }),
  );
}
