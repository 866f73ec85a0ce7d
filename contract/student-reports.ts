import { z } from 'zod';
import { FileResponse, Id, IdParams, Instant, Line, PageQuery, pageOf, PlainDate, Version } from './common.ts';
import { Document, pdfType, wordType } from './documents.ts';
import { endpoint } from './endpoint.ts';
import { zipType } from './releases.ts';

/*
 * One page a student may keep and show at home: what they said, did and want next, in their own words. A run makes a page
 * for everybody it is about; a person reads each and gives it; the student then has it. What was given never changes.
 */

/** How long a mentor's line may be: two or three sentences, so that the page stays the student's. */
export const MENTOR_LINE = 300;

/** So many pages stand in one file for printing: a file of thousands would not fit a server's memory, nor a printer's. */
export const printPart = 100;

export const StudentReportStatus = z.enum(['waiting', 'draft', 'given', 'withdrawn']);
export type StudentReportStatus = z.infer<typeof StudentReportStatus>;

/** What the page has to do without: the student's own view, or anything at all. */
export const Lacking = z.enum(['own_view', 'everything']);
export type Lacking = z.infer<typeof Lacking>;

export const StudentReportRunStatus = z.enum(['waiting', 'making', 'made', 'failed', 'cancelled']);
export type StudentReportRunStatus = z.infer<typeof StudentReportRunStatus>;

/** Whom a run is about; nothing chosen is everybody the person asking may see. */
const Whom = { programmeId: Id.optional(), cohortId: Id.optional(), schoolId: Id.optional() };
const Period = { from: PlainDate, to: PlainDate };

/** A run, counted over the students whom the person asking may see. */
export const StudentReportRun = z.object({
  id: Id,
  title: z.string(),
  programme: z.string().nullable(),
  cohort: z.string().nullable(),
  school: z.string().nullable(),
  ...Period,
  /** What had been recorded by then. */
  asOf: Instant,
  status: StudentReportRunStatus,
  waiting: z.int(),
  drafts: z.int(),
  given: z.int(),
  withdrawn: z.int(),
  createdAt: Instant,
  createdBy: z.string().nullable(),
  /** Why it stopped. */
  error: z.string().nullable(),
  /** Whether whoever asks may stop it and go on with it: they made it, or lead. */
  yours: z.boolean(),
});
export type StudentReportRun = z.infer<typeof StudentReportRun>;

/** One student's page in a list. */
export const StudentReportLine = z.object({
  id: Id,
  version: Version,
  runId: Id,
  /** Null for the student: how it was named for colleagues is none of theirs. */
  runTitle: z.string().nullable(),
  student: z.object({ id: Id, name: z.string() }),
  programme: z.string(),
  ...Period,
  status: StudentReportStatus,
  lacking: Lacking.nullable(),
  hasLine: z.boolean(),
  givenAt: Instant.nullable(),
  taken: z.int(),
});
export type StudentReportLine = z.infer<typeof StudentReportLine>;

export const StudentReport = StudentReportLine.extend({
  document: Document,
  asOf: Instant,
  madeAt: Instant,
  /** Stands for the page as it is: the same page has the same. */
  fingerprint: z.string(),
  line: z.string(),
  lineBy: z.string().nullable(),
  /** The student's comments that can stand on it, for whoever reads it first; empty for the student. */
  comments: z.array(z.object({ scoreId: Id, on: PlainDate, text: z.string(), leftOut: z.boolean() })),
  givenBy: z.string().nullable(),
  withdrawnAt: Instant.nullable(),
  withdrawnReason: z.string().nullable(),
  /** The next page of its run that is to be read, by name, the first again after the last; null where none is left. */
  nextId: Id.nullable(),
});
export type StudentReport = z.infer<typeof StudentReport>;

export const listStudentReportRuns = endpoint({
  method: 'GET',
  path: '/student-report-runs',
  summary: 'List the runs of one-page student reports, newest first: those you made, and those your students are in.',
  query: PageQuery,
  response: pageOf(StudentReportRun),
});

export const getStudentReportRun = endpoint({
  method: 'GET',
  path: '/student-report-runs/:id',
  summary: 'Read one run, with how far it is and how many pages were read and given.',
  params: IdParams,
  response: StudentReportRun,
});

export const previewStudentReport = endpoint({
  method: 'GET',
  path: '/student-report-runs/preview',
  summary: 'See how many pages a run would make, and one of them, before it is made. Nothing is kept.',
  query: z.object({ ...Whom, ...Period, studentId: Id.optional() }),
  response: z.object({
    count: z.int(),
    /** The students it would be about, to choose whose page to see: the first hundred by name. */
    students: z.array(z.object({ id: Id, name: z.string() })),
    shown: z.object({ studentId: Id, document: Document, lacking: Lacking.nullable() }).nullable(),
  }),
});

export const createStudentReportRun = endpoint({
  method: 'POST',
  path: '/student-report-runs',
  summary: 'Make one-page reports of a programme, a cohort, a school or your own caseload. Nobody but you and their mentors sees them yet.',
  body: z
    .object({ id: Id, title: Line, ...Whom, ...Period })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'The last day comes after the first.' }),
  response: StudentReportRun,
});

export const cancelStudentReportRun = endpoint({
  method: 'POST',
  path: '/student-report-runs/:id/cancellation',
  summary: 'Stop a run. Pages made already stay; the rest are not made.',
  params: IdParams,
  response: StudentReportRun,
});

export const resumeStudentReportRun = endpoint({
  method: 'POST',
  path: '/student-report-runs/:id/making',
  summary: 'Go on with a run that was stopped or failed, with what had been recorded when it was first asked for.',
  params: IdParams,
  response: StudentReportRun,
});

export const giveStudentReports = endpoint({
  method: 'POST',
  path: '/student-report-runs/:id/giving',
  summary:
    'Give pages to the students they are about: those named, as they were read, or all of a run that you may see and nobody took back.',
  params: IdParams,
  // at the version that was read: nobody gives words they have not seen
  body: z.object({
    pages: z
      .array(z.object({ id: Id, version: Version }))
      .min(1)
      .max(1_000)
      .optional(),
  }),
  response: z.object({ given: z.int() }),
});

export const getStudentReportRunPrint = endpoint({
  method: 'GET',
  path: '/student-report-runs/:id/print',
  summary: `Take the pages that were given as one PDF for printing, a cover and ${printPart} students a part. Written to the access log for each student.`,
  params: IdParams,
  query: z.object({ part: z.coerce.number().int().min(1).default(1) }),
  response: FileResponse,
  download: pdfType,
});

export const getStudentReportRunZip = endpoint({
  method: 'GET',
  path: '/student-report-runs/:id/zip',
  summary: 'Take the pages that were given as a ZIP, one PDF a student. Written to the access log for each student.',
  params: IdParams,
  response: FileResponse,
  download: zipType,
});

export const listStudentReports = endpoint({
  method: 'GET',
  path: '/student-reports',
  summary: 'List one-page reports of the students you may see, by name; a student sees those they were given.',
  query: PageQuery.extend({ runId: Id.optional(), studentId: Id.optional(), status: StudentReportStatus.optional() }),
  response: pageOf(StudentReportLine),
});

export const getStudentReport = endpoint({
  method: 'GET',
  path: '/student-reports/:id',
  summary: 'Read one student’s page.',
  params: IdParams,
  response: StudentReport,
});

export const updateStudentReport = endpoint({
  method: 'PUT',
  path: '/student-reports/:id',
  summary: 'Add a line to a page that was not given yet, and leave out comments that should not leave.',
  params: IdParams,
  ifMatch: true,
  body: z.object({
    line: z.string().trim().max(MENTOR_LINE, `Keep it to ${MENTOR_LINE} characters.`).default(''),
    leftOut: z.array(Id).max(100).default([]),
  }),
  response: StudentReport,
});

export const withdrawStudentReport = endpoint({
  method: 'POST',
  path: '/student-reports/:id/withdrawal',
  summary: 'Keep a page back, or take it back from the student, with the reason. It stays in the list.',
  params: IdParams,
  body: z.object({ reason: z.string().trim().min(3, 'Say in a few words why.').max(300) }),
  response: StudentReport,
});

export const getStudentReportPdf = endpoint({
  method: 'GET',
  path: '/student-reports/:id/pdf',
  summary: 'Take one student’s page as a PDF. Until it is given, it says on it that it is a draft. Written to the access log.',
  params: IdParams,
  response: FileResponse,
  download: pdfType,
});

export const getStudentReportWord = endpoint({
  method: 'GET',
  path: '/student-reports/:id/word',
  summary: 'Take one student’s page as a Word document. Until it is given, it says on it that it is a draft. Written to the access log.',
  params: IdParams,
  response: FileResponse,
  download: wordType,
});
