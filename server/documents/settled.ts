import type { Block, Document, Run } from '@waymark/contract/documents.ts';

/** A block with what both renderers need to know of it beside its content. */
export type SettledBlock = Block & { rtl: boolean };

/** A document ready to be set: what the reader meets, worked out once for PDF and Word. */
export interface SettledDocument {
  title: string;
  subtitle: string;
  lang: string;
  region: string | undefined;
  organisation: string;
  /** Under the title: organisation, date, marking. A page's footer is not read aloud, so it stands here too. */
  imprint: string;
  footer: string;
  pageNumbers: boolean;
  blocks: SettledBlock[];
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes as long as all else that is settled of a page. */
function dayFormat(language: string): Intl.DateTimeFormat {
  const known = dayFormats.get(language) ?? new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  dayFormats.set(language, known);
  return known;
}

/** @throws RangeError when the language is not one `Intl` knows the form of */
export function settle(document: Document): SettledDocument {
  const [lang = 'en', region] = document.language.split('-');
  const day = dayFormat(document.language).format(new Date(`${document.date}T00:00:00Z`));
  const parts = [document.organisation, day, document.marking].filter((part) => part !== '');
  return {
    title: document.title,
    subtitle: document.subtitle,
    lang,
    region,
    organisation: document.organisation,
    imprint: parts.join(' · '),
    pageNumbers: document.pageNumbers ?? true,
    footer: [document.marking, document.organisation, day].filter((part) => part !== '').join(' · '),
    blocks: withoutSkippedLevels(document.blocks).map((block) => ({ ...block, rtl: isRightToLeft(firstText(block)) })),
  };
}

/**
 * Headings never skip a level on the way down, and start at the first: somebody who took a heading out must not leave a
 * reader of headings before a gap (PDF/UA-1, 7.4.2).
 */
export function withoutSkippedLevels(blocks: readonly Block[]): Block[] {
  let above = 0;
  return blocks.map((block) => {
    if (block.type !== 'heading') return block;
    above = Math.min(block.level, above + 1);
    return { ...block, level: above };
  });
}

const strong = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}|(\p{L})/u;

/** Whether a text is written from right to left: its first letter says so (Unicode's rule P2). */
export function isRightToLeft(text: string): boolean {
  const first = strong.exec(text);
  return first !== null && first[1] === undefined;
}

function firstText(block: Block): string {
  switch (block.type) {
    case 'heading':
      return block.text;
    case 'paragraph':
      return textOf(block.runs);
    case 'list':
      return block.items.map(textOf).join('');
    case 'definitions':
      return block.items.map(({ term }) => term).join('');
    case 'callout':
      return block.title + textOf(block.runs);
    // a table or a figure keeps the direction of the document: its columns are in the order they were given
    default:
      return '';
  }
}

export const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');

/** Letters that stand side by side in a table across a page, and what the edges of a cell take, in letters. */
const LETTERS_ACROSS = 100;
const CELL_EDGES = 2.5;
/** Figures, and an interval below one: kept on their line where there is room. */
const FIGURE = 16;
/** A sentence in a narrower column would be a tower of words. */
const SENTENCE = 24;

/**
 * How wide each column of a table is, as parts of the whole: figures have the room they need and no more, texts share the rest
 * by how long they are, and no header is broken within a word. Where that is more than a page has, texts give way before a
 * figure, or a short word, is broken.
 */
export function columnWidths(table: Extract<Block, { type: 'table' }>): number[] {
  const columns = table.columns.map(({ header }, at) => {
    const lines = table.rows.flatMap((row) => textOf(row[at] ?? []).split('\n'));
    const longest = Math.max(0, ...lines.map(lettersOf));
    const words = lines.flatMap((line) => line.split(' ')).map((word) => Math.min(lettersOf(word), 18));
    // headers are bold, and bold letters wider
    const word = Math.max(...words, ...header.split(' ').map((one) => one.length * 1.1)) + CELL_EDGES;
    const least = Math.max(Math.min(longest, SENTENCE) + CELL_EDGES, word);
    return { text: longest > FIGURE, word, least, wants: Math.max(Math.min(longest, 60) + CELL_EDGES, least) };
  });
  const left = LETTERS_ACROSS - columns.reduce((sum, { text, wants }) => sum + (text ? 0 : wants), 0);
  const wanted = columns.reduce((sum, { text, wants }) => sum + (text ? wants : 0), 0);
  const widths = columns.map(({ text, least, wants }) => (text ? Math.max(least, Math.min(wants, (wants / wanted) * left)) : wants));
  const over = widths.reduce((sum, width) => sum + width, 0) - LETTERS_ACROSS;
  const room = widths.map((width, at) => (columns[at]?.text ? width - columns[at].word : 0));
  const spare = room.reduce((sum, letters) => sum + letters, 0);
  const given = over > 0 && spare > 0 ? Math.min(1, over / spare) : 0;
  return widths.map((width, at) => width - given * (room[at] ?? 0));
}

/** A percent sign takes the room of two. */
const lettersOf = (line: string): number => line.length + (line.endsWith('%') ? 1 : 0);

/** The size a drawing says it has, in pixels; where it says none, a broad chart. */
export function sizeOf(svg: string): { width: number; height: number } {
  const tag = /<svg[^>]*>/.exec(svg)?.[0] ?? '';
  const length = (name: string) => Number(new RegExp(`\\s${name}="([\\d.]+)(?:px)?"`).exec(tag)?.[1]);
  const box = /viewBox="[\d.-]+[ ,]+[\d.-]+[ ,]+([\d.]+)[ ,]+([\d.]+)"/.exec(tag);
  const width = length('width') || Number(box?.[1]) || 640;
  const height = length('height') || Number(box?.[2]) || 320;
  return { width, height };
}

/** Named first in every drawing; "system-ui" is another typeface on every machine, and none on a bare server. */
const typeface = 'Atkinson Hyperlegible Next, sans-serif';

/** A drawing in the typeface of the document. */
export function inOurTypeface(svg: string): string {
  const renamed = svg
    .replaceAll(/<style[\s\S]*?<\/style>/g, (style) => style.replaceAll(/font-family\s*:[^;}<]*/g, `font-family:${typeface}`))
    // in a style attribute a double quote ends it
    .replaceAll(/(style="[^"]*?)font-family\s*:[^;"]*/g, `$1font-family:${typeface}`)
    .replaceAll(/font-family="[^"]*"|font-family='[^']*'/g, `font-family="${typeface}"`);
  return renamed.replace(/<svg(?![^>]*font-family)/, `<svg font-family="${typeface}"`);
}
