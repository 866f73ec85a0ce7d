import { z } from 'zod';
import { CodeMeaning } from './attendance-codes.ts';
import { FileResponse, Id, IdParams, Instant, PageQuery, PlainDate, Version, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What a file may weigh. A workbook is unpacked in memory, so it may be less than a CSV, which is read as it comes. */
export const importLimits = {
  bytes: 64 * 1024 * 1024,
  workbookBytes: 12 * 1024 * 1024,
  rows: 250_000,
  columns: 200,
  /** Attendance marks are many and small: 2,000 students of a school year have 760,000. */
  markRows: 1_000_000,
  /** A column for each session of a school year, and who it is. */
  markColumns: 450,
} as const;

/** How many days the rows of a file are kept after the last anybody did with it: as long, an import can be undone. */
export const importKeptDays = 30;

export const ImportKind = z.enum(['roll', 'scores', 'attendance', 'results', 'behaviour']);
export type ImportKind = z.infer<typeof ImportKind>;

export const ImportStatus = z.enum(['uploaded', 'checking', 'previewed', 'running', 'done', 'failed', 'undone', 'discarded']);
export type ImportStatus = z.infer<typeof ImportStatus>;

/** Each heading of the file, and the field it fills: `givenName`, `characteristic:CODE`, `level:OUTCOME`, `measure:CODE`, `sessionColumn`, or `ignore`. */
export const ImportMapping = z.record(z.string().max(300), z.string().max(200));
export type ImportMapping = z.infer<typeof ImportMapping>;

export const ImportOptions = z.object({
  /** How `03/04/2012` is read. */
  dateOrder: z.enum(['dmy', 'mdy']).default('dmy'),
  /** For every row whose own column does not say. */
  schoolId: Id.nullable().default(null),
  programmeId: Id.nullable().default(null),
  cohortId: Id.nullable().default(null),
  /** First day of an enrolment the roll makes. */
  startedOn: PlainDate.nullable().default(null),
  /** The roll lists everybody at its schools: who is missing from it is proposed as a leaver. */
  wholeRoll: z.boolean().default(false),
  perspective: z.enum(['mentor', 'student', 'joint']).default('mentor'),
  point: z.enum(['baseline', 'progress', 'review', 'closing']).nullable().default(null),
  assessorId: Id.nullable().default(null),
  /** The day of results whose rows do not say. */
  takenOn: PlainDate.nullable().default(null),
  /** What every event is, where no column says. */
  eventKind: z.enum(['incident', 'positive']).nullable().default(null),
  /** What attendance codes count as whose meaning is not settled, by the keys of `unsureCodes`. */
  codes: z.record(z.string().max(20), CodeMeaning).default({}),
  /** By heading, what a word of the file stands for: an option's code, an outcome, a school's id, `missing:…` or `blank`. Attendance codes: under `*`. */
  words: z.record(z.string(), z.record(z.string(), z.string())).default({}),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

export const ImportProblem = z.object({
  /** The heading, or null when the whole row is meant. */
  column: z.string().nullable(),
  value: z.string(),
  code: z.string(),
  message: z.string(),
  /** What to do about it. */
  remedy: z.string(),
  /** The row cannot be taken; otherwise it is worth knowing, and the row is taken. */
  stops: z.boolean(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportCounts = z.object({
  create: z.int().default(0),
  update: z.int().default(0),
  unchanged: z.int().default(0),
  skip: z.int().default(0),
  /** Probable duplicates nobody has decided on. */
  choose: z.int().default(0),
  bad: z.int().default(0),
  /** Rows already looked at or taken, while it works. */
  worked: z.int().default(0),
  created: z.int().default(0),
  updated: z.int().default(0),
  enrolled: z.int().default(0),
  characteristics: z.int().default(0),
  assessments: z.int().default(0),
  scores: z.int().default(0),
  /** Weeks of attendance written, those of them that took the place of others, and whose they are. */
  weeks: z.int().default(0),
  replaced: z.int().default(0),
  students: z.int().default(0),
  /** Results of measures, targets for them, and behaviour events. */
  readings: z.int().default(0),
  targets: z.int().default(0),
  events: z.int().default(0),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

const Summary = z.object({
  id: Id,
  kind: ImportKind,
  fileName: z.string(),
  status: ImportStatus,
  rowCount: z.int(),
  counts: ImportCounts,
  createdAt: Instant,
  createdBy: z.string(),
  finishedAt: Instant.nullable(),
  undoneAt: Instant.nullable(),
  version: Version,
});
export type ImportSummary = z.infer<typeof Summary>;

export const ImportField = z.object({ field: z.string(), label: z.string(), hint: z.string(), group: z.string() });
export type ImportField = z.infer<typeof ImportField>;

const Detail = Summary.extend({
  headers: z.array(z.string()),
  columns: z.array(z.object({ header: z.string(), field: z.string(), samples: z.array(z.string()) })),
  fields: z.array(ImportField),
  /** What the mapping still lacks before it can be checked; empty when nothing. */
  lacking: z.array(z.string()),
  options: ImportOptions,
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  error: z.string().nullable(),
  /**
   * Until when the rows of the file are kept: so long it can be undone, and rows that were not taken can be had back.
   * What was never imported is put away then. Null when they are gone.
   */
  keptUntil: Instant.nullable(),
  /** Earlier imports of exactly this file. */
  earlier: z.array(z.object({ id: Id, finishedAt: Instant })),
  /** Assessors the records do not know, who will be kept as names. */
  newAssessors: z.array(z.string()),
});
export type ImportDetail = z.infer<typeof Detail>;

export const uploadImport = endpoint({
  method: 'POST',
  path: '/imports',
  summary:
    'Send a CSV or Excel file of students, historic scores, attendance marks, results or behaviour events; its columns are recognised. Nothing is changed yet.',
  query: z.object({
    id: Id,
    kind: ImportKind,
    file: z.string().min(1).max(255),
    /** The sheet of a workbook; the first when not given. */
    sheet: z.string().max(100).optional(),
  }),
  upload: { maxBytes: importLimits.bytes },
  response: Detail,
});

export const listImports = endpoint({
  method: 'GET',
  path: '/imports',
  summary: 'List imports, latest first.',
  query: PageQuery,
  response: pageOf(Summary),
});

export const getImport = endpoint({
  method: 'GET',
  path: '/imports/:id',
  summary: 'Read one import: its columns, its options, how far it is and what it found.',
  params: IdParams,
  response: Detail,
});

export const checkImport = endpoint({
  method: 'PUT',
  path: '/imports/:id/mapping',
  summary: 'Say what each column is, and look at every row. Nothing is changed yet; read the import to see how far it is.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ mapping: ImportMapping, options: ImportOptions }),
  response: Detail,
});

export const ImportRow = z.object({
  row: z.int(),
  /** The first row of the file it sums up, where it stands for many: the attendance of one student. */
  from: z.int().nullable(),
  /** As written in the file, in the order of its headings. */
  cells: z.array(z.string()),
  name: z.string(),
  outcome: z.enum(['create', 'update', 'unchanged', 'skip']).nullable(),
  verdict: z.enum(['good', 'bad', 'choose']),
  problems: z.array(ImportProblem),
  studentId: Id.nullable(),
  candidates: z.array(
    z.object({ id: Id, name: z.string(), upn: z.string().nullable(), birthDate: PlainDate.nullable(), school: z.string().nullable() }),
  ),
  /** A student's id, `new` or `skip`. */
  decision: z.string().nullable(),
  changes: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const listImportRows = endpoint({
  method: 'GET',
  path: '/imports/:id/rows',
  summary: 'List the rows of an import that are bad, await a decision, or would create, change or leave a record.',
  params: IdParams,
  query: PageQuery.extend({ show: z.enum(['bad', 'choose', 'create', 'update', 'unchanged', 'skip', 'notices']) }),
  response: pageOf(ImportRow),
});

export const listImportWords = endpoint({
  method: 'GET',
  path: '/imports/:id/words',
  summary: 'List the words of the file that were not understood, with what each could stand for.',
  params: IdParams,
  response: z.object({
    columns: z.array(
      z.object({
        header: z.string(),
        field: z.string(),
        choices: z.array(z.object({ value: z.string(), label: z.string() })),
        /** What could be made new from the word itself. */
        creates: z.enum(['school', 'cohort']).nullable(),
        words: z.array(z.object({ word: z.string(), rows: z.int(), suggestion: z.string().nullable() })),
      }),
    ),
  }),
});

export const decideImportRow = endpoint({
  method: 'PUT',
  path: '/imports/:id/rows/:row/decision',
  summary: 'Decide on a probable duplicate: the same student, somebody new, or leave the row out.',
  params: z.object({ id: Id, row: z.coerce.number().int().min(1) }),
  body: z.object({ decision: z.union([Id, z.literal('new'), z.literal('skip')]) }),
  response: z.object({ counts: ImportCounts }),
});

export const decideImportRows = endpoint({
  method: 'PUT',
  path: '/imports/:id/decisions',
  summary: 'Decide on every probable duplicate that awaits it: `same` takes the likeliest student of each.',
  params: IdParams,
  body: z.object({ decision: z.enum(['same', 'new', 'skip']) }),
  response: z.object({ counts: ImportCounts }),
});

export const runImport = endpoint({
  method: 'POST',
  path: '/imports/:id/confirmation',
  summary: 'Take the good rows. Bad rows and undecided ones stay out; read the import to see how far it is.',
  params: IdParams,
  ifMatch: true,
  response: Detail,
});

export const downloadBadRows = endpoint({
  method: 'GET',
  path: '/imports/:id/bad-rows',
  summary: 'Download the rows that were not taken, as they were, with a column that says why; mend them and import that file.',
  params: IdParams,
  response: FileResponse,
  download: 'text/csv',
});

export const listImportLeavers = endpoint({
  method: 'GET',
  path: '/imports/:id/leavers',
  summary: 'List students at the schools of a whole roll who are not on it: perhaps they have left. Nothing is changed by this.',
  params: IdParams,
  query: PageQuery,
  response: pageOf(z.object({ id: Id, name: z.string(), yearGroup: z.int().nullable(), school: z.string(), version: Version })).extend({
    count: z.int(),
  }),
});

export const undoImport = endpoint({
  method: 'POST',
  path: '/imports/:id/reversal',
  summary: 'Undo an import: what it added is taken away and what it changed is put back, unless somebody has built on it.',
  params: IdParams,
  ifMatch: true,
  response: Detail,
});

export const discardImport = endpoint({
  method: 'DELETE',
  path: '/imports/:id',
  summary: 'Put away a file that has not been imported.',
  params: IdParams,
  response: z.object({ done: z.literal(true) }),
});
