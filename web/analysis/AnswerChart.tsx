import type { AnalysisChart, AnalysisTable } from '@waymark/contract/analysis.ts';
import { useMemo } from 'react';
import { ChartWithTable } from '../charts/ChartWithTable.tsx';
import { curveColour, curves, type CurvePoint } from '../charts/curves.ts';
import { intervals, type IntervalRow } from '../charts/intervals.ts';
import { PlotFigure } from '../charts/PlotFigure.tsx';
import { StackedBars } from '../charts/StackedBars.tsx';
import type { BarRow } from '../charts/stackedBars.ts';
import * as t from '../strings/catalogue.ts';
import { coverage, inkOn, levelColours, movement } from '../ui/palette.ts';
import { AnswerTable } from './AnswerTable.tsx';
import { showCell } from './showCell.ts';

/** Beside a chart a table longer than this opens when asked for: on a phone it is many screens. */
const mostOpen = 12;

interface AnswerChartProps {
  table: AnalysisTable;
  chart: AnalysisChart;
}

/** What a table shows, drawn, with the table beside it or below. */
export function AnswerChart({ table, chart }: AnswerChartProps) {
  const figures = <AnswerTable table={table} folded={table.rows.length > mostOpen} />;
  const read = useMemo(() => reader(table), [table]);
  if (chart.kind === 'shares') {
    const colours = chart.colours === 'movement' ? [movement.up, movement.same, movement.down] : levelColours(chart.parts.length);
    const parts = chart.parts.map((part, at) => ({ label: read.label(part), colour: colours[at] ?? movement.same }));
    const legend = table.hidden.length === 0 ? parts : [...parts, { label: t.analysis.hidden, colour: coverage.never }];
    return <ChartWithTable stacked legend={legend} chart={<Shares read={read} chart={chart} legend={legend} />} table={figures} />;
  }
  if (chart.kind === 'intervals') {
    const rows = read.rows.flatMap((row): IntervalRow[] => {
      const [value, low, high] = [read.number(row, chart.value), read.number(row, chart.low), read.number(row, chart.high)];
      return value === null || low === null || high === null
        ? []
        : [{ key: String(row), label: read.name(row, chart.label), value, low, high }];
    });
    const kind = table.columns.find(({ id }) => id === chart.value)?.kind ?? 'number';
    if (rows.length === 0) return figures;
    return (
      <ChartWithTable
        stacked
        legend={[]}
        chart={
          <PlotFigure
            of={JSON.stringify(rows)}
            label={chart.alt}
            minHeight={rows.length * 46}
            draw={(Plot, width) => intervals(Plot, rows, { zero: chart.zero, show: (value) => showCell(value, kind), width })}
          />
        }
        table={figures}
      />
    );
  }
  const points = read.rows.flatMap((row): CurvePoint[] => {
    const [x, y] = [read.number(row, chart.x), read.number(row, chart.y)];
    if (x === null || y === null) return [];
    return [
      { by: chart.by === null ? '' : read.name(row, chart.by), x, y, low: read.number(row, chart.low), high: read.number(row, chart.high) },
    ];
  });
  const names = [...new Set(points.map(({ by }) => by))];
  const kind = table.columns.find(({ id }) => id === chart.y)?.kind ?? 'number';
  return (
    <ChartWithTable
      stacked
      legend={names.length < 2 ? [] : names.map((label, at) => ({ label, colour: curveColour(at) }))}
      chart={
        <PlotFigure
          of={JSON.stringify(points)}
          label={chart.alt}
          minHeight={220}
          draw={(Plot, width) =>
            curves(Plot, points, {
              steps: chart.kind === 'steps',
              showY: (value) => showCell(value, kind),
              labelX: read.label(chart.x),
              width,
            })
          }
        />
      }
      table={figures}
    />
  );
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

function Shares({
  read,
  chart,
  legend,
}: {
  read: Reader;
  chart: Extract<AnalysisChart, { kind: 'shares' }>;
  legend: readonly { label: string; colour: string }[];
}) {
  const rows = useMemo(
    () =>
      read.rows.flatMap((row): BarRow[] => {
        const values = chart.parts.map((part) => read.number(row, part));
        const whole = read.number(row, chart.whole);
        if (whole === null) return [];
        const hidden = whole - values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
        return [
          {
            key: String(row),
            label: read.name(row, chart.label),
            segments: [
              ...values.map((value, at) => {
                const { label = '', colour = movement.same } = legend[at] ?? {};
                return { key: String(at), label, value: value ?? 0, colour, ink: inkOn(colour) };
              }),
              { key: 'hidden', label: t.analysis.hidden, value: hidden, colour: coverage.never, ink: inkOn(coverage.never) },
            ],
          },
        ];
      }),
    [read, chart, legend],
  );
  return <StackedBars rows={rows} label={chart.alt} />;
}
