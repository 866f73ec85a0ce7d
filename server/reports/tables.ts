import type { AnalysisTable } from '@waymark/contract/analysis.ts';
import { type Block, plain, type Run } from '@waymark/contract/documents.ts';
import { hidden, showCell } from './figure-words.ts';

/** Longer tables stand in the appendix: the reader of a section wants its point. */
const mostRows = 12;
/** More columns than this are narrower than their words on a page of A4; the rest follow in a table of their own. */
const mostColumns = 8;

export const isLong = ({ rows }: AnalysisTable): boolean => rows.length > mostRows;

interface Shown {
  header: string;
  at: number;
  low?: number;
  high?: number;
  text: boolean;
}

/**
 * A table of an answer as it is read on paper: an interval under the figure it belongs to, small numbers as "hidden".
 * @param roundedTo what its counts are multiples of, where the preset rounds
 */
export function tableBlocks(table: AnalysisTable, id: string, roundedTo: number | undefined): Block[] {
  const [first, ...others] = shownColumns(table);
  if (first === undefined || table.rows.length === 0) return [];
  const parts = Math.ceil(others.length / (mostColumns - 1)) || 1;
  const each = Math.ceil(others.length / parts);
  const notes = [table.note, table.hidden.length > 0 ? hiddenNote : undefined, roundedNote(table, roundedTo)];
  const note = notes.filter((one) => one !== undefined).join(' ');
  const blocks = Array.from({ length: parts }, (_, part): Block => {
    const columns = [first, ...others.slice(part * each, (part + 1) * each)];
    return {
      type: 'table',
      id: `${id}-${part}`.slice(0, 60),
      caption: parts === 1 ? table.title : `${table.title} (${part + 1} of ${parts})`,
      columns: columns.map(({ header, text }) => ({ header, align: text ? 'start' : 'end' })),
      rows: table.rows.map((_, row) => columns.map((column) => cellOf(table, row, column))),
      rowHeaders: true,
    };
  });
  return note === '' ? blocks : [...blocks, { type: 'paragraph', id: `${id}-note`.slice(0, 60), runs: [{ text: note, italic: true }] }];
}

const hiddenNote = 'Small numbers are hidden, and with them what would give them away.';

/** A reader who adds up rounded rows should not look for a mistake. */
function roundedNote({ columns, rows }: AnalysisTable, roundedTo: number | undefined): string | undefined {
  if (roundedTo === undefined || rows.length < 2 || !columns.some(({ kind }) => kind === 'count')) return undefined;
  return roundedSays(roundedTo);
}

export const roundedSays = (roundedTo: number): string =>
  `Counts are rounded to the nearest ${roundedTo}, each by itself: they may not add up.`;

function cellOf(table: AnalysisTable, row: number, { at, low, high }: Shown): Run[] {
  const shown = (column: number) =>
    table.hidden.some(([r, c]) => r === row && c === column)
      ? hidden
      : showCell(table.rows[row]?.[column] ?? null, table.columns[column]?.kind ?? 'text');
  if (low === undefined || high === undefined || table.rows[row]?.[low] == null) return plain(shown(at));
  // one unit for both ends: "39 to 49%"
  return plain(`${shown(at)}\n${shown(low).replace('%', '')} to ${shown(high)}`);
}

/** Columns called X, X_low and X_high are one. */
function shownColumns({ columns }: AnalysisTable): Shown[] {
  const at = new Map(columns.map(({ id }, index) => [id, index]));
  const ends = new Set(columns.flatMap(({ id }) => [at.get(`${id}_low`), at.get(`${id}_high`)]));
  return columns.flatMap(({ id, label, kind }, index): Shown[] => {
    const [low, high] = [at.get(`${id}_low`), at.get(`${id}_high`)];
    const interval = low === undefined || high === undefined ? {} : { low, high };
    return ends.has(index) ? [] : [{ header: label, at: index, ...interval, text: kind === 'text' }];
  });
}
