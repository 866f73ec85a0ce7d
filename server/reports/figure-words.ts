import type { AnalysisColumn } from '@waymark/contract/analysis.ts';
import { showFigure, type WriteNumber } from '@waymark/web/charts/figure.ts';

/** How figures are written in a report: as in its sentences, "34%". */
export const write: WriteNumber = (value, options) => new Intl.NumberFormat('en-GB', options).format(value).replace('-', '−');

/** In the place of a small number, or of one that would give a small one away. */
export const hidden = 'hidden';

/** A cell of a table as it reads; a dash where there is nothing to say. */
export const showCell = (value: string | number | null, kind: AnalysisColumn['kind']): string =>
  value === null ? '–' : typeof value === 'string' ? value : showFigure(value, kind, write);

/** Where a number of people is too small to be given. */
export const few = 'too few to say';
