import { z } from 'zod';
import { Id, IdParams, Instant, Line, PageQuery, PlainDate, Version, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Evidence } from './evidence.ts';
import { Named } from './students.ts';
import { NewTarget } from './targets.ts';

export const ReviewKind = z.enum(['progress', 'closing']);
export type ReviewKind = z.infer<typeof ReviewKind>;

export const ReviewDecision = z.enum(['continue', 'change_plan', 'step_down', 'close', 'refer_on']);
export type ReviewDecision = z.infer<typeof ReviewDecision>;

const Voice = z.string().max(5000);
/** What each said, in their own words or as near as may be. */
const Voices = z.object({ mentor: Voice, student: Voice, teacher: Voice, parent: Voice });

/** A target changed or set by the decision; `replaces` is the one whose place it takes. */
const PlannedTarget = z.object({ target: NewTarget, replaces: Id.nullable(), reason: z.string().trim().max(200).default('') });
const PlannedAction = z.object({
  id: Id,
  title: Line,
  owner: z.enum(['mentor', 'student']),
  dueOn: PlainDate.nullable(),
});

/** What the reviewer enters. While the review is due it may be as incomplete as it is. */
export const ReviewEntry = z.object({
  heldOn: PlainDate.nullable(),
  voices: Voices,
  decision: ReviewDecision.nullable(),
  /** Why. */
  decisionNote: z.string().max(2000),
  /** What changes, how support steps down, or where to. */
  plan: z.string().max(5000),
  targets: z.array(PlannedTarget).max(30),
  actions: z.array(PlannedAction).max(20),
  /** Another day for the next review than the schedule would give. */
  nextReviewOn: PlainDate.nullable(),
});
export type ReviewEntry = z.output<typeof ReviewEntry>;

/** A draft keeps what is typed: a line half finished is no reason to lose the rest. */
export const ReviewDraft = ReviewEntry.extend({
  actions: z.array(PlannedAction.extend({ title: z.string().max(200) })).max(20),
});
export type ReviewDraft = z.output<typeof ReviewDraft>;

export const ReviewRow = z.object({
  id: Id,
  enrolmentId: Id,
  student: Named,
  programme: z.string(),
  school: z.string().nullable(),
  mentors: z.array(Named),
  kind: ReviewKind,
  status: z.enum(['due', 'held', 'skipped']),
  dueOn: PlainDate,
  /** Days past its day; negative when it is still to come. Null once it is held or left out. */
  daysOverdue: z.int().nullable(),
  /** Somebody has begun to fill it in. */
  begun: z.boolean(),
  heldOn: PlainDate.nullable(),
  heldBy: z.string().nullable(),
  decision: ReviewDecision.nullable(),
  skippedReason: z.string().nullable(),
});
export type ReviewRow = z.infer<typeof ReviewRow>;

export const listReviews = endpoint({
  method: 'GET',
  path: '/reviews',
  summary: 'List reviews: overdue, due soon, all that are due, or held; the longest overdue first, held ones latest first.',
  query: PageQuery.extend({
    state: z.enum(['overdue', 'soon', 'due', 'held']).default('due'),
    programmeId: Id.optional(),
    schoolId: Id.optional(),
    mentorId: Id.optional(),
  }),
  response: pageOf(ReviewRow),
});

export const listStudentReviews = endpoint({
  method: 'GET',
  path: '/students/:id/reviews',
  summary: "List a student's reviews, those still to be held first, then the latest.",
  params: IdParams,
  response: z.object({ items: z.array(ReviewRow) }),
});

export const startReview = endpoint({
  method: 'POST',
  path: '/enrolments/:id/reviews',
  summary: 'Begin a review now. Where one of the kind is due already, that is the one.',
  params: IdParams,
  body: z.object({ id: Id, kind: ReviewKind.default('progress') }),
  response: z.object({ id: Id }),
});

/** What was agreed in a held review, as it was written down. */
const Agreed = z.object({
  targets: z.array(z.object({ name: z.string(), shown: z.string(), dueOn: PlainDate.nullable(), before: z.string().nullable() })),
  actions: z.array(PlannedAction),
  nextReviewOn: PlainDate.nullable(),
});
export type Agreed = z.infer<typeof Agreed>;

export const Review = z.object({
  id: Id,
  enrolmentId: Id,
  student: Named,
  programme: z.string(),
  kind: ReviewKind,
  status: z.enum(['due', 'held', 'skipped']),
  dueOn: PlainDate,
  /** The case is closed: nothing in it can be written any more. */
  closed: z.boolean(),
  skippedReason: z.string().nullable(),
  /** Today's record while it is due; frozen once it is held. Null for one that was left out. */
  evidence: Evidence.nullable(),
  /** Sent back on holding, so that what is frozen is what was seen. */
  seen: z.string().nullable(),
  /** What has been entered, or what was said. The teacher's part begins with what teachers have sent. */
  entry: ReviewDraft,
  held: z.object({ on: PlainDate, by: z.string().nullable(), agreed: Agreed }).nullable(),
  draftSavedAt: Instant.nullable(),
  version: Version,
});
export type Review = z.infer<typeof Review>;

export const getReview = endpoint({
  method: 'GET',
  path: '/reviews/:id',
  summary: 'Read a review: what is on record and what has been entered while it is due, what the reviewer saw once it is held.',
  params: IdParams,
  response: Review,
});

export const saveReviewDraft = endpoint({
  method: 'PUT',
  path: '/reviews/:id/draft',
  summary: 'Save what has been entered in a review so far.',
  params: IdParams,
  ifMatch: true,
  body: ReviewDraft,
  response: z.object({ savedAt: Instant, version: Version }),
});

export const holdReview = endpoint({
  method: 'POST',
  path: '/reviews/:id/holding',
  summary: 'Hold a review: its decision is recorded, what it agrees is set up, and what was seen is frozen with it.',
  params: IdParams,
  ifMatch: true,
  body: ReviewEntry.extend({ seen: z.string() }),
  response: z.object({ id: Id, decision: ReviewDecision, nextDueOn: PlainDate.nullable() }),
});

export const skipReview = endpoint({
  method: 'POST',
  path: '/reviews/:id/omission',
  summary: 'Leave a due review out, with the reason. The next one is counted from today.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ reason: Line }),
  response: z.object({ id: Id, nextDueOn: PlainDate.nullable() }),
});

export const setReviewSchedule = endpoint({
  method: 'PUT',
  path: '/programmes/:id/review-schedule',
  summary: 'Say how often students of a programme are reviewed, and whether at the close. Reviews that are due move with it.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ everyWeeks: z.int().min(1).max(52).nullable(), atClose: z.boolean() }),
  response: z.object({ id: Id, version: Version, due: z.int() }),
});
