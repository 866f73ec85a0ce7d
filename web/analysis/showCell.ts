import type { AnalysisColumn } from '@waymark/contract/analysis.ts';
import * as t from '../strings/catalogue.ts';
import { formatNumber } from '../ui/format.ts';

/** A figure as it reads: shares in percent, with a decimal where they are small. */
export function showCell(value: string | number | null, kind: AnalysisColumn['kind']): string {
  if (value === null) return t.analysis.nothing;
  if (typeof value === 'string') return value;
  if (kind === 'share') return formatNumber(value, { style: 'percent', maximumFractionDigits: Math.abs(value) < 0.0995 ? 1 : 0 });
  if (kind === 'count') return formatNumber(value);
  return formatNumber(value, { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 });
}
