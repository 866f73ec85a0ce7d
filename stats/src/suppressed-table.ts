import { suppress, type SuppressionOptions } from './suppression.ts';

/** A table of counts as it may leave the house: null is hidden. */
export interface SuppressedTable {
  cells: (number | null)[][];
  rowTotals: (number | null)[];
  columnTotals: (number | null)[];
  total: number | null;
}

const upTo = (length: number): number[] => Array.from({ length }, (_, at) => at);
const sum = (ns: readonly number[]): number => ns.reduce((total, n) => total + n, 0);

/**
 * A two-way table of counts with its totals, small counts and what would give them away hidden (see `suppress`). A one-way
 * table is one row of it.
 *
 * @param counts rows × columns, whole numbers; every row as long as the first
 * @throws RangeError if rows differ in length or a count is no whole number
 */
export function suppressedTable(counts: readonly (readonly number[])[], options: SuppressionOptions): SuppressedTable {
  const width = counts[0]?.length ?? 0;
  if (counts.some((row) => row.length !== width)) throw new RangeError('Every row of a table has as many cells as the first.');
  const [rows, columns] = [upTo(counts.length), upTo(width)];
  // where there is one row or one column, its total is the same count under another heading: one id
  const id = (row: number | null, column: number | null) =>
    `${rows.length > 1 ? (row ?? '') : ''}.${columns.length > 1 ? (column ?? '') : ''}`;
  const rowSums = counts.map(sum);
  const columnSums = columns.map((column) => sum(counts.map((row) => row[column]!)));

  const byId = new Map([[id(null, null), sum(rowSums)]]);
  for (const row of rows) byId.set(id(row, null), rowSums[row]!);
  for (const column of columns) byId.set(id(null, column), columnSums[column]!);
  for (const row of rows) for (const column of columns) byId.set(id(row, column), counts[row]![column]!);

  const across = (row: number | null) => ({ whole: id(row, null), parts: columns.map((column) => id(row, column)) });
  const down = (column: number | null) => ({ whole: id(null, column), parts: rows.map((row) => id(row, column)) });
  const hidden = suppress(
    {
      counts: byId,
      sums: [...(columns.length > 1 ? [...rows, null].map(across) : []), ...(rows.length > 1 ? [...columns, null].map(down) : [])],
    },
    options,
  );
  const shown = (row: number | null, column: number | null) => (hidden.has(id(row, column)) ? null : byId.get(id(row, column))!);
  return {
    cells: rows.map((row) => columns.map((column) => shown(row, column))),
    rowTotals: rows.map((row) => shown(row, null)),
    columnTotals: columns.map((column) => shown(null, column)),
    total: shown(null, null),
  };
}
