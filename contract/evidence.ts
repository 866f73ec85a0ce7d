import { z } from 'zod';
import { Perspective } from './assessments.ts';
import { Id, PlainDate } from './common.ts';

/** A value as it was shown: what it says, which day or days it stands for, and where it comes from. */
export const EvidencePoint = z.object({
  value: z.number().nullable(),
  /** As it is read aloud: "92.3%", "Grade 5", "Level 3 of 4". */
  shown: z.string(),
  from: PlainDate.nullable(),
  on: PlainDate.nullable(),
  source: z.enum(['hand', 'questionnaire', 'import', 'marks', 'assessment']),
});
export type EvidencePoint = z.infer<typeof EvidencePoint>;

export const EvidenceMovement = z.enum(['better', 'same', 'worse', 'unknown']);
export type EvidenceMovement = z.infer<typeof EvidenceMovement>;

/** Why nothing can be said yet, each with another thing to do about it. */
export const CannotSay = z.enum(['nothing_recorded', 'no_baseline', 'nothing_new', 'not_followed']);
export type CannotSay = z.infer<typeof CannotSay>;

/** Where a student stands against a target: reached, nearly, not, or nothing to tell it by. */
export const TargetState = z.enum(['on', 'near', 'off', 'unknown']);
export type TargetState = z.infer<typeof TargetState>;

/** What a measure or an outcome should become, and where it stands. */
export const TargetStanding = z.object({
  id: Id,
  /** Null for a target of the student's own, whatever the programme. */
  enrolmentId: Id.nullable(),
  measureId: Id.nullable(),
  seriesId: Id.nullable(),
  /** The measure, or the outcome's statement. */
  name: z.string(),
  value: z.number(),
  shown: z.string(),
  dueOn: PlainDate.nullable(),
  note: z.string(),
  setOn: PlainDate,
  setBy: z.string().nullable(),
  baseline: EvidencePoint.nullable(),
  now: EvidencePoint.nullable(),
  state: TargetState,
});
export type TargetStanding = z.infer<typeof TargetStanding>;

/** A measure or one perspective on an outcome, from the baseline to now. */
export const EvidenceLine = z.object({
  /** The measure's id, or the outcome's series. */
  id: Id,
  name: z.string(),
  /** The outcome type, of an outcome. */
  group: z.string().nullable(),
  perspective: Perspective.nullable(),
  baseline: EvidencePoint.nullable(),
  now: EvidencePoint.nullable(),
  movement: EvidenceMovement,
  cannotSay: CannotSay.nullable(),
});
export type EvidenceLine = z.infer<typeof EvidenceLine>;

/** What a review asks, in the order of the guidance. */
export const QuestionKey = z.enum([
  'attendance',
  'punctuality',
  'behaviour',
  'positive_behaviour',
  'attitude_to_learning',
  'attitude_to_school',
  'homework',
  'coursework',
  'attainment',
  'outcomes',
  'indicator',
]);
export type QuestionKey = z.infer<typeof QuestionKey>;

export const EvidenceQuestion = z.object({
  key: QuestionKey,
  /** `mixed`: some lines went up and some down. */
  answer: z.enum(['better', 'mixed', 'same', 'worse', 'unknown']),
  lines: z.array(EvidenceLine),
  /** Why there is no answer; null when there is one. */
  cannotSay: CannotSay.nullable(),
});
export type EvidenceQuestion = z.infer<typeof EvidenceQuestion>;

/** Everything on record that a review looks at. Frozen with the review, this is what the reviewer saw. */
export const Evidence = z.object({
  asOf: PlainDate,
  startedOn: PlainDate,
  /** Meetings, actions and feedback are counted from here: the day after the last review, or the start. */
  since: PlainDate,
  targets: z.array(TargetStanding),
  questions: z.array(EvidenceQuestion),
  meetings: z.object({ held: z.int(), studentAbsent: z.int(), mentorAbsent: z.int(), minutes: z.int() }),
  actions: z.object({
    done: z.int(),
    notDone: z.int(),
    open: z.int(),
    overdue: z.int(),
    items: z.array(
      z.object({
        id: Id,
        title: z.string(),
        owner: z.enum(['mentor', 'student']),
        status: z.enum(['open', 'done', 'not_done', 'dropped']),
        dueOn: PlainDate.nullable(),
      }),
    ),
  }),
  /** What teachers said since. */
  feedback: z.array(z.object({ author: z.string(), subject: z.string(), on: PlainDate, body: z.string() })),
});
export type Evidence = z.infer<typeof Evidence>;
