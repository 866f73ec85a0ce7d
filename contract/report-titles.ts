import { dayInWords } from './days.ts';
import type { ReportFilters } from './reports.ts';

/** The days a report is about; one or both may be open. */
type Period = Pick<ReportFilters, 'startedFrom' | 'startedTo'>;

/** A period as it stands in a title: "2025/26" for a school year, the days otherwise. */
export function periodInWords({ startedFrom, startedTo }: Period): string {
  if (startedFrom === undefined && startedTo === undefined) return 'all years';
  if (startedFrom === undefined) return `until ${dayInWords(startedTo ?? '')}`;
  if (startedTo === undefined) return `since ${dayInWords(startedFrom)}`;
  const year = Number(startedFrom.slice(0, 4));
  if (startedFrom.endsWith('-09-01') && startedTo === `${year + 1}-08-31`) return `${year}/${String(year + 1).slice(2)}`;
  return `${dayInWords(startedFrom)} to ${dayInWords(startedTo)}`;
}

/** A title with its period, within what a title may be long. */
export const titled = (name: string, period: Period): string => `${name.slice(0, 150)}, ${periodInWords(period)}`;

/** A title without the period at its end, for whoever gives it another with each report. */
export function untitled(title: string, period: Period): string {
  const end = `, ${periodInWords(period)}`;
  return title.endsWith(end) ? title.slice(0, -end.length) : title;
}
