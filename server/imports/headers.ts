import type { ImportKind } from '@waymark/contract/imports.ts';
import type { FileRow } from './file/delimited.ts';
import { knownFields } from './knownFields.ts';
import { fold, tidy } from './text.ts';

/** The heading of the column that returned rows carry; it is never read back. */
export const problemHeading = 'Problem';

/**
 * Where the headings are among the first rows: exports often carry a title or two above them. The row with the most
 * headings anybody would know; failing two of those, the first row that has anything in it.
 */
export function headingRow(rows: readonly FileRow[], kind: ImportKind): FileRow | undefined {
  const known = new Set(knownFields.filter((field) => field.kinds.includes(kind)).flatMap((field) => field.headings));
  let best: FileRow | undefined;
  let most = 1;
  for (const row of rows) {
    const count = row.cells.filter((cell) => known.has(fold(cell))).length;
    if (count > most) [best, most] = [row, count];
  }
  return best ?? rows.find((row) => row.cells.some((cell) => cell.trim() !== ''));
}

/** Headings by which each column can be named: unnamed ones by their letter, repeated ones numbered. */
export function headingsOf(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  const seen = new Map<string, number>();
  return cells.slice(0, last + 1).map((cell, index) => {
    const name = tidy(cell).slice(0, 200) || `Column ${columnLetter(index)}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** A, B … Z, AA: as a spreadsheet names its columns. */
export function columnLetter(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnLetter(Math.floor(index / 26) - 1) + columnLetter(index % 26);
}
