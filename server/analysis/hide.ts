import type { AnalysisTable } from '@waymark/contract/analysis.ts';
import { suppress } from '@waymark/stats/suppression.ts';
import type { TableDraft } from './question.ts';

type Sum = { whole: string; parts: string[] };

/**
 * A table as it may be shown: small counts are hidden, with them what would give them away by subtraction. A row about too
 * few is hidden whole. Where a figure beside the counts was worked out from them (a net change, its interval), all the
 * parts go and the figure is rounded to whole points: exact, it could be solved for the count that was hidden.
 */
export function hideSmall(draft: TableDraft, threshold: number): AnalysisTable {
  const { parts = [], total = false, sharesOf = {}, ...table } = draft;
  const { base } = table;
  const at = (id: string) => table.columns.findIndex((column) => column.id === id);
  const counted = table.columns.flatMap(({ kind }, column) => (kind === 'count' ? [column] : []));
  const baseAt = base === undefined ? -1 : at(base);
  const partsAt = parts.map(at);
  const cell = (row: number, column: number) => `${row}.${column}`;
  const value = (row: number, column: number) => Number(table.rows[row]?.[column] ?? 0);

  const counts = new Map<string, number>();
  table.rows.forEach((_, row) => counted.forEach((column) => counts.set(cell(row, column), value(row, column))));
  const sums: Sum[] = [];
  if (baseAt !== -1 && partsAt.length > 0)
    table.rows.forEach((cells, row) => {
      if (cells[baseAt] !== null && partsAt.every((part) => cells[part] !== null))
        sums.push({ whole: cell(row, baseAt), parts: partsAt.map((part) => cell(row, part)) });
    });
  const last = table.rows.length - 1;
  if (total && last > 0)
    for (const column of [baseAt, ...partsAt].filter((one) => one !== -1))
      sums.push({ whole: cell(last, column), parts: table.rows.slice(0, -1).map((_, row) => cell(row, column)) });

  const out = suppress({ counts, sums }, { threshold });
  const derived = table.columns.flatMap(({ id, kind }, column) =>
    kind === 'number' || (kind === 'share' && !parts.some((part) => id === `${part}_share`)) ? [column] : [],
  );
  /** A share of few, or of all but few, says how few. */
  const tells = (row: number, id: string): boolean => {
    const share = id.replace(/_(low|high)$/, '');
    const whole = sharesOf[share];
    if (whole === undefined || table.rows[row]?.[at(share)] === null) return false;
    const n = Math.round(value(row, at(share)) * value(row, at(whole)));
    return [n, value(row, at(whole)) - n].some((few) => few > 0 && few < threshold);
  };
  const hidden: [number, number][] = [];
  const rows = table.rows.map((cells, row) => {
    const few = baseAt !== -1 && out.has(cell(row, baseAt));
    const partly = partsAt.some((part) => out.has(cell(row, part)));
    return cells.map((content, column) => {
      const { id, kind } = table.columns[column] ?? { id: '', kind: 'text' };
      if (kind === 'text' || content === null) return content;
      const part = parts.findIndex((one) => id === one || id === `${one}_share`);
      const partGone = part !== -1 && (derived.length > 0 ? partly : out.has(cell(row, partsAt[part] ?? -1)));
      if (few || partGone || tells(row, id) || (kind === 'count' && out.has(cell(row, column)))) {
        hidden.push([row, column]);
        return null;
      }
      return partly && derived.includes(column) && typeof content === 'number' ? Math.round(content * 100) / 100 : content;
    });
  });
  return { ...table, rows, hidden };
}

/** A count said in a sentence or a list: null below the threshold. */
export function shownCount(n: number | null, threshold: number): number | null {
  return n === null || (n > 0 && n < threshold) ? null : n;
}
