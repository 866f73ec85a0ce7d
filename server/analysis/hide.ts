import type { AnalysisTable } from '@waymark/contract/analysis.ts';
import { suppress } from '@waymark/stats/suppression.ts';
import { coarseInterval, coarseNet } from './coarse-net.ts';
import type { AnswerDraft, TableDraft } from './question.ts';

type Sum = { whole: string; parts: readonly string[] };

/**
 * The tables of an answer as they may be shown: small counts are hidden, with them what would give them away by subtraction, within a table
 * and from one table to another (`names`, `sums`). A row about too few is hidden whole. Where a net change was worked out
 * from counts that are hidden, it is told to the nearest five people and its interval is as wide as that base can make it:
 * exact, the two could be solved for them. Everything else that is worked out from a hidden count goes with it.
 * @returns the tables, and the names of the counts that are hidden in them
 */
export function hideTables(
  { tables, sums = [], counts: unseen = {} }: Pick<AnswerDraft, 'tables' | 'sums' | 'counts'>,
  threshold: number,
): { tables: AnalysisTable[]; hidden: ReadonlySet<string> } {
  const counts = new Map(Object.entries(unseen));
  for (const draft of tables)
    draft.rows.forEach((cells, row) =>
      draft.columns.forEach(({ id, kind }, column) => {
        if (kind === 'count') counts.set(nameOf(draft, row, id), Number(cells[column] ?? 0));
      }),
    );
  const out = suppress({ counts, sums: [...tables.flatMap(sumsWithin), ...sums] }, { threshold });
  return { tables: tables.map((draft) => hideIn(draft, out, threshold)), hidden: out };
}

/** One table that has nothing to do with another. */
export const hideSmall = (draft: TableDraft, threshold: number): AnalysisTable => hideTables({ tables: [draft] }, threshold).tables[0]!;

const nameOf = ({ id, names }: TableDraft, row: number, column: string): string => names?.[row]?.[column] ?? `${id} ${row} ${column}`;

function sumsWithin(draft: TableDraft): Sum[] {
  const { base, whole = base, parts = [], total = false, rows, columns } = draft;
  const at = (id: string) => columns.findIndex((column) => column.id === id);
  const last = rows.length - 1;
  const across =
    whole === undefined || parts.length === 0
      ? []
      : rows.flatMap((cells, row) =>
          [whole, ...parts].some((id) => cells[at(id)] === null)
            ? []
            : [{ whole: nameOf(draft, row, whole), parts: parts.map((part) => nameOf(draft, row, part)) }],
        );
  if (!total || last < 1) return across;
  const down = [...(whole === undefined ? [] : [whole]), ...parts].map((id) => ({
    whole: nameOf(draft, last, id),
    parts: rows.slice(0, -1).map((_, row) => nameOf(draft, row, id)),
  }));
  return [...across, ...down];
}

function hideIn(draft: TableDraft, out: ReadonlySet<string>, threshold: number): AnalysisTable {
  const { parts = [], total: _total, whole: _whole, sharesOf = {}, names: _names, madeOf, ...table } = draft;
  const { base, columns } = table;
  const at = (id: string) => columns.findIndex((column) => column.id === id);
  const value = (row: number, id: string) => Number(table.rows[row]?.[at(id)] ?? 0);
  const isOut = (row: number, id: string) => out.has(nameOf(draft, row, id));
  // a share of a part, called after it, goes with it; another figure beside the parts was worked out from all of them
  const derived = columns.filter(
    ({ id, kind }) => kind === 'number' || (kind === 'share' && !parts.some((part) => id === `${part}_share`)),
  );
  const few = (n: number) => n > 0 && n < threshold;
  /** A share of few, or of all but few, says how few; one whose base is hidden says what its base can be. */
  const tells = (row: number, id: string): boolean => {
    const share = id.replace(/_(low|high)$/, '');
    const of = sharesOf[share];
    if (of === undefined || table.rows[row]?.[at(share)] === null) return false;
    const n = Math.round(value(row, share) * value(row, of));
    return few(n) || few(value(row, of) - n) || isOut(row, of);
  };
  const goes = (row: number, id: string): boolean => {
    if (base !== undefined && isOut(row, base)) return true;
    if (tells(row, id) || (madeOf?.[row]?.[id] ?? []).some((name) => out.has(name))) return true;
    const part = parts.find((one) => id === one || id === `${one}_share`);
    if (part === undefined) return columns[at(id)]?.kind === 'count' && isOut(row, id);
    return derived.length > 0 ? parts.some((one) => isOut(row, one)) : isOut(row, part);
  };
  const hidden: [number, number][] = [];
  const rows = table.rows.map((cells, row) => {
    const partly = parts.some((part) => isOut(row, part));
    return cells.map((content, column) => {
      const { id, kind } = columns[column]!;
      if (content === null || (kind === 'text' && madeOf?.[row]?.[id] === undefined)) return content;
      const shown = goes(row, id) ? null : partly && derived.includes(columns[column]!) ? coarse(draft, row, id, threshold) : content;
      if (shown === null) hidden.push([row, column]);
      return shown;
    });
  });
  return { ...table, rows, hidden };
}

/** A figure beside parts that are hidden. */
function coarse({ columns, rows }: TableDraft, row: number, id: string, threshold: number): number | null {
  const value = (column: string) => Number(rows[row]?.[columns.findIndex((one) => one.id === column)] ?? 0);
  const [, of = id, end] = /^(.+)_(low|high)$/.exec(id) ?? [];
  const counted = columns.find((column) => column.id === of)?.shareOf;
  if (counted?.more === undefined) return Math.round(value(id) * 10) / 10;
  const sum = (ids: readonly string[]) => ids.reduce((all, one) => all + value(one), 0);
  const whole = value(counted.of);
  const net = coarseNet({ more: sum(counted.more), less: sum(counted.less ?? []), of: whole }, threshold);
  if (net === null || end === undefined) return net === null ? null : Math.round(net * 100) / 100;
  return coarseInterval(net, whole, [value(`${of}_low`), value(`${of}_high`)], threshold)[end === 'low' ? 0 : 1];
}

/** A count said in a sentence or a list: null below the threshold. */
export function shownCount(n: number | null, threshold: number): number | null {
  return n === null || (n > 0 && n < threshold) ? null : n;
}
