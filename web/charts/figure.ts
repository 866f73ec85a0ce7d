import type { AnalysisColumn } from '@waymark/contract/analysis.ts';
import { decimals, percentDecimals } from '@waymark/contract/figures.ts';

/** How numbers are written where the figure is shown: `Intl.NumberFormat` of some language, given its options. */
export type WriteNumber = (value: number, options?: Intl.NumberFormatOptions) => string;

/** A figure as it reads, as sentences write it (`contract/figures.ts`). For screen and print. */
export function showFigure(value: number, kind: AnalysisColumn['kind'], write: WriteNumber): string {
  if (kind === 'share') return write(value, { style: 'percent', maximumFractionDigits: percentDecimals(value) });
  if (kind === 'count') return write(value);
  const digits = decimals(value);
  return write(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
