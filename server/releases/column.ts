import type { CodebookColumn } from '@waymark/contract/releases.ts';
import type { RawBuilder } from 'kysely';

export type Cell = string | number | boolean | null;

/** A column of a release: what stands in it, for people and for the database. */
export interface Column {
  name: string;
  type: CodebookColumn['type'];
  meaning: string;
  unit?: string;
  levels?: readonly { value: string; means: string }[];
  /** What an empty cell says; where it is not given, no cell is empty. */
  missing?: string;
  /** Its value in the database. */
  sql: string;
  /** Of an id: what it is an id of. It leaves as a pseudonym. */
  pseudonymOf?: PseudonymOf;
  /** What it is generalised as, where values that few students share are put together: see `generalise.ts`. */
  generalised?: string;
}

export type PseudonymOf =
  | 'student'
  | 'school'
  | 'mentor'
  | 'programme'
  | 'cohort'
  | 'enrolment'
  | 'match'
  | 'assessment'
  | 'meeting'
  | 'measure'
  | 'intervention'
  | 'session'
  | 'outcome'
  | 'series';

/** What the tables are drawn from: whose, as of when, and in which clock's days. */
export interface Extent {
  orgId: string;
  asOf: string;
  /** The organisation's day on which ages are counted, `YYYY-MM-DD`. */
  asOn: string;
  timeZone: string;
}

/** A table of a release. */
export interface Table {
  name: string;
  rowIs: string;
  columns: readonly Column[];
  /** Everything from `from` to the last condition. */
  source: (extent: Extent) => RawBuilder<unknown>;
  /** The column of the student a row is about; nothing in tables about nobody. An index finds their rows. */
  student?: string;
  /** In which order the rows of a student, or of a table about nobody, come. */
  order: string;
}

export const oneOf = (levels: Readonly<Record<string, string>>) => Object.entries(levels).map(([value, means]) => ({ value, means }));
