import type { FileRow } from './help-queries.ts';
import { csvOf } from '../csv.ts';

const header = [
  'Day',
  'Intervention',
  'Kind',
  'Activity type',
  'Session',
  'Session minutes',
  'Student',
  'UPN',
  'Year group',
  'School',
  'Attended',
  'Minutes',
  'Recorded by',
];

/** Participation as a CSV file, a mark a row. Cells that a spreadsheet would take for a formula are escaped. */
export function participationFile(rows: readonly FileRow[]): string {
  const lines = rows.map((row) => [
    row.heldOn,
    row.intervention,
    row.kind,
    row.tasoCode ?? '',
    row.title,
    row.sessionMinutes,
    row.student,
    row.upn ?? '',
    row.yearGroup ?? '',
    row.school ?? '',
    row.attended,
    row.minutes,
    row.recordedBy ?? '',
  ]);
  return csvOf([header, ...lines]);
}
