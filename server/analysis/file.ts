import type { AnalysisAnswer, AnalysisTable } from '@waymark/contract/analysis.ts';
import { csvOf } from '../csv.ts';
import { notFound } from '../http/refusal.ts';

type Cell = string | number | null;

const unitOf = (kind: string, unit: string | undefined): string =>
  unit ?? { text: '', count: 'number', share: 'share, 0 to 1', number: '' }[kind] ?? '';

/** A table as rows, its heading first. Hidden cells say so: an empty one has nothing to say. */
export function tableRows(table: AnalysisTable): Cell[][] {
  const hidden = new Set(table.hidden.map(([row, column]) => `${row}.${column}`));
  return [
    table.columns.map(({ label }) => label),
    ...table.rows.map((cells, row) => cells.map((cell, column) => (hidden.has(`${row}.${column}`) ? 'hidden' : cell))),
  ];
}

/** What every column of every table means, a column a row. */
export function codebookRows(answer: AnalysisAnswer): Cell[][] {
  return [
    ['Table', 'Column', 'Kind', 'Unit', 'Meaning'],
    ...answer.tables.flatMap((table) =>
      table.columns.map(({ label, kind, unit, means }) => [table.title, label, kind, unitOf(kind, unit), means]),
    ),
    ['', 'hidden', 'text', '', 'A small number, or one that would give a small one away'],
    ['', '(empty)', 'text', '', 'There is nothing to say it of, or the question was refused for this row'],
  ];
}

/** What a file says of itself, so that it can be read without the page, and the same be produced again. */
export function aboutRows(answer: AnalysisAnswer): Cell[][] {
  const { filters, about, asOf, codeVersion, seed, fingerprint, included, excluded, warnings, refusals, method } = answer;
  return [
    ['About', about],
    ['Data as of', asOf],
    ['Code version', codeVersion],
    ['Seed', seed ?? 'none'],
    ['Fingerprint of the figures', fingerprint],
    ['Filters', JSON.stringify(filters)],
    ['Students included', included.students ?? 'hidden'],
    ['Scores included', included.scores ?? 'hidden'],
    ...excluded.map(({ reason, students }): Cell[] => ['Students not included', students ?? 'hidden', reason]),
    ...answer.sentences.map((says): Cell[] => ['Answer', says]),
    ...answer.may.map((says): Cell[] => ['May be said', says]),
    ...answer.mayNot.map((says): Cell[] => ['May not be said', says]),
    ...warnings.map((says): Cell[] => ['Warning', says]),
    ...refusals.map(({ says, wouldNeed }): Cell[] => ['Not answered', says, `It would need: ${wouldNeed}`]),
    ['Method', method.paragraph],
    ...method.figures.map((says): Cell[] => ['Figures of the method', says]),
  ];
}

/**
 * One table of an answer as a CSV file, or the codebook with what the answer says of itself.
 * @throws Refusal 404 when the answer has no such table
 */
export function answerFile(answer: AnalysisAnswer, tableId: string): string {
  if (tableId === 'codebook') return csvOf([...aboutRows(answer), [], ...codebookRows(answer)].map((row) => padded(row)));
  const table = answer.tables.find(({ id }) => id === tableId);
  if (table === undefined) throw notFound('table');
  const [heading = [], ...rows] = tableRows(table);
  return csvOf([
    [...heading, 'Filters', 'Data as of', 'Fingerprint'],
    ...rows.map((row) => [...row, answer.about, answer.asOf, answer.fingerprint]),
  ]);
}

/** Spreadsheets and readers of CSV expect every row as wide as the widest. */
const padded = (row: Cell[]): Cell[] => [...row, ...Array.from({ length: Math.max(0, 5 - row.length) }, () => '')];
