import type { AnalysisTable } from '@waymark/contract/analysis.ts';
import { type Block, plain, type Run } from '@waymark/contract/documents.ts';
import type { ReportSection } from '@waymark/contract/reports.ts';
import { drawInParts } from './draw.ts';
import { few, showCell } from './figure-words.ts';
import type { SectionAnswer } from './section-answer.ts';
import { isLong, roundedSays, tableBlocks } from './tables.ts';

interface Place {
  /** Of the headings inside: the section's own heading and a person's words stand above, and are not made here. */
  headingLevel: 1 | 2 | 3;
}

/**
 * An answer as the blocks of a section: what was found in sentences, what to mind, what could not be answered, each figure
 * with its table, what may and may not be claimed, and who is in it. Long tables stand in the appendix (`appendixOf`). What
 * one can do about it is left out: those are pages of Waymark, and the reader of a report has none.
 */
export async function blocksOfAnswer(answer: SectionAnswer, section: ReportSection, { headingLevel }: Place): Promise<Block[]> {
  const id = (part: string) => `${section}-${part}`.slice(0, 60);
  const heading = (part: string, text: string): Block => ({ type: 'heading', id: id(part), level: headingLevel, text });
  const { sentences, warnings, refusals, tables, charts, may, mayNot } = answer;
  const figures = await Promise.all(
    tables.map(async (table) => {
      const drawn = await drawings(answer, table, charts, id);
      const figures = isLong(table) ? [pointer(table, id)] : tableBlocks(table, id(table.id), answer.roundedTo);
      // the caption of a table alone says the same as a heading would
      return drawn.length === 0 && !isLong(table) ? figures : [heading(`${table.id}-title`, table.title), ...drawn, ...figures];
    }),
  );
  return [
    ...listOf(id('found'), sentences),
    ...(warnings.length === 0 ? [] : [callout(id('mind'), 'Keep in mind', warnings.join('\n'), 'warning')]),
    ...refusals.map(({ says, wouldNeed }, at) =>
      callout(id(`refused-${at}`), 'These data cannot answer', `${says}\nIt would need: ${wouldNeed}`, 'note'),
    ),
    ...figures.flat(),
    ...(may.length + mayNot.length === 0 ? [] : [heading('claims', 'What may be said, and what not')]),
    ...(may.length === 0 ? [] : [lead(id('may'), 'May be said:'), ...listOf(id('may-list'), may)]),
    ...(mayNot.length === 0 ? [] : [lead(id('may-not'), 'May not be said:'), ...listOf(id('may-not-list'), mayNot)]),
    heading('who', 'Who is in it, and who not'),
    ...whoIsIn(answer, id),
  ];
}

const callout = (id: string, title: string, text: string, tone: 'note' | 'warning'): Block => ({
  type: 'callout',
  id,
  tone,
  title,
  runs: plain(text),
});

const lead = (id: string, text: string): Block => ({ type: 'paragraph', id, runs: [{ text, bold: true }] });

function listOf(id: string, items: readonly string[]): Block[] {
  return items.length === 0 ? [] : [{ type: 'list', id, ordered: false, items: items.map((item): Run[] => plain(item)) }];
}

async function drawings(
  answer: SectionAnswer,
  table: AnalysisTable,
  charts: SectionAnswer['charts'],
  id: (part: string) => string,
): Promise<Block[]> {
  const chart = charts.find(({ tableId }) => tableId === table.id);
  if (chart === undefined) return [];
  const parts = await drawInParts(chart, table);
  return parts.map((svg, at) => ({
    type: 'figure',
    id: id(`${table.id}-chart-${at}`),
    svg,
    caption: parts.length === 1 ? chart.alt : `${chart.alt} (${at + 1} of ${parts.length})`,
    alternative: alternativeOf(chart.alt, answer, table),
  }));
}

/** The drawing in words: what is to be seen in it, then where the same figures are read as text. */
function alternativeOf(alt: string, { sentences }: SectionAnswer, table: AnalysisTable): string {
  const where = isLong(table) ? 'The figures are in a table of the appendix' : 'The figures are in the table below';
  return `${alt} ${where}, “${table.title}”. ${sentences[0] ?? ''}`.trim().slice(0, 4_000);
}

const pointer = (table: AnalysisTable, id: (part: string) => string): Block => ({
  type: 'paragraph',
  id: id(`${table.id}-where`),
  runs: [{ text: `The figures are in the appendix: “${table.title}”.`, italic: true }],
});

function whoIsIn({ included, excluded, roundedTo }: SectionAnswer, id: (part: string) => string): Block[] {
  const n = (value: number | null) => (value === null ? few : showCell(value, 'count'));
  const people: Block = {
    type: 'paragraph',
    id: id('in'),
    runs: plain(`In it: ${n(included.students)} students, ${n(included.scores)} scores.`),
  };
  if (excluded.length === 0) return [people, { type: 'paragraph', id: id('all'), runs: plain('Nobody is left out.') }];
  return [
    people,
    {
      type: 'table',
      id: id('out'),
      caption: 'Students who are not in it, and why',
      columns: [
        { header: 'Not in it, because', align: 'start' },
        { header: 'Students', align: 'end' },
      ],
      rows: excluded.map(({ reason, students }) => [plain(reason), plain(n(students))]),
      rowHeaders: true,
    },
    ...(roundedTo === undefined
      ? []
      : [{ type: 'paragraph' as const, id: id('out-note'), runs: [{ text: roundedSays(roundedTo), italic: true }] }]),
  ];
}
