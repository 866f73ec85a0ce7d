import { z } from 'zod';
import { Id, IdParams, Instant, PageQuery, pageOf, PlainDate } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What the second mentor goes by: the notes shared from the meeting, or having been there. */
export const ScoringBasis = z.enum(['notes', 'present']);
export type ScoringBasis = z.infer<typeof ScoringBasis>;

/** Why a second mentor gave no level. */
const MissingSecond = z.enum(['not_asked', 'not_applicable']);

/** What a second mentor has chosen for one outcome. */
const SecondAnswer = z.object({ level: z.int().min(1).max(10).nullable(), missingReason: MissingSecond.nullable().default(null) });

/** How a meeting came to be scored twice. What is drawn speaks for the meetings it was drawn from; what is chosen, for itself. */
export const MeetingDraw = z.object({
  id: Id,
  seed: z.string(),
  from: PlainDate,
  to: PlainDate,
  /** How many could be drawn, and how many were. */
  of: z.int(),
  drawn: z.int(),
});
export type MeetingDraw = z.infer<typeof MeetingDraw>;

export const SecondScoring = z.object({
  id: Id,
  meetingId: Id,
  meetingOn: PlainDate,
  student: z.string(),
  mentor: z.string(),
  scorer: z.string(),
  basis: ScoringBasis,
  /** Null when chosen by hand. */
  draw: MeetingDraw.nullable(),
  dueOn: PlainDate,
  status: z.enum(['open', 'done', 'withdrawn']),
  askedAt: Instant,
  closedAt: Instant.nullable(),
  outcomes: z.int(),
});
export type SecondScoring = z.infer<typeof SecondScoring>;

export const listSecondScorings = endpoint({
  method: 'GET',
  path: '/second-scorings',
  summary: 'List the meetings a second mentor was asked to score, the latest asked first.',
  query: PageQuery.extend({ status: SecondScoring.shape.status.optional(), chosen: z.enum(['drawn', 'by-hand']).optional() }),
  response: pageOf(SecondScoring),
});

export const getSecondScoring = endpoint({
  method: 'GET',
  path: '/second-scorings/:id',
  summary: 'Read one second scoring: once it is done, what both mentors gave, outcome by outcome.',
  params: IdParams,
  response: SecondScoring.extend({
    studentId: Id,
    levels: z.array(
      z.object({
        outcomeId: Id,
        type: z.string(),
        statement: z.string(),
        descriptors: z.array(z.string()),
        /** As it stands now, amendments applied; null where it was taken back since. */
        first: z.int().nullable(),
        second: z.int().nullable(),
        missingReason: MissingSecond.nullable(),
      }),
    ),
  }),
});

const ScorableMeeting = z.object({
  id: Id,
  heldOn: PlainDate,
  studentId: Id,
  student: z.string(),
  mentorId: Id,
  mentor: z.string(),
  outcomes: z.int(),
});
export type ScorableMeeting = z.infer<typeof ScorableMeeting>;

const DrawQuery = z.object({
  from: PlainDate,
  to: PlainDate,
  seed: z.string().trim().min(1, 'Enter a seed: any word or number.').max(60),
  count: z.coerce.number().int().min(1, 'Draw at least one.').max(50, 'Draw at most fifty at a time.').default(10),
});

export const drawScorableMeetings = endpoint({
  method: 'GET',
  path: '/scorable-meetings/drawn',
  summary: 'Draw meetings for a second scoring: held and scored in a period, in an order that the seed decides, the same every time.',
  query: DrawQuery.extend({ basis: ScoringBasis.default('notes') }),
  response: z.object({
    /** How many there are to draw from. */
    of: z.int(),
    items: z.array(ScorableMeeting),
  }),
});

export const listScorableMeetings = endpoint({
  method: 'GET',
  path: '/scorable-meetings',
  summary: 'List meetings that could be scored a second time, the latest first, to choose from by hand.',
  query: PageQuery.extend({
    from: PlainDate,
    to: PlainDate,
    basis: ScoringBasis.default('notes'),
    mentorId: Id.optional(),
    /** Part of the student's name. */
    student: z.string().trim().max(100).optional(),
  }),
  response: pageOf(ScorableMeeting),
});

export const askSecondScorings = endpoint({
  method: 'POST',
  path: '/second-scorings',
  summary:
    'Ask mentors to score meetings of colleagues independently. They see what was shared of the meeting, and nothing of the levels given.',
  body: z.object({
    basis: ScoringBasis,
    /** What the meetings were drawn with: all of them have to be of that draw. Null when they were chosen by hand. */
    draw: DrawQuery.nullable().default(null),
    dueOn: PlainDate,
    items: z
      .array(z.object({ id: Id, meetingId: Id, scorerId: Id }))
      .min(1, 'Choose at least one meeting.')
      .max(50),
  }),
  response: z.object({ asked: z.int() }),
});

export const withdrawSecondScoring = endpoint({
  method: 'POST',
  path: '/second-scorings/:id/withdrawal',
  summary: 'Take a request back. What was shown for it is shown no longer.',
  params: IdParams,
  response: z.object({ id: Id }),
});

export const listOwnSecondScorings = endpoint({
  method: 'GET',
  path: '/second-scorings/own',
  summary: 'List the meetings of colleagues you are asked to score.',
  response: z.object({
    items: z.array(z.object({ id: Id, meetingOn: PlainDate, basis: ScoringBasis, dueOn: PlainDate, outcomes: z.int(), answered: z.int() })),
  }),
});

export const OwnSecondScoring = z.object({
  id: Id,
  meetingOn: PlainDate,
  basis: ScoringBasis,
  dueOn: PlainDate,
  /** A given name and no more. */
  student: z.string(),
  yearGroup: z.int().nullable(),
  notes: z.array(z.string()),
  questions: z.array(
    z.object({
      outcomeId: Id,
      type: z.string(),
      statement: z.string(),
      question: z.string(),
      descriptors: z.array(z.string()),
      /** What you have chosen so far; nobody else sees it before you send it. */
      begun: SecondAnswer.nullable(),
    }),
  ),
});
export type OwnSecondScoring = z.infer<typeof OwnSecondScoring>;

export const getOwnSecondScoring = endpoint({
  method: 'GET',
  path: '/second-scorings/own/:id',
  summary: 'Read what you need to score a meeting of a colleague, while the request is open.',
  params: IdParams,
  response: OwnSecondScoring,
});

export const keepSecondAnswer = endpoint({
  method: 'POST',
  path: '/second-scorings/own/:id/begun',
  summary: 'Keep what you have chosen for one outcome, until you send all of it.',
  params: IdParams,
  /** Null takes the answer back. */
  body: z.object({ outcomeId: Id, answer: SecondAnswer.nullable() }),
  response: z.object({ answered: z.int() }),
});

export const recordSecondScores = endpoint({
  method: 'POST',
  path: '/second-scorings/own/:id/scores',
  summary: 'Give your levels for a meeting of a colleague. They say how alike two people judge, and never enter the student’s own record.',
  params: IdParams,
  body: z.object({
    scores: z
      .array(
        SecondAnswer.extend({ outcomeId: Id }).refine(
          ({ level, missingReason }) => (level === null) !== (missingReason === null),
          'Give a level, or say that it cannot be told.',
        ),
      )
      .min(1)
      .max(60),
  }),
  response: z.object({ id: Id }),
});
