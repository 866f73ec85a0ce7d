import type * as PlotModule from '@observablehq/plot';
import { line } from '../ui/palette.ts';
import { brokenLabels, labelSize } from './labels.ts';

export interface IntervalRow {
  key: string;
  label: string;
  value: number;
  low: number;
  high: number;
}

const rowHeight = 46;
const sides = { marginLeft: 12, marginRight: 16 };

/**
 * A dot and its interval a row, against the line where "no difference" is. The label stands above its row, in as many lines as
 * it needs, so that all of it is read on a phone too. For screen and print.
 */
export function intervals(
  Plot: typeof PlotModule,
  rows: readonly IntervalRow[],
  {
    zero,
    show,
    width,
    scaledTo = rows,
  }: { zero: number | null; show: (value: number) => string; width: number; scaledTo?: readonly IntervalRow[] },
  document?: Document,
): SVGSVGElement {
  const ends = [...scaledTo.flatMap(({ low, high }) => [low, high]), ...(zero === null ? [] : [zero])];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const room = (most - least || 1) * 0.06;
  const { texts, extra } = brokenLabels(
    rows.map(({ label }) => label),
    width - sides.marginLeft - sides.marginRight,
  );
  // the dot is as far below the middle of its row as the last line of the label is above it
  const down = 10 + extra / 2;
  const svg = Plot.plot({
    ...(document === undefined ? {} : { document }),
    width,
    height: rows.length * (rowHeight + extra) + 34,
    ...sides,
    marginTop: 4,
    marginBottom: 28,
    x: { domain: [least - room, most + room], label: null, ticks: Math.max(3, Math.floor(width / 90)), tickFormat: show },
    y: { domain: rows.map(({ key }) => key), axis: null, padding: 0.5 },
    marks: [
      // beside each dot, and not through the labels
      zero === null
        ? null
        : Plot.tickX(rows, { x: () => zero, y: 'key', stroke: 'currentColor', insetTop: 14 + 0.75 * extra, insetBottom: -10 - extra / 4 }),
      Plot.text(rows, {
        frameAnchor: 'left',
        y: 'key',
        text: texts,
        textAnchor: 'start',
        lineAnchor: 'bottom',
        dy: down - 14,
        fontSize: labelSize,
        lineHeight: 1.15,
        fill: 'currentColor',
      }),
      Plot.ruleY(rows, { y: 'key', x1: 'low', x2: 'high', stroke: line, strokeWidth: 2.5, insetTop: 12, dy: down } as object),
      Plot.dot(rows, { y: 'key', x: 'value', fill: line, r: 5, dy: down }),
    ],
  }) as SVGSVGElement;
  svg.querySelector('style')?.remove();
  return svg;
}
