import type { AnalysisAnswer } from '@waymark/contract/analysis.ts';
import writeXlsxFile from 'write-excel-file/node';
import { aboutRows, codebookRows, tableRows } from './file.ts';

type Cell = string | number | null;

/** An answer as an Excel workbook: its words, a sheet for every table, and the codebook. Text stays text: no cell is a formula. */
export async function answerWorkbook(answer: AnalysisAnswer): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = [
    { name: 'Answer', rows: aboutRows(answer), heading: false },
    ...answer.tables.map((table) => ({ name: table.title, rows: tableRows(table), heading: true })),
    { name: 'Codebook', rows: codebookRows(answer), heading: true },
  ];
  const names = new Set<string>();
  const written = writeXlsxFile(
    sheets.map(({ name, rows, heading }) => ({
      sheet: sheetName(name, names),
      data: rows.map((row, at) => row.map((cell) => cellOf(cell, heading && at === 0))),
      columns: rows
        .reduce<Cell[]>((widest, row) => (row.length > widest.length ? row : widest), [])
        .map((_, column) => ({ width: widthOf(rows, column) })),
      ...(heading ? { stickyRowsCount: 1 } : {}),
    })),
  );
  return new Uint8Array(await written.toBuffer());
}

function cellOf(value: Cell, bold: boolean) {
  if (value === null || value === '') return null;
  const style = bold ? { fontWeight: 'bold' as const } : {};
  return typeof value === 'number' ? { type: Number, value, ...style } : { type: String, value, wrap: true, ...style };
}

/** Excel takes 31 letters, none of these, and no name twice. */
function sheetName(title: string, taken: Set<string>): string {
  const allowed = title.replaceAll(/[[\]:*?/\\]/g, ' ').trim();
  // two places are left for a number; no word is cut where one ends earlier
  const short = allowed.slice(0, 29);
  const plain = (allowed.length > 29 ? short.replace(/[\s,;]+\S*$/, '') || short : short).trim();
  let name = plain;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${plain} ${n}`;
  taken.add(name.toLowerCase());
  return name;
}

const widthOf = (rows: readonly Cell[][], column: number): number =>
  Math.min(70, Math.max(10, ...rows.map((row) => String(row[column] ?? '').length + 2)));
