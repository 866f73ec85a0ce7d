import { z } from 'zod';
import { FileResponse, Id, IdParams, Instant, PageQuery, pageOf, PlainDate } from './common.ts';
import { endpoint } from './endpoint.ts';

/** A release's file is kept this many days, then put away; it can be made again with the same pseudonyms. */
export const releaseKeptDays = 14;

export const ReleaseFormat = z.enum(['csv', 'parquet']);
export type ReleaseFormat = z.infer<typeof ReleaseFormat>;

export const ReleaseStatus = z.enum(['waiting', 'making', 'ready', 'failed', 'put_away']);
export type ReleaseStatus = z.infer<typeof ReleaseStatus>;

/** How a value was made coarser because too few students share it. */
export const Generalised = z.object({
  /** The column: `school`, `year_group`, `age_years`, or a characteristic's. */
  column: z.string(),
  /** What people call it. */
  label: z.string(),
  /** Values that were put together as one; the whole column is empty when nothing coarser was left. */
  values: z.int(),
  students: z.int(),
  withheld: z.boolean(),
});
export type Generalised = z.infer<typeof Generalised>;

/** What is left to tell people by, after values that too few share were put together. */
export const Disclosure = z.object({
  generalised: z.array(Generalised),
  students: z.int(),
  /** Combinations of school, year or age and characteristics that fewer students than the threshold share, and how many students those are. */
  rareCombinations: z.int(),
  studentsInRare: z.int(),
  /** Students whose combination nobody shares. */
  alone: z.int(),
});
export type Disclosure = z.infer<typeof Disclosure>;

/** A pseudonymised copy of the organisation's records for analysis: who took it, why, and how it stands. */
export const Release = z.object({
  id: Id,
  purpose: z.string(),
  formats: z.array(ReleaseFormat),
  /** What had been recorded by then. */
  asOf: Instant,
  /** The day ages are counted on. */
  asOn: PlainDate,
  rareBelow: z.int(),
  status: ReleaseStatus,
  /** From 0 to 1, while it is made. */
  progress: z.number(),
  bytes: z.int().nullable(),
  tables: z.array(z.object({ name: z.string(), rows: z.int() })),
  disclosure: Disclosure.nullable(),
  /** Why it could not be made. */
  error: z.string().nullable(),
  createdAt: Instant,
  createdBy: z.string().nullable(),
  readyAt: Instant.nullable(),
  keptUntil: Instant.nullable(),
  /** How often its file was taken, and when last. */
  taken: z.int(),
  lastTakenAt: Instant.nullable(),
});
export type Release = z.infer<typeof Release>;

export const listReleases = endpoint({
  method: 'GET',
  path: '/releases',
  summary: 'List the pseudonymised releases there were: who made them, when, what is in them and why. Newest first.',
  query: PageQuery,
  response: pageOf(Release),
});

export const getRelease = endpoint({
  method: 'GET',
  path: '/releases/:id',
  summary: 'Read one release, with how far it is made and what is left to tell people by.',
  params: IdParams,
  response: Release,
});

export const createRelease = endpoint({
  method: 'POST',
  path: '/releases',
  summary:
    'Make a pseudonymised release of tidy tables with a codebook. Its pseudonyms are its own. Written to the audit log with its purpose.',
  body: z.object({
    id: Id,
    purpose: z.string().trim().min(10, 'Say in a sentence what it is for: it is kept with the release.').max(500),
    formats: z.array(ReleaseFormat).min(1, 'Choose at least one kind of file.').max(2),
    /** The characteristics that are in it; all in use when not given. Each tells more of people. */
    characteristicIds: z.array(Id).max(60).optional(),
    /** Values that fewer students share are put together. */
    rareBelow: z.int().min(5, 'At least 5.').max(50).default(5),
  }),
  response: Release,
});

export const makeReleaseAgain = endpoint({
  method: 'POST',
  path: '/releases/:id/making',
  summary: 'Make the file of a release again, with the same pseudonyms and the same scores and readings, after it was put away or failed.',
  params: IdParams,
  response: Release,
});

export const putAwayRelease = endpoint({
  method: 'DELETE',
  path: '/releases/:id/file',
  summary: 'Stop making a release, or remove its file from the server. The line in the list stays.',
  params: IdParams,
  response: Release,
});

export const zipType = 'application/zip';

export const getReleaseFile = endpoint({
  method: 'GET',
  path: '/releases/:id/file',
  summary:
    'Take a release as one ZIP: tables, codebook, what it must not be used for, and scripts for R and Python that read it. Written to the access log.',
  params: IdParams,
  response: FileResponse,
  download: zipType,
});

export const CodebookColumn = z.object({
  name: z.string(),
  type: z.enum(['text', 'integer', 'number', 'date', 'boolean']),
  meaning: z.string(),
  unit: z.string(),
  /** The values there can be, with what they mean; empty where any value can stand. */
  levels: z.array(z.object({ value: z.string(), means: z.string() })),
  /** What an empty cell says. */
  missing: z.string(),
});
export type CodebookColumn = z.infer<typeof CodebookColumn>;

export const CodebookTable = z.object({
  name: z.string(),
  /** What one row is. */
  rowIs: z.string(),
  columns: z.array(CodebookColumn),
});
export type CodebookTable = z.infer<typeof CodebookTable>;

export const getCodebook = endpoint({
  method: 'GET',
  path: '/releases/codebook',
  summary: 'Read the codebook of a release made now: every table and column, its meaning, unit, values and what an empty cell says.',
  response: z.object({ tables: z.array(CodebookTable) }),
});
