import type { CodebookTable } from '@waymark/contract/releases.ts';
import type { Table } from './column.ts';
import { outcomes, scores, standings } from './judgements.ts';
import { attendanceWeeks, interventions, measures, readings } from './measuring.ts';
import { enrolments, matches, meetings, studentsTable, type ReleasedCharacteristic } from './people.ts';

/**
 * Every table of a release, in the order they are read. What is not here does not leave: names, birth dates, addresses,
 * notes, words anybody typed about a student, feedback, referrals, and concerns.
 */
export function releaseTables(characteristics: readonly ReleasedCharacteristic[]): readonly Table[] {
  return [
    studentsTable(characteristics),
    enrolments,
    matches,
    outcomes,
    scores,
    standings,
    measures,
    readings,
    attendanceWeeks,
    meetings,
    interventions,
  ];
}

export function codebookOf(tables: readonly Table[]): CodebookTable[] {
  return tables.map(({ name, rowIs, columns }) => ({
    name,
    rowIs,
    columns: columns.map((column) => ({
      name: column.name,
      type: column.type,
      meaning: column.meaning,
      unit: column.unit ?? '',
      levels: [...(column.levels ?? [])],
      missing: column.missing ?? 'Never empty.',
    })),
  }));
}
