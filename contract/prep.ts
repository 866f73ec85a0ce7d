import { z } from 'zod';
import { Level, MissingReason, Perspective, Point } from './assessments.ts';
import { Id, IdParams, Instant, PlainDate } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Feedback } from './feedback.ts';

/** Why a question is worth asking now; `docs/methods/questions.md` says what each is worth. */
export const QuestionReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('action_due'), actionId: Id, title: z.string(), dueOn: PlainDate, overdue: z.boolean() }),
  z.object({ kind: z.literal('fell'), from: Level, to: Level, on: PlainDate }),
  z.object({ kind: z.literal('never_assessed') }),
  z.object({ kind: z.literal('disagree'), mentor: Level, student: Level }),
  z.object({ kind: z.literal('low'), level: Level, on: PlainDate }),
  z.object({ kind: z.literal('stale'), on: PlainDate, days: z.int() }),
  /** Nothing presses; it is only longest since this was asked. */
  z.object({ kind: z.literal('longest_ago'), on: PlainDate.nullable() }),
]);
export type QuestionReason = z.infer<typeof QuestionReason>;

/** Where a student stands on an outcome from one perspective. */
const View = z.object({
  level: Level.nullable(),
  on: PlainDate.nullable(),
  previousLevel: Level.nullable(),
  askedOn: PlainDate.nullable(),
  missingReason: MissingReason.nullable(),
});
export type View = z.infer<typeof View>;

/** One step of the small history beside an outcome, oldest first. */
const Step = z.object({ on: PlainDate, level: Level, perspective: Perspective, point: Point });

const PrepOutcome = z.object({
  seriesId: Id,
  outcomeId: Id,
  statement: z.string(),
  question: z.string(),
  /** Level 1 first. */
  descriptors: z.array(z.string()),
  /** Mentors' and joint scores: whichever is later. */
  mentor: View.nullable(),
  student: View.nullable(),
  history: z.array(Step),
});
export type PrepOutcome = z.infer<typeof PrepOutcome>;

const PrepAction = z.object({
  id: Id,
  title: z.string(),
  detail: z.string(),
  owner: z.enum(['mentor', 'student']),
  dueOn: PlainDate.nullable(),
  seriesId: Id.nullable(),
});
export type PrepAction = z.infer<typeof PrepAction>;

/** One thing that happened since the last meeting with the student. */
export const Change = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('scored'),
    on: PlainDate,
    by: z.string(),
    perspective: Perspective,
    statement: z.string(),
    level: Level,
    previousLevel: Level.nullable(),
  }),
  z.object({ kind: z.literal('amended'), on: PlainDate, by: z.string(), statement: z.string(), reason: z.string() }),
  z.object({
    kind: z.literal('action_closed'),
    on: PlainDate,
    title: z.string(),
    status: z.enum(['done', 'not_done', 'dropped']),
    note: z.string(),
  }),
  z.object({ kind: z.literal('action_set'), on: PlainDate, title: z.string() }),
  z.object({
    kind: z.literal('meeting'),
    on: PlainDate,
    mentor: z.string(),
    status: z.enum(['held', 'student_absent', 'mentor_absent', 'cancelled', 'moved']),
    reason: z.string(),
  }),
  z.object({ kind: z.literal('match_started'), on: PlainDate, mentor: z.string(), purpose: z.string() }),
  z.object({ kind: z.literal('match_ended'), on: PlainDate, mentor: z.string(), reason: z.string() }),
]);
export type Change = z.infer<typeof Change>;

export const Prep = z.object({
  meeting: z.object({
    id: Id,
    startsAt: Instant,
    status: z.enum(['scheduled', 'held', 'student_absent', 'mentor_absent', 'cancelled', 'moved']),
    mode: z.enum(['in_person', 'online', 'phone', 'group']),
    place: z.string(),
    plannedMinutes: z.int(),
    mentor: z.object({ id: Id, name: z.string() }),
    programme: z.string(),
    purpose: z.string(),
  }),
  student: z.object({ id: Id, name: z.string(), yearGroup: z.int().nullable(), school: z.string().nullable() }),
  today: PlainDate,
  /** The last meeting held with the student before this one; null before the first. */
  last: z
    .object({
      id: Id,
      startsAt: Instant,
      mentor: z.string(),
      minutes: z.int().nullable(),
      /** What was scored in it, and the level before. */
      scored: z.array(z.object({ seriesId: Id, statement: z.string(), level: Level, previousLevel: Level.nullable() })),
    })
    .nullable(),
  /** Since the last meeting, newest first; from the start of the enrolment before the first meeting. */
  changes: z.array(Change),
  /** Three to five, most pressing first; fewer only where fewer may be asked. */
  questions: z.array(z.object({ seriesId: Id, reasons: z.array(QuestionReason) })),
  levels: z.int(),
  types: z.array(z.object({ code: z.string(), name: z.string(), outcomes: z.array(PrepOutcome) })),
  /** Open ones, the first due first. */
  actions: z.array(PrepAction),
  notes: z.array(
    z.object({
      id: Id,
      meetingOn: PlainDate,
      author: z.string(),
      body: z.string(),
      handedOver: z.boolean(),
      sharedWithStudent: z.boolean(),
    }),
  ),
  /** What teachers said: since the last meeting first, then the latest before it; and how many have not answered yet. */
  classroom: z.object({ items: z.array(Feedback.extend({ sinceLast: z.boolean() })), waiting: z.int() }),
  mayMeet: z.boolean(),
});
export type Prep = z.infer<typeof Prep>;

export const getPrep = endpoint({
  method: 'GET',
  path: '/meetings/:id/prep',
  summary: 'Prepare a meeting: what changed, where the student stands, and the questions most worth asking now, each with its reasons',
  params: IdParams,
  response: Prep,
});
