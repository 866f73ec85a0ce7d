import { z } from 'zod';
import { Id, Instant, PlainDate } from './common.ts';
import { endpoint } from './endpoint.ts';

/** Who is speaking. Each is a series of its own: shown side by side, never averaged. */
export const Perspective = z.enum(['mentor', 'student', 'joint']);
export type Perspective = z.infer<typeof Perspective>;

/** Where in an enrolment an assessment was made. */
export const Point = z.enum(['baseline', 'progress', 'review', 'closing']);
export type Point = z.infer<typeof Point>;

/** Why an outcome has no level: a value, not a blank. */
export const MissingReason = z.enum(['not_asked', 'declined', 'not_applicable', 'not_collected']);
export type MissingReason = z.infer<typeof MissingReason>;

/** Levels count from 1; a framework version has between 2 and 10 of them. */
export const Level = z.int().min(1).max(10);

/** A line a person typed beside a score; may be empty. */
const Reason = z.string().trim().max(1000);

const Person = z.object({ id: Id, name: z.string() });

/** A score that has been corrected, as it was first written. */
const ReplacedScore = z.object({
  id: Id,
  level: Level.nullable(),
  missingReason: MissingReason.nullable(),
  reason: z.string(),
  recordedAt: Instant,
  recordedBy: Person.nullable(),
});

/** One step of an outcome's ladder: a score as it stands today, and what it replaced. */
const HistoryScore = z.object({
  id: Id,
  assessmentId: Id,
  meetingId: Id.nullable(),
  assessedOn: PlainDate,
  perspective: Perspective,
  point: Point,
  enrolmentId: Id,
  assessor: Person,
  /** The framework version it was judged against, and how many levels that has. */
  versionNumber: z.int(),
  levels: z.int(),
  level: Level.nullable(),
  missingReason: MissingReason.nullable(),
  reason: z.string(),
  recordedAt: Instant,
  recordedBy: Person.nullable(),
  /** Why it replaced an earlier score; null when it was never corrected. */
  amendmentReason: z.string().nullable(),
  /** Earlier scores in its place, newest first. */
  replaced: z.array(ReplacedScore),
  /** Whether whoever asks may correct it. */
  mayAmend: z.boolean(),
});
export type HistoryScore = z.infer<typeof HistoryScore>;

const OutcomeHistory = z.object({
  seriesId: Id,
  outcomeId: Id,
  statement: z.string(),
  question: z.string(),
  studentWording: z.string(),
  descriptors: z.array(z.string()),
  levels: z.int(),
  /** Oldest first. Empty when the outcome was never assessed. */
  scores: z.array(HistoryScore),
});
export type OutcomeHistory = z.infer<typeof OutcomeHistory>;

const TypeHistory = z.object({ code: z.string(), name: z.string(), outcomes: z.array(OutcomeHistory) });

const EnrolmentSpan = z.object({ id: Id, programme: z.string(), startedOn: PlainDate, endedOn: PlainDate.nullable() });
const MatchSpan = z.object({ id: Id, mentor: Person, startedOn: PlainDate, endedOn: PlainDate.nullable() });

export const StudentOutcomes = z.object({
  student: Person,
  today: PlainDate,
  types: z.array(TypeHistory),
  enrolments: z.array(EnrolmentSpan),
  /** Who mentored when, so that a change of mentor can be marked where it happened. */
  matches: z.array(MatchSpan),
});
export type StudentOutcomes = z.infer<typeof StudentOutcomes>;

export const getStudentOutcomes = endpoint({
  method: 'GET',
  path: '/students/:id/outcomes',
  summary: "Read every outcome's ladder for a student, with its whole history and its corrections",
  params: z.object({ id: Id }),
  response: StudentOutcomes,
});

export const amendScore = endpoint({
  method: 'POST',
  path: '/scores/:id/amendment',
  summary: 'Correct a score: a new score takes its place with a reason, and both stay',
  params: z.object({ id: Id }),
  body: z
    .object({
      id: Id,
      level: Level.nullable(),
      missingReason: MissingReason.nullable(),
      /** The line beside the score. */
      reason: Reason.default(''),
      /** Why the score is corrected. */
      amendmentReason: z.string().trim().min(3, 'Say in a few words why the score is corrected.').max(500),
    })
    .refine((body) => (body.level === null) !== (body.missingReason === null), {
      message: 'Give either a level or the reason why there is none.',
      path: ['level'],
    }),
  response: z.object({ id: Id, supersedes: Id }),
});
