import type { AnalysisAnswer, AnalysisColumn } from '@waymark/contract/analysis.ts';
import writeXlsxFile from 'write-excel-file/node';
import { aboutRows, codebookRows, tableRows } from './file.ts';

type Cell = string | number | null;

/** An answer as an Excel workbook: its words, a sheet for every table, and the codebook. Text stays text: no cell is a formula. */
export async function answerWorkbook(answer: AnalysisAnswer): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = [
    { name: 'Answer', rows: aboutRows(answer), heading: false, kinds: [] },
    ...answer.tables.map((table) => ({
      name: table.title,
      rows: tableRows(table),
      heading: true,
      kinds: table.columns.map(({ kind }) => kind),
    })),
    { name: 'Codebook', rows: codebookRows(answer), heading: true, kinds: [] },
  ];
  const names = new Set<string>();
  const written = writeXlsxFile(
    sheets.map(({ name, rows, heading, kinds }) => {
      const widths = Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, column) =>
        widthOf(rows, column, kinds[column]),
      );
      return {
        sheet: sheetName(name, names),
        data: rows.map((row, at) => {
          const height = heightOf(row, widths);
          return row.map((cell, column) => cellOf(cell, { bold: heading && at === 0, height, kind: kinds[column] }));
        }),
        columns: widths.map((width) => ({ width })),
        ...(heading ? { stickyRowsCount: 1 } : {}),
      };
    }),
  );
  return new Uint8Array(await written.toBuffer());
}

type Kind = AnalysisColumn['kind'];

/** As a reader takes them in; the figure in the cell stays as exact as it is. */
const shownAs: Partial<Record<Kind, string>> = { share: '0.0%', number: '0.00' };

function cellOf(value: Cell, { bold, height, kind }: { bold: boolean; height: number; kind: Kind | undefined }) {
  if (value === null || value === '') return null;
  const style = { height, alignVertical: 'top' as const, ...(bold ? { fontWeight: 'bold' as const } : {}) };
  if (typeof value === 'string') {
    // "hidden" stands where the figure would
    const align = kind === undefined || kind === 'text' ? {} : { align: 'right' as const };
    return { type: String, value, wrap: true, ...style, ...align };
  }
  // months and other whole figures stay whole
  const format = kind === undefined || (kind === 'number' && Number.isInteger(value)) ? undefined : shownAs[kind];
  return { type: Number, value, ...style, ...(format === undefined ? {} : { format }) };
}

/** As many lines as its longest text needs, in points: LibreOffice gives a row of wrapped text one line unless told. */
function heightOf(row: readonly Cell[], widths: readonly number[]): number {
  const lines = row.map((cell, column) => {
    const [letters, width] = [typeof cell === 'string' ? cell.length : 0, widths[column] ?? 10];
    return letters + 2 <= width ? 1 : Math.ceil(letters / (width * 0.95));
  });
  return Math.min(400, 15 * Math.max(1, ...lines));
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

const widthOf = (rows: readonly Cell[][], column: number, kind: Kind | undefined): number => {
  const said = (cell: Cell) => (typeof cell === 'number' && kind !== undefined ? 8 : String(cell ?? '').length + 2);
  return Math.min(70, Math.max(10, ...rows.map((row) => said(row[column] ?? null))));
};
