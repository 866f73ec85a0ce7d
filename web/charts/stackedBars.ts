import type * as PlotModule from '@observablehq/plot';
import { brokenLabels, labelSize } from './labels.ts';

/** One bar: its label stands above it, so that long statements have the whole width, on a phone too. */
export interface BarRow {
  key: string;
  label: string;
  segments: readonly BarSegment[];
}

/** A part of a bar. */
export interface BarSegment {
  key: string;
  label: string;
  value: number;
  colour: string;
  ink: string;
}

interface Placed extends BarSegment {
  row: string;
  from: number;
  to: number;
}

const rowHeight = 50;

/** Where each segment of each bar begins and ends, as shares of the bar: every bar is as long as its whole. */
export function placeSegments(rows: readonly BarRow[]): Placed[] {
  return rows.flatMap((row) => {
    const total = row.segments.reduce((sum, segment) => sum + segment.value, 0);
    let from = 0;
    return row.segments.flatMap((segment) => {
      if (segment.value === 0) return [];
      const placed = { ...segment, row: row.key, from: from / total, to: (from + segment.value) / total };
      from += segment.value;
      return [placed];
    });
  });
}

/**
 * Bars of 100%, each cut into its groups with the count written in wherever it fits. The drawing of both screen and
 * print, where `document` is given; whoever shows it puts a table beside. `placed` are the segments in the order of the drawing's rectangles.
 */
export function stackedBars(Plot: typeof PlotModule, rows: readonly BarRow[], width: number, document?: Document) {
  const placed = placeSegments(rows);
  const legible = placed.filter((segment) => (segment.to - segment.from) * width > 9 + 7.5 * String(segment.value).length);
  const { texts, extra } = brokenLabels(
    rows.map(({ label }) => label),
    width,
  );
  const svg = Plot.plot({
    ...(document === undefined ? {} : { document }),
    width,
    height: rows.length * (rowHeight + extra) + 8,
    marginLeft: 0,
    marginRight: 0,
    marginTop: 4,
    marginBottom: 4,
    x: { domain: [0, 1], axis: null },
    y: { domain: rows.map((row) => row.key), axis: null, padding: 0 },
    marks: [
      Plot.text(rows, {
        x: () => 0,
        y: 'key',
        text: texts,
        textAnchor: 'start',
        lineAnchor: 'bottom',
        dy: extra / 2 - 9,
        fontSize: labelSize,
        lineHeight: 1.15,
        fill: 'currentColor',
      }),
      Plot.barX(placed, {
        x1: 'from',
        x2: 'to',
        y: 'row',
        fill: 'colour',
        insetTop: 22 + extra,
        insetBottom: 6,
        insetRight: 1,
        title: (segment: Placed) => `${segment.label}: ${segment.value}`,
      }),
      Plot.text(legible, {
        x: (segment: Placed) => (segment.from + segment.to) / 2,
        y: 'row',
        text: (segment: Placed) => String(segment.value),
        fill: 'ink',
        dy: 8 + extra / 2,
        fontSize: 13,
        fontWeight: 600,
      }),
    ],
  }) as SVGSVGElement;
  // the page's policy allows no style elements but its own; what Plot would set is in the style sheet beside
  svg.querySelector('style')?.remove();
  return { svg, placed };
}
