import type * as PlotModule from '@observablehq/plot';
import type { AnalysisChart, AnalysisTable } from '@waymark/contract/analysis.ts';
import { coverage, inkOn, levelColours, movement } from '../ui/palette.ts';
import { curveDash, curveColour, type CurvePoint, curves } from './curves.ts';
import { showFigure, type WriteNumber } from './figure.ts';
import { type IntervalRow, intervals } from './intervals.ts';
import { type BarRow, stackedBars } from './stackedBars.ts';

/** What a colour of a drawing means; `dash` where it is a line. */
export interface Key {
  label: string;
  colour: string;
  dash?: string;
}

/** A chart of an answer with the figures read out of its table: what the screen and a report both draw. */
export type ReadChart =
  | { kind: 'bars'; rows: BarRow[]; keys: Key[] }
  | {
      kind: 'intervals';
      rows: IntervalRow[];
      keys: [];
      zero: number | null;
      show: (value: number) => string;
      /** All rows of a chart of which these are a part, so that the parts share a scale. */
      scaledTo?: readonly IntervalRow[];
    }
  | { kind: 'curves'; points: CurvePoint[]; keys: Key[]; steps: boolean; showY: (value: number) => string; labelX: string };

/** @returns null when the table has nothing to draw: every figure is hidden or refused, or a curve has one moment only */
export function readChart(
  chart: AnalysisChart,
  table: AnalysisTable,
  { hidden, write }: { hidden: string; write: WriteNumber },
): ReadChart | null {
  const read = reader(table);
  const show = (id: string) => {
    const kind = table.columns.find((column) => column.id === id)?.kind ?? 'number';
    return (value: number) => showFigure(value, kind, write);
  };
  if (chart.kind === 'shares') return barsOf(chart, read, hidden);
  if (chart.kind === 'intervals') {
    const rows = read.rows.flatMap((row): IntervalRow[] => {
      const [value, low, high] = [read.number(row, chart.value), read.number(row, chart.low), read.number(row, chart.high)];
      return value === null || low === null || high === null
        ? []
        : [{ key: String(row), label: read.name(row, chart.label), value, low, high }];
    });
    return rows.length === 0 ? null : { kind: 'intervals', rows, keys: [], zero: chart.zero, show: show(chart.value) };
  }
  const points = read.rows.flatMap((row): CurvePoint[] => {
    const [x, y] = [read.number(row, chart.x), read.number(row, chart.y)];
    if (x === null || y === null) return [];
    const by = chart.by === null ? '' : read.name(row, chart.by);
    return [{ by, x, y, low: read.number(row, chart.low), high: read.number(row, chart.high) }];
  });
  const names = [...new Set(points.map(({ by }) => by))];
  // one moment is a figure, and its table says it
  if (new Set(points.map(({ x }) => x)).size < 2) return null;
  return {
    kind: 'curves',
    points,
    keys: names.length < 2 ? [] : names.map((label, at) => ({ label, colour: curveColour(at), dash: curveDash(at) })),
    steps: chart.kind === 'steps',
    showY: show(chart.y),
    labelX: read.label(chart.x),
  };
}

/** Draws what was read. `document` is given where there is no page. */
export function drawn(Plot: typeof PlotModule, chart: ReadChart, width: number, document?: Document): SVGSVGElement {
  if (chart.kind === 'bars') return stackedBars(Plot, chart.rows, width, document).svg;
  if (chart.kind === 'intervals') return intervals(Plot, chart.rows, { ...chart, width }, document);
  const { steps, showY, labelX } = chart;
  return curves(Plot, chart.points, { steps, showY, labelX, width }, document);
}

type Reader = ReturnType<typeof reader>;

/** Reads a table by the ids of its columns. */
function reader(table: AnalysisTable) {
  const at = new Map(table.columns.map(({ id }, index) => [id, index]));
  const cell = (row: number, id: string | null) => (id === null ? null : (table.rows[row]?.[at.get(id) ?? -1] ?? null));
  return {
    rows: table.rows.map((_, row) => row),
    label: (id: string) => table.columns.find((column) => column.id === id)?.label ?? id,
    name: (row: number, id: string) => String(cell(row, id) ?? ''),
    number: (row: number, id: string | null) => {
      const value = cell(row, id);
      return typeof value === 'number' ? value : null;
    },
  };
}

function barsOf(chart: Extract<AnalysisChart, { kind: 'shares' }>, read: Reader, hidden: string): ReadChart | null {
  const colours = chart.colours === 'movement' ? [movement.up, movement.same, movement.down] : levelColours(chart.parts.length);
  const parts = chart.parts.map((part, at) => ({ label: read.label(part), colour: colours[at] ?? movement.same }));
  const rest = { label: hidden, colour: coverage.never };
  const rows = read.rows.flatMap((row): BarRow[] => {
    const values = chart.parts.map((part) => read.number(row, part) ?? 0);
    const whole = read.number(row, chart.whole);
    if (whole === null) return [];
    // parts rounded one by one may add up to more than the rounded whole
    const missing = Math.max(0, whole - values.reduce((sum, value) => sum + value, 0));
    const anyHidden = chart.parts.some((part) => read.number(row, part) === null);
    return [
      {
        key: String(row),
        label: read.name(row, chart.label),
        segments: [
          ...parts.map((part, at) => ({ key: String(at), ...part, value: values[at] ?? 0, ink: inkOn(part.colour) })),
          { key: 'hidden', ...rest, value: anyHidden ? missing : 0, ink: inkOn(rest.colour) },
        ],
      },
    ];
  });
  if (rows.every(({ segments }) => segments.every(({ value }) => value === 0))) return null;
  const someHidden = rows.some(({ segments }) => (segments.at(-1)?.value ?? 0) > 0);
  return { kind: 'bars', rows, keys: someHidden ? [...parts, rest] : parts };
}
