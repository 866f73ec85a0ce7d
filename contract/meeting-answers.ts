import { z } from 'zod';
import { ActionOwner } from './actions.ts';
import { Point } from './assessments.ts';
import { Id, Instant, PlainDate, Text } from './common.ts';
import { MeetingMode, WallTime } from './meetings.ts';

/*
 * What is entered in a meeting that is not finished: one answer a key, so that two tabs, or a phone and a laptop, never
 * overwrite each other's other answers. `null` takes an answer back.
 */

/** How a meeting came out. A moved one names its new time. */
export const Attendance = z.enum(['held', 'student_absent', 'mentor_absent', 'cancelled', 'moved']);
export type Attendance = z.infer<typeof Attendance>;

/** In a meeting the mentor's view is taken, or one agreed with the student; the student's own has a page of its own. */
export const MeetingPerspective = z.enum(['mentor', 'joint']);

export const MissingInMeeting = z.enum(['not_asked', 'declined', 'not_applicable']);
export type MissingInMeeting = z.infer<typeof MissingInMeeting>;

const tooLong = 'Keep the reason to 500 characters; the notes have room for more.';
/** As recorded. In a draft text is kept as typed, half a sentence and all. */
export const ScoreReason = z.string().trim().max(500, tooLong);

/** The ids are made on the phone, with the answer they belong to: recording it twice is then recording it once. */
const ScoreAnswer = z
  .object({
    id: Id,
    level: z.int().min(1).max(10).nullable(),
    missingReason: MissingInMeeting.nullable(),
    reason: z.string().max(500, tooLong),
  })
  .refine((score) => score.level === null || score.missingReason === null, 'A score is a level or a reason for having none, not both.');
export type ScoreAnswer = z.infer<typeof ScoreAnswer>;

const NoteAnswer = z.object({ id: Id, body: Text });

const actionOf = (title: z.ZodString, detail: z.ZodString) =>
  z.object({ seriesId: Id.nullable(), libraryId: Id.nullable(), title, detail, owner: ActionOwner, dueOn: PlainDate.nullable() });
const Title = z.string().max(200, 'Keep the action to 200 characters; the detail has room for more.');
const Detail = z.string().max(2000, 'Keep the detail to 2,000 characters.');

/** As recorded; whether it has a title is for `recordProblems` to say. */
export const NewAction = actionOf(Title.trim(), Detail.trim());
export type NewAction = z.infer<typeof NewAction>;

const ActionAnswer = actionOf(Title, Detail).extend({ id: Id });
export type ActionAnswer = z.infer<typeof ActionAnswer>;

const ProposalAnswer = z.object({ decision: z.enum(['accepted', 'dismissed']), action: ActionAnswer.nullable() });
const ActionOutcomeAnswer = z.object({
  outcome: z.enum(['done', 'not_done', 'carried_on']),
  note: z.string().max(500),
  dueOn: PlainDate.nullable(),
});
export type ActionOutcomeAnswer = z.infer<typeof ActionOutcomeAnswer>;

const AttendanceAnswer = z.object({
  attendance: Attendance.nullable(),
  reason: z.string().max(500),
  mode: MeetingMode,
  minutes: z.int().min(0).max(480).nullable(),
  movedTo: z.object({ meetingId: Id, date: PlainDate.nullable(), time: WallTime.nullable() }).nullable(),
});
export type AttendanceAnswer = z.infer<typeof AttendanceAnswer>;

const AssessmentAnswer = z.object({ id: Id, perspective: MeetingPerspective, point: Point });
export type AssessmentAnswer = z.infer<typeof AssessmentAnswer>;

/** The version of the framework the meeting was begun with. The first one stands. */
const FrameworkAnswer = z.object({ frameworkVersionId: Id });

const answered = <Key extends z.ZodType, Value extends z.ZodType>(key: Key, value: Value) =>
  z.object({ key, value: value.nullable(), editedAt: Instant });

const kinds = {
  score: answered(z.templateLiteral(['score:', Id]), ScoreAnswer),
  notes: answered(z.literal('notes'), NoteAnswer),
  shared_notes: answered(z.literal('shared_notes'), NoteAnswer),
  action: answered(z.templateLiteral(['action:', Id]), ActionAnswer),
  proposal: answered(z.templateLiteral(['proposal:', Id, ':', Id]), ProposalAnswer),
  action_outcome: answered(z.templateLiteral(['action_outcome:', Id]), ActionOutcomeAnswer),
  attendance: answered(z.literal('attendance'), AttendanceAnswer),
  assessment: answered(z.literal('assessment'), AssessmentAnswer),
  framework: answered(z.literal('framework'), FrameworkAnswer),
} as const;

export const Answer = z.union([
  kinds.score,
  kinds.notes,
  kinds.shared_notes,
  kinds.action,
  kinds.proposal,
  kinds.action_outcome,
  kinds.attendance,
  kinds.assessment,
  kinds.framework,
]);
export type Answer = z.infer<typeof Answer>;
export type AnswerKey = Answer['key'];

/** The value that goes with a key. */
export type AnswerValue<Key extends AnswerKey> = Key extends `score:${string}`
  ? ScoreAnswer
  : Key extends `proposal:${string}`
    ? z.infer<typeof ProposalAnswer>
    : Key extends `action_outcome:${string}`
      ? ActionOutcomeAnswer
      : Key extends `action:${string}`
        ? ActionAnswer
        : Key extends 'notes' | 'shared_notes'
          ? z.infer<typeof NoteAnswer>
          : Key extends 'attendance'
            ? AttendanceAnswer
            : Key extends 'assessment'
              ? AssessmentAnswer
              : z.infer<typeof FrameworkAnswer>;

/** An answer as sent: each is looked at on its own, so that a bad one does not lose the rest. */
export const AnswerSent = z.object({ key: z.string().max(200), value: z.json(), editedAt: Instant });
export type AnswerSent = z.infer<typeof AnswerSent>;

/** Reads one sent answer; says in a sentence what is wrong with it otherwise. */
export function readAnswer(sent: AnswerSent): { answer: Answer } | { problem: string } {
  const kind = kinds[sent.key.split(':')[0] as keyof typeof kinds];
  if (kind === undefined) return { problem: `“${sent.key}” is not something a meeting asks.` };
  const parsed = kind.safeParse(sent);
  if (parsed.success) return { answer: parsed.data };
  const issue = parsed.error.issues[0];
  return { problem: `${issue?.path.slice(1).join('.') || 'The answer'}: ${issue?.message ?? 'cannot be read.'}` };
}
