import { z } from 'zod';
import { MissingReason } from './assessments.ts';
import { Id, IdParams, Line, PageQuery, PlainDate, Version, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';
import { EndKind } from './enrolments.ts';
import { Evidence } from './evidence.ts';
import { Measure } from './measures.ts';
import { EndedBy, Named } from './students.ts';

const Summary = z.string().max(10_000);

/** What closing an enrolment starts from. */
export const ClosingGround = z.object({
  enrolmentId: Id,
  student: Named,
  /** As the student is spoken to. */
  firstName: z.string(),
  programme: z.string(),
  startedOn: PlainDate,
  mentors: z.array(Named),
  version: Version,
  evidence: Evidence,
  /** The held review that decided to close, with what was said in it. */
  review: z.object({ id: Id, heldOn: PlainDate, decisionNote: z.string(), plan: z.string(), studentVoice: z.string() }).nullable(),
  openActions: z.array(z.object({ id: Id, title: z.string(), owner: z.enum(['mentor', 'student']), dueOn: PlainDate.nullable() })),
  meetingsAhead: z.int(),
  /** For the closing assessment; null where the framework has no published version. */
  framework: z
    .object({
      versionId: Id,
      levels: z.int(),
      types: z.array(
        z.object({
          name: z.string(),
          outcomes: z.array(
            z.object({
              outcomeId: Id,
              seriesId: Id,
              statement: z.string(),
              descriptors: z.array(z.string()),
              /** Last said by the mentor or together. */
              latest: z.object({ level: z.int(), on: PlainDate }).nullable(),
            }),
          ),
        }),
      ),
    })
    .nullable(),
  /** Measures a person can take a closing reading of. */
  measures: z.array(Measure.extend({ latest: z.object({ shown: z.string(), on: PlainDate.nullable() }).nullable() })),
  /** A first version of the words for the student, from what moved. */
  suggestedSummary: z.string(),
});
export type ClosingGround = z.infer<typeof ClosingGround>;

export const getClosing = endpoint({
  method: 'GET',
  path: '/enrolments/:id/closing',
  summary: 'Read what closing an enrolment starts from: what moved, what is still open, and first words for the student.',
  params: IdParams,
  response: ClosingGround,
});

const ClosingScore = z
  .object({
    id: Id,
    outcomeId: Id,
    level: z.int().min(1).max(10).nullable(),
    missingReason: MissingReason.nullable(),
    reason: z.string().trim().max(1000).default(''),
  })
  .refine((score) => (score.level === null) !== (score.missingReason === null), {
    message: 'Give either a level or the reason why there is none.',
    path: ['level'],
  });

const ClosingReading = z.object({ id: Id, measureId: Id, value: z.number().finite() });

export const closeEnrolment = endpoint({
  method: 'POST',
  path: '/enrolments/:id/closure',
  summary: 'Close a case: how it ended, the closing assessment and measures, words for the student, and what becomes of what is open.',
  params: IdParams,
  ifMatch: true,
  body: z.object({
    id: Id,
    reviewId: Id.nullable().default(null),
    kind: EndKind,
    endedBy: EndedBy,
    reason: Line,
    closedOn: PlainDate,
    assessment: z
      .object({
        id: Id,
        frameworkVersionId: Id,
        perspective: z.enum(['mentor', 'joint']).default('mentor'),
        scores: z.array(ClosingScore).min(1).max(200),
      })
      .nullable(),
    /** Why there is no closing assessment; needed when there is none. */
    assessmentSkipped: z.string().trim().max(200).default(''),
    readings: z.array(ClosingReading).max(100).default([]),
    studentSummary: Summary.default(''),
    whatNext: z.string().max(5000).default(''),
    followUpOn: PlainDate.nullable().default(null),
    /** Each open action, and what becomes of it; `open` keeps it for the student to finish. */
    actions: z
      .array(z.object({ id: Id, ending: z.enum(['done', 'not_done', 'dropped', 'open']), note: z.string().trim().max(1000).default('') }))
      .max(200)
      .default([]),
  }),
  response: z.object({ id: Id, closedOn: PlainDate, matchesEnded: z.int(), meetingsCancelled: z.int() }),
});

export const Closure = z.object({
  id: Id,
  enrolmentId: Id,
  student: Named,
  programme: z.string(),
  startedOn: PlainDate,
  reviewId: Id.nullable(),
  kind: EndKind,
  endedBy: EndedBy,
  reason: z.string(),
  closedOn: PlainDate,
  closedBy: z.string().nullable(),
  /** What was on record on the last day; null where it was not looked at. */
  evidence: Evidence.nullable(),
  assessmentSkipped: z.string().nullable(),
  actionsKept: z.array(z.string()),
  studentSummary: z.string(),
  whatNext: z.string(),
  followUpOn: PlainDate.nullable(),
  followedUpOn: PlainDate.nullable(),
  followedUpBy: z.string().nullable(),
  followUpNote: z.string(),
  /** The enrolment it was taken up again as. */
  followedBy: z.object({ enrolmentId: Id, programme: z.string(), startedOn: PlainDate }).nullable(),
  version: Version,
});
export type Closure = z.infer<typeof Closure>;

export const getClosure = endpoint({
  method: 'GET',
  path: '/closures/:id',
  summary: 'Read how a case was closed, as it stood then.',
  params: IdParams,
  response: Closure,
});

export const listStudentClosures = endpoint({
  method: 'GET',
  path: '/students/:id/closures',
  summary: "List a student's closed cases, the latest first.",
  params: IdParams,
  response: z.object({
    items: z.array(
      z.object({
        id: Id,
        enrolmentId: Id,
        programme: z.string(),
        kind: EndKind,
        closedOn: PlainDate,
        followUpOn: PlainDate.nullable(),
        followedUpOn: PlainDate.nullable(),
      }),
    ),
  }),
});

export const FollowUpRow = z.object({
  closureId: Id,
  studentName: z.string(),
  programme: z.string(),
  closedOn: PlainDate,
  followUpOn: PlainDate,
  closedBy: z.string().nullable(),
  whatNext: z.string(),
  version: Version,
});
export type FollowUpRow = z.infer<typeof FollowUpRow>;

export const listFollowUps = endpoint({
  method: 'GET',
  path: '/follow-ups',
  summary: 'List closed cases that are to be followed up, the most overdue first. A mentor sees those they closed.',
  query: PageQuery.extend({ until: PlainDate.optional() }),
  response: pageOf(FollowUpRow),
});

export const recordFollowUp = endpoint({
  method: 'POST',
  path: '/closures/:id/follow-up',
  summary: 'Record that a closed case was followed up, and how things stand; or give another day for it.',
  params: IdParams,
  ifMatch: true,
  body: z.object({
    followedUpOn: PlainDate.nullable(),
    note: z.string().trim().max(5000).default(''),
    again: PlainDate.nullable().default(null),
  }),
  response: z.object({ id: Id, version: Version }),
});

export const reviseClosure = endpoint({
  method: 'PUT',
  path: '/closures/:id/words',
  summary: 'Complete or correct the words for the student and what happens next. The rest of a closed case stays as it is.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ studentSummary: Summary, whatNext: z.string().max(5000), followUpOn: PlainDate.nullable() }),
  response: z.object({ id: Id, version: Version }),
});

export const reopenCase = endpoint({
  method: 'POST',
  path: '/closures/:id/reopening',
  summary: 'Take a closed case up again as a new enrolment that follows it, with a mentor where one is named.',
  params: IdParams,
  body: z.object({
    id: Id,
    startedOn: PlainDate,
    match: z.object({ id: Id, mentorId: Id }).nullable().default(null),
  }),
  response: z.object({ enrolmentId: Id }),
});

export const listOwnClosures = endpoint({
  method: 'GET',
  path: '/own-closures',
  summary: 'Read the words written for you when a programme of yours ended.',
  response: z.object({
    items: z.array(z.object({ id: Id, programme: z.string(), closedOn: PlainDate, studentSummary: z.string(), whatNext: z.string() })),
  }),
});
