import type { AnalysisChart, AnalysisTable } from '@waymark/contract/analysis.ts';
import { useMemo } from 'react';
import { drawn, readChart } from '../charts/answerChart.ts';
import { ChartWithTable } from '../charts/ChartWithTable.tsx';
import { PlotFigure } from '../charts/PlotFigure.tsx';
import { StackedBars } from '../charts/StackedBars.tsx';
import * as t from '../strings/catalogue.ts';
import { formatNumber } from '../ui/format.ts';
import { AnswerTable } from './AnswerTable.tsx';

interface AnswerChartProps {
  table: AnalysisTable;
  chart: AnalysisChart;
}

/** What a table shows, drawn, with the table beside it or below. */
export function AnswerChart({ table, chart }: AnswerChartProps) {
  const figures = <AnswerTable table={table} charted />;
  const read = useMemo(() => readChart(chart, table, { hidden: t.analysis.hidden, write: formatNumber }), [chart, table]);
  if (read === null) return figures;
  return (
    <ChartWithTable
      stacked
      legend={read.keys}
      chart={
        read.kind === 'bars' ? (
          <StackedBars rows={read.rows} label={chart.alt} />
        ) : (
          <PlotFigure
            of={JSON.stringify(read)}
            label={chart.alt}
            minHeight={read.kind === 'intervals' ? read.rows.length * 46 : 220}
            draw={(Plot, width) => drawn(Plot, read, width)}
          />
        )
      }
      table={figures}
    />
  );
}
