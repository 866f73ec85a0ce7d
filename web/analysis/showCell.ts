import type { AnalysisColumn } from '@waymark/contract/analysis.ts';
import { showFigure } from '../charts/figure.ts';
import * as t from '../strings/catalogue.ts';
import { formatNumber } from '../ui/format.ts';

/** A cell of a table as it reads. */
export function showCell(value: string | number | null, kind: AnalysisColumn['kind']): string {
  if (value === null) return t.analysis.nothing;
  return typeof value === 'string' ? value : showFigure(value, kind, formatNumber);
}
