import type { AnalysisColumn } from '@waymark/contract/analysis.ts';

/** How numbers are written where the figure is shown: `Intl.NumberFormat` of some language, given its options. */
export type WriteNumber = (value: number, options?: Intl.NumberFormatOptions) => string;

/** A figure as it reads: shares in percent, with a decimal where they are small. For screen and print. */
export function showFigure(value: number, kind: AnalysisColumn['kind'], write: WriteNumber): string {
  if (kind === 'share') return write(value, { style: 'percent', maximumFractionDigits: Math.abs(value) < 0.0995 ? 1 : 0 });
  if (kind === 'count') return write(value);
  return write(value, { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 });
}
