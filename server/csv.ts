import { stringify } from 'csv-stringify/sync';

/**
 * Rows, the heading first, as a CSV file that Excel opens as UTF-8. A cell that a spreadsheet would take for a formula is
 * escaped.
 */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return stringify([...rows] as unknown[], { bom: true, record_delimiter: 'windows', escape_formulas: true });
}
