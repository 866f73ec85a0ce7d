import { z } from 'zod';
import { KeptFilters, questions } from './analysis.ts';
import { FileResponse, Id, IdParams, Instant, Line, PageQuery, pageOf, Version } from './common.ts';
import { Document, DocumentFormat } from './documents.ts';
import { endpoint } from './endpoint.ts';

/** For a partner or funder; for one school about its own students; about the whole programme, once a year. */
export const ReportKind = z.enum(['partner', 'school', 'programme']);
export type ReportKind = z.infer<typeof ReportKind>;

/**
 * The design by the OfS standards of evidence: type 1, a person's account; type 2, change that was seen, and not why. Type 3,
 * causal, needs a comparison group and is not offered.
 */
export const DesignType = z.enum(['narrative', 'empirical']);
export type DesignType = z.infer<typeof DesignType>;

/** How small numbers are kept back: the organisation's own threshold, or a body's rule. None shows more than the organisation's own. */
export const SuppressionPreset = z.enum(['own', 'dfe', 'ofqual', 'hesa']);
export type SuppressionPreset = z.infer<typeof SuppressionPreset>;

/** What a report is made of: each question of the analysis, who took part, and two that are a person's words alone. */
export const ReportSection = z.enum(['introduction', 'taking-part', ...questions, 'next-steps']);
export type ReportSection = z.infer<typeof ReportSection>;

/** The sections as they are headed in a report, and named wherever one speaks of them. */
export const sectionTitles: Readonly<Record<ReportSection, string>> = {
  introduction: 'Introduction',
  'taking-part': 'Who took part',
  movement: 'Did students move?',
  groups: 'Did some groups move more than others?',
  trajectories: 'How did students develop over time?',
  agreement: 'Do mentors and students see the same?',
  outcomes: 'How well do the outcomes work as questions?',
  leaving: 'Who left, and when',
  help: 'What students received',
  'mentor-change': 'Changes of mentor',
  improvement: 'Where the programme can improve',
  'next-steps': 'Next steps',
};

/** What a report of each kind starts with, in reading order. */
export const usualSections: Readonly<Record<ReportKind, readonly ReportSection[]>> = {
  partner: ['introduction', 'taking-part', 'movement', 'groups', 'leaving', 'help', 'next-steps'],
  school: ['introduction', 'taking-part', 'movement', 'leaving', 'next-steps'],
  programme: [
    'introduction',
    'taking-part',
    'movement',
    'groups',
    'trajectories',
    'agreement',
    'outcomes',
    'leaving',
    'help',
    'mentor-change',
    'improvement',
    'next-steps',
  ],
};

/** Whom a report is about. `startedFrom` and `startedTo` are its period: students whose enrolment began in it, both days included. */
export const ReportFilters = KeptFilters.omit({ asOf: true, seed: true });
export type ReportFilters = z.infer<typeof ReportFilters>;

/** The school year a report made on a day is usually about: from September to December the one that has ended, else the one under way. */
export function usualPeriod(today: string): { startedFrom: string; startedTo: string } {
  // in the autumn the year before is the one that has ended, and from January it is the one under way
  const began = Number(today.slice(0, 4)) - 1;
  return { startedFrom: `${began}-09-01`, startedTo: `${began + 1}-08-31` };
}

/** A person's own words by section: plain text, a blank line between paragraphs, `- ` before each item of a list. */
export const ReportNarrative = z.partialRecord(ReportSection, z.string().trim().max(5_000, 'At most 5,000 letters in a section.'));
export type ReportNarrative = z.infer<typeof ReportNarrative>;

/** What a person chooses. */
export const ReportChoices = z.object({
  title: Line,
  subtitle: z.string().trim().max(300),
  /** Whom it is for, as it stands on the first page. */
  recipient: z.string().trim().max(200),
  design: DesignType,
  preset: SuppressionPreset,
  filters: ReportFilters,
  /** Chosen and ordered, each once. */
  sections: z
    .array(ReportSection)
    .min(1, 'Choose at least one section.')
    .max(12)
    .refine((all) => new Set(all).size === all.length, 'Each section can stand in a report once.'),
  narrative: ReportNarrative,
});

export const ReportStatus = z.enum(['draft', 'final', 'withdrawn']);
export type ReportStatus = z.infer<typeof ReportStatus>;

export const Report = ReportChoices.extend({
  id: Id,
  version: Version,
  kind: ReportKind,
  /** The one school a school report is about. */
  schoolId: Id.nullable(),
  schoolName: z.string().nullable(),
  status: ReportStatus,
  /** The moment its figures are of; null until somebody has looked at them. */
  asOf: Instant.nullable(),
  /** Once final: what worked the figures out, and a short hash of them all. */
  codeVersion: z.string().nullable(),
  fingerprint: z.string().nullable(),
  scheduleId: Id.nullable(),
  copiedFrom: Id.nullable(),
  createdAt: Instant,
  /** Names of colleagues; null where the reader does not see them, or Waymark itself made it for a schedule. */
  createdBy: z.string().nullable(),
  finalAt: Instant.nullable(),
  finalBy: z.string().nullable(),
  withdrawnAt: Instant.nullable(),
  withdrawnReason: z.string().nullable(),
  /** How often its file was taken, and when last. */
  taken: z.int(),
  lastTakenAt: Instant.nullable(),
});
export type Report = z.infer<typeof Report>;

/** Something about a report that a person should put right; what stops keeps it from being made final. */
export const ReportProblem = z.object({
  kind: z.enum(['wording', 'disclosure', 'missing', 'refused']),
  section: ReportSection.nullable(),
  /** What is wrong, and what to do about it. */
  says: z.string(),
  todo: z.string(),
  stops: z.boolean(),
});
export type ReportProblem = z.infer<typeof ReportProblem>;

/** A change of choice that was tried out, and after which no small number could be found any more. */
export const ReportRemedy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('preset'), preset: SuppressionPreset }),
  z.object({ kind: z.literal('take-out'), sections: z.array(ReportSection).min(1) }),
]);
export type ReportRemedy = z.infer<typeof ReportRemedy>;

export const listReports = endpoint({
  method: 'GET',
  path: '/reports',
  summary: 'List reports with where each stands, newest first. A school contact sees the final ones of their own school.',
  query: PageQuery.extend({ status: ReportStatus.optional(), kind: ReportKind.optional() }),
  response: pageOf(Report),
});

export const getReport = endpoint({
  method: 'GET',
  path: '/reports/:id',
  summary: 'Read one report: what was chosen, the words written for it, and where it stands.',
  params: IdParams,
  response: Report,
});

export const createReport = endpoint({
  method: 'POST',
  path: '/reports',
  summary: 'Start a draft: of a kind, with what reports of that kind usually have, or with the choices of an earlier one.',
  body: z
    .object({
      id: Id,
      kind: ReportKind.optional(),
      /** A school report needs its school. */
      schoolId: Id.nullable().optional(),
      /** Takes its choices and its words; its figures will be of today. */
      copyOf: Id.optional(),
      ...ReportChoices.partial().shape,
    })
    .refine(({ kind, copyOf }) => kind !== undefined || copyOf !== undefined, {
      path: ['kind'],
      message: 'Say what kind of report it is, or which one it copies.',
    }),
  response: Report,
});

export const updateReport = endpoint({
  method: 'PUT',
  path: '/reports/:id',
  summary: 'Change a draft: its choices, and the words written for its sections.',
  params: IdParams,
  ifMatch: true,
  body: ReportChoices,
  response: Report,
});

export const deleteReport = endpoint({
  method: 'DELETE',
  path: '/reports/:id',
  summary: 'Throw a draft away. A report that was made final stays; it can be withdrawn.',
  params: IdParams,
  response: z.object({ done: z.literal(true) }),
});

export const previewReport = endpoint({
  method: 'GET',
  path: '/reports/:id/preview',
  summary:
    'Read a report as it would leave, with what should be put right first. The figures of a draft are worked out once and kept until its choices change or they are worked out again; those of a final report never change.',
  params: IdParams,
  response: z.object({
    document: Document,
    problems: z.array(ReportProblem),
    /** Where counts would tell of a few students: each of these does away with all of that. */
    remedies: z.array(ReportRemedy),
    asOf: Instant,
    /** Sections whose figures are still being worked out: ask again in a moment. */
    waiting: z.array(ReportSection),
  }),
});

export const workOutReport = endpoint({
  method: 'POST',
  path: '/reports/:id/answers',
  summary: 'Work the figures of a draft out again, as of now.',
  params: IdParams,
  response: Report,
});

export const finaliseReport = endpoint({
  method: 'POST',
  path: '/reports/:id/final',
  summary: 'Make a draft final as its preview shows it: it is kept so for good. Refused with everything that is to be put right first.',
  params: IdParams,
  body: z.object({ version: Version }),
  response: Report,
});

export const getReportFile = endpoint({
  method: 'GET',
  path: '/reports/:id/file',
  summary: 'Take a report as PDF or as a Word file; a draft says on every page that it is one. Written to the access log.',
  params: IdParams,
  query: z.object({ format: DocumentFormat.default('pdf') }),
  response: FileResponse,
  // PDF or Word: each answer names its own
  download: 'application/octet-stream',
});

/** A final report's figures beside the same worked out anew from the kept moment and seed. */
export const ReportCheck = z.object({
  /** Null while sections are still being worked out. */
  same: z.boolean().nullable(),
  /** `now` is null while a section is being worked out, and where it could not be. */
  sections: z.array(z.object({ section: ReportSection, kept: z.string(), now: z.string().nullable(), same: z.boolean().nullable() })),
  /** What has happened since that may be why sections differ, in sentences. */
  why: z.array(z.string()),
  asOf: Instant,
  codeVersion: z.string(),
  codeNow: z.string(),
  startedAt: Instant,
  waiting: z.array(ReportSection),
});
export type ReportCheck = z.infer<typeof ReportCheck>;

export const checkReport = endpoint({
  method: 'POST',
  path: '/reports/:id/again',
  summary: 'Work a final report’s figures out anew, as of its own moment and with its own seed, and compare them with what was kept.',
  params: IdParams,
  response: ReportCheck,
});

export const getReportCheck = endpoint({
  method: 'GET',
  path: '/reports/:id/again',
  summary: 'Read how the latest comparison of a final report’s figures with its data came out.',
  params: IdParams,
  response: z.object({ check: ReportCheck.nullable() }),
});

export const withdrawReport = endpoint({
  method: 'POST',
  path: '/reports/:id/withdrawal',
  summary: 'Withdraw a final report, with the reason: it stays in the list, and its school no longer sees it.',
  params: IdParams,
  body: z.object({ reason: z.string().trim().min(5, 'Say in a sentence why: it is kept with the report.').max(500) }),
  response: Report,
});
