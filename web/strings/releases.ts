import type { CodebookColumn, ReleaseFormat, ReleaseStatus } from '@waymark/contract/releases.ts';
import { count } from './count.ts';

const rows = (n: number, shown: string) => `${shown} ${n === 1 ? 'row' : 'rows'}`;

export const releases = {
  title: 'Data for analysis',
  lead: 'Pseudonymised copies of the records, as tidy tables with a codebook, for R, Python or a spreadsheet. Who took one, when and why stays on this page.',
  codebook: 'Codebook',
  make: 'Make a release',
  list: {
    caption: 'Releases, newest first',
    purpose: 'Purpose',
    made: 'Made',
    madeBy: (when: string, who: string | null) => (who === null ? when : `${when} by ${who}`),
    status: 'Status',
    taken: 'Taken',
    takenTimes: (n: number, last: string) => (n === 0 ? 'Not yet' : `${n === 1 ? 'Once' : `${n} times`}, last ${last}`),
    empty: 'No data was taken yet',
    emptyNext:
      'A release holds students, enrolments, matches, scores, standings, readings, attendance, meetings and other help under pseudonyms of its own.',
  },
  status: {
    waiting: 'Waiting',
    making: 'Being made',
    ready: 'Ready',
    failed: 'Failed',
    put_away: 'File put away',
  } satisfies Record<ReleaseStatus, string>,
  progress: (percent: string) => `Being made: ${percent}`,
  form: {
    title: 'Make a release',
    lead: 'No names, birth dates, contact details, notes or concerns are in it, nor anything typed about a student. It is still personal data: pseudonymised, not anonymous.',
    purpose: 'What is it for?',
    purposeHint: 'A sentence, kept with the release and in the audit log. Name nobody.',
    formats: 'Kinds of file',
    format: { csv: 'CSV: opens anywhere', parquet: 'Parquet: smaller, with types, for R (arrow) and Python (pandas)' } satisfies Record<
      ReleaseFormat,
      string
    >,
    formatNeeded: 'Choose at least one kind of file.',
    characteristics: 'Characteristics of students',
    characteristicsHint: 'Each one tells more of people. Take out what your question does not need.',
    rare: 'Put values together that fewer students share than',
    rareHint: 'Schools, year groups, ages and characteristics. A larger number tells less of people, and less of small groups.',
    make: 'Make the release',
    made: 'The release is being made.',
  },
  page: {
    asOf: (when: string) => `Data as of ${when}`,
    by: (when: string, who: string | null) => (who === null ? `Made ${when}` : `Made ${when} by ${who}`),
    formats: { csv: 'CSV', parquet: 'Parquet' } satisfies Record<ReleaseFormat, string>,
    file: 'The file',
    download: 'Download ZIP',
    downloadLogged: 'Each time it is taken is written to the access log.',
    keptUntil: (size: string, day: string) => `${size}, kept until ${day}. It can be made again after that, with the same pseudonyms.`,
    again: 'Make the file again',
    againDone: 'The file is being made again.',
    putAwayLead:
      'The file is no longer on the server. It can be made again with the same pseudonyms, and with the scores and readings of then.',
    putAway: 'Remove the file',
    stop: 'Stop',
    putAwayDone: 'The file was removed.',
    risk: 'What is left to tell people by',
    riskLead: (below: string) => `Values that fewer than ${below} students share were put together, so that nobody is told by one of them.`,
    tables: 'What is in it',
    table: 'Table',
    rows,
    rowCount: 'Rows',
  },
  codebookPage: {
    title: 'Codebook',
    lead: 'Every table and column of a release made now. The same codebook is in the ZIP, with scripts for R and Python that read the tables.',
    rowIs: (what: string) => `One row: ${what}`,
    caption: (table: string) => `Columns of ${table}`,
    showColumns: (n: number) => count(n, 'column', 'columns'),
    showColumnsOf: (n: number, table: string) => `${count(n, 'column', 'columns')} of ${table}`,
    column: 'Column',
    type: 'Type',
    types: { text: 'text', integer: 'whole number', number: 'number', date: 'date', boolean: 'true or false' } satisfies Record<
      CodebookColumn['type'],
      string
    >,
    typeAndUnit: (type: string, unit: string) => (unit === '' ? type : `${type}, ${unit}`),
    meaning: 'Meaning',
    values: 'Values',
    anyValue: 'Any',
    missing: 'Empty means',
  },
};
