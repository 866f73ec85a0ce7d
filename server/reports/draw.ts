import type * as PlotModule from '@observablehq/plot';
import type { AnalysisChart, AnalysisTable } from '@waymark/contract/analysis.ts';
import { drawn, type Key, type ReadChart, readChart } from '@waymark/web/charts/answerChart.ts';
import { hidden, write } from './figure-words.ts';

/** Between the margins of A4, in the pixels of a drawing: a drawing of this width is printed at its own size. */
const width = 620;
/** A drawing of more rows than this is cut into several, so that each fits on a page with its caption. */
const mostRows = 11;

type Pen = { Plot: typeof PlotModule; document: Document; textOf: (svg: SVGSVGElement) => string };
let pen: Promise<Pen> | undefined;

/** Plot and a small DOM to draw in take half a second to load: they are, when the first report is drawn. */
async function take(): Promise<Pen> {
  const [Plot, { Window }] = await Promise.all([import('@observablehq/plot'), import('happy-dom')]);
  const window = new Window();
  const writer = new window.XMLSerializer();
  type Node = Parameters<typeof writer.serializeToString>[0];
  return {
    Plot,
    document: window.document as unknown as Document,
    textOf: (svg) => writer.serializeToString(svg as unknown as Node),
  };
}

/**
 * A chart of an answer as SVG drawings that stand alone, by the same Plot spec as on the screen: the key is inside, nothing
 * is styled from elsewhere, and rows that would not fit on a page go on in a next drawing at the same scale.
 * @returns no drawing when there is nothing to draw
 */
export async function drawInParts(chart: AnalysisChart, table: AnalysisTable): Promise<string[]> {
  const read = readChart(chart, table, { hidden, write });
  if (read === null) return [];
  const ready = await (pen ??= take());
  return inParts(read).map((part) => standaloneOf(part, ready));
}

const standaloneOf = (read: ReadChart, { Plot, document, textOf }: Pen): string =>
  standalone(textOf(drawn(Plot, read, width, document)), read.keys);

function inParts(read: ReadChart): ReadChart[] {
  if (read.kind === 'curves' || read.rows.length <= mostRows) return [read];
  // as even as can be: one row alone on a second page looks lost
  const each = Math.ceil(read.rows.length / Math.ceil(read.rows.length / mostRows));
  const starts = Array.from({ length: Math.ceil(read.rows.length / each) }, (_, part) => part * each);
  if (read.kind === 'bars') return starts.map((from) => ({ ...read, rows: read.rows.slice(from, from + each) }));
  return starts.map((from) => ({ ...read, rows: read.rows.slice(from, from + each), scaledTo: read.rows }));
}

const ink = '#1f2120';
const keySize = { box: 13, line: 26, gap: 18, height: 22, font: 12.5 };
/** About how wide a letter of our typeface is, in parts of its size. */
const letter = 0.54;

/** The drawing with its key above it, as one SVG. */
function standalone(svg: string, keys: readonly Key[]): string {
  const tag = /^<svg\b[^>]*>/.exec(svg)?.[0] ?? '';
  const height = Number(/\sheight="([\d.]+)"/.exec(tag)?.[1]);
  const inside = svg
    .slice(tag.length, svg.lastIndexOf('</svg>'))
    // marks name themselves for programmers ("rect", "rule"); the drawing has one name, its alternative
    .replaceAll(/\saria-[a-z]+="[^"]*"/g, '')
    // of nothing outside: each program takes another colour for it
    .replaceAll('currentColor', ink)
    // the small DOM writes it as HTML does, and no other program knows it by that name
    .replaceAll('&nbsp;', '\u00A0');
  const key = keyOf(keys);
  const whole = Math.ceil(height + key.height);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" font-family="system-ui, sans-serif">` +
    `${key.svg}<g transform="translate(0,${key.height})" fill="${ink}" font-size="12" text-anchor="middle">${inside}</g></svg>`
  );
}

function keyOf(keys: readonly Key[]): { svg: string; height: number } {
  if (keys.length === 0) return { svg: '', height: 0 };
  let [x, line] = [0, 0];
  const parts = keys.map(({ label, colour, dash }) => {
    const mark = dash === undefined ? keySize.box : keySize.line;
    const room = mark + 6 + label.length * keySize.font * letter;
    if (x > 0 && x + room > width) [x, line] = [0, line + 1];
    const [left, middle] = [x, line * keySize.height + keySize.height / 2];
    x += room + keySize.gap;
    const drawing =
      dash === undefined
        ? `<rect x="${left + 0.5}" y="${middle - mark / 2}" width="${mark}" height="${mark}" fill="${colour}" stroke="#6d6a62" stroke-width="0.6"/>`
        : `<path d="M${left},${middle}h${mark}" stroke="${colour}" stroke-width="2.4" fill="none"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}/>`;
    return `${drawing}<text x="${left + mark + 6}" y="${middle + 4.4}">${escaped(label)}</text>`;
  });
  return { svg: `<g font-size="${keySize.font}" fill="${ink}">${parts.join('')}</g>`, height: (line + 1) * keySize.height + 6 };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
