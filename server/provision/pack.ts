import { dayInWords } from '@waymark/contract/days.ts';
import { plain, type Block, type Document } from '@waymark/contract/documents.ts';
import type { Narratives, Provision, ProvisionColumn, ProvisionTable } from '@waymark/contract/provision.ts';
import { barsInWords, stackedBars, type Bar } from './chart.ts';
import { hideSmall, type Shown } from './hide.ts';
import { wording } from './wording.ts';

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const share = new Intl.NumberFormat('en-GB', { style: 'percent' });

const paragraph = (id: string, text: string): Block => ({ type: 'paragraph', id, runs: plain(text) });
const heading = (id: string, text: string, level = 1): Block => ({ type: 'heading', id, level, text });

/**
 * The self-evaluation pack as a document: what the page counts, with small numbers hidden over all tables together, what the
 * figures are and are not, and the lead's own words. Pure: the same figures and words give the same document.
 */
export function composePack(
  provision: Provision,
  { organisation, narratives, today }: { organisation: string; narratives: Narratives; today: string },
): Document {
  const shown = hideSmall(provision);
  return {
    title: wording.title,
    subtitle: `${dayInWords(provision.from)} to ${dayInWords(provision.to)}. ${provision.about}.`,
    language: 'en-GB',
    organisation,
    date: today,
    marking: wording.marking,
    blocks: [
      heading('about', wording.about),
      ...wording.method.map((text, at) => paragraph(`method-${at}`, text)),
      { type: 'callout', id: 'small', tone: 'note', title: wording.small.title, runs: plain(wording.small.text) },
      ...provision.sections.flatMap(({ key, heading: title, tables }): Block[] => [
        heading(key, title),
        paragraph(`${key}-lead`, wording.sections[key]),
        ...tables.flatMap((table) => tableBlocks(key, table, shown)),
        ...ownWords(key, narratives[key] ?? ''),
      ]),
    ],
  };
}

function ownWords(section: string, text: string): Block[] {
  const parts = text.split(/\n\s*\n/).filter((part) => part.trim() !== '');
  if (parts.length === 0) return [];
  return [heading(`${section}-own`, wording.own, 2), ...parts.map((part, at) => paragraph(`${section}-own-${at}`, part.trim()))];
}

function tableBlocks(section: string, table: ProvisionTable, shown: Shown): Block[] {
  const id = `${section}-${table.key}`;
  const n = shown.counted(section, table);
  const left = table.left.map(({ why }, at) => {
    const many = shown.left(section, table, at);
    return `${many === null ? 'a number that is hidden' : number.format(many)} ${why}`;
  });
  const counted = [
    wording.counted(n === null ? 'a hidden number of' : number.format(n), table.counted.what),
    ...(left.length === 0 ? [] : [wording.left(left)]),
    ...(table.note === '' ? [] : [table.note]),
  ].join(' ');
  if (table.counted.n === 0 || table.rows.length === 0)
    return [heading(`${id}-title`, table.caption, 2), paragraph(`${id}-none`, `${wording.none} ${counted}`)];
  return [
    {
      type: 'table',
      id,
      caption: table.caption,
      rowHeaders: true,
      columns: [{ header: 'Group', align: 'start' }, ...table.columns.map(({ header }) => ({ header, align: 'end' as const }))],
      rows: table.rows.map((row, at) => [
        [{ text: row.label, bold: row.total }],
        ...table.columns.map((column, index) => [{ text: cellText(column, shown.cell(section, table, at, index)), bold: row.total }]),
      ]),
    },
    paragraph(`${id}-n`, counted),
    ...chartOf(section, table, shown),
  ];
}

function cellText({ kind }: ProvisionColumn, value: number | null | undefined): string {
  if (value === undefined) return wording.nothing;
  if (value === null) return wording.hidden;
  return kind === 'share' ? share.format(value) : number.format(value);
}

/** A drawing of the measures, and of the meetings; none of what is hidden, and none where nothing can be drawn. */
function chartOf(section: string, table: ProvisionTable, shown: Shown): Block[] {
  if (section === 'measures') {
    const rows = table.rows.map((row, at) => ({ label: row.label, parts: partsOf(section, table, at, shown) }));
    const bars = rows.flatMap(({ label, parts }): Bar[] => {
      if (parts === undefined) return [];
      const [better = 0, same = 0, worse = 0, ...cannot] = parts;
      return [{ label, parts: [better, same, worse, cannot.reduce((sum, n) => sum + n, 0)] }];
    });
    const without = rows.flatMap(({ label, parts }) => (parts === undefined ? [label] : []));
    return figure('measures-chart', wording.charts.measures, ['Better', 'Same', 'Worse', wording.charts.cannot], bars, without);
  }
  const total = table.rows.findIndex((row) => row.total);
  if (table.key !== 'dose' || total === -1) return [];
  const parts = partsOf(section, table, total, shown);
  if (parts === undefined) return [];
  const headers = table.columns.flatMap(({ adds, header }) => (adds === 'part' ? [header] : []));
  const bars = headers.map((label, at) => ({ label, parts: [parts[at] ?? 0] }));
  return figure('dose-chart', wording.charts.dose, [wording.charts.enrolments], bars, []);
}

/** The parts of a row; undefined where one of them is hidden, as the length of a bar would tell it. */
function partsOf(section: string, table: ProvisionTable, row: number, shown: Shown): number[] | undefined {
  const cells = table.columns.flatMap(({ adds }, at) => (adds === 'part' ? [shown.cell(section, table, row, at)] : []));
  return cells.every((cell) => typeof cell === 'number') ? cells : undefined;
}

function figure(id: string, caption: string, legend: readonly string[], bars: readonly Bar[], without: readonly string[]): Block[] {
  if (bars.length === 0) return [];
  const words = [barsInWords(legend, bars), ...(without.length === 0 ? [] : [wording.charts.drawnWithout(without)])];
  return [{ type: 'figure', id, svg: stackedBars(legend, bars), caption, alternative: words.join(' ').slice(0, 4_000) }];
}
