import { z } from 'zod';
import { Id, IdParams, Instant, PlainDate } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What the second mentor goes by: the notes shared from the meeting, or having been there. */
export const ScoringBasis = z.enum(['notes', 'present']);
export type ScoringBasis = z.infer<typeof ScoringBasis>;

export const SecondScoring = z.object({
  id: Id,
  meetingId: Id,
  meetingOn: PlainDate,
  student: z.string(),
  mentor: z.string(),
  scorer: z.string(),
  basis: ScoringBasis,
  /** What the meetings were drawn with; null when chosen by hand. */
  seed: z.string().nullable(),
  dueOn: PlainDate,
  status: z.enum(['open', 'done', 'withdrawn']),
  closedAt: Instant.nullable(),
  outcomes: z.int(),
});
export type SecondScoring = z.infer<typeof SecondScoring>;

export const listSecondScorings = endpoint({
  method: 'GET',
  path: '/second-scorings',
  summary: 'List the meetings a second mentor was asked to score, the latest asked first.',
  response: z.object({ items: z.array(SecondScoring) }),
});

export const listScorableMeetings = endpoint({
  method: 'GET',
  path: '/scorable-meetings',
  summary: 'Draw meetings for a second scoring: held and scored in a period, in an order that the seed decides, the same every time.',
  query: z.object({
    from: PlainDate,
    to: PlainDate,
    basis: ScoringBasis.default('notes'),
    seed: z.string().trim().min(1, 'Enter a seed: any word or number.').max(60),
    count: z.coerce.number().int().min(1).max(50).default(10),
  }),
  response: z.object({
    /** How many there are to draw from. */
    of: z.int(),
    items: z.array(
      z.object({ id: Id, heldOn: PlainDate, studentId: Id, student: z.string(), mentorId: Id, mentor: z.string(), outcomes: z.int() }),
    ),
  }),
});

export const askSecondScorings = endpoint({
  method: 'POST',
  path: '/second-scorings',
  summary:
    'Ask mentors to score meetings of colleagues independently. They see what was shared of the meeting, and nothing of the levels given.',
  body: z.object({
    basis: ScoringBasis,
    seed: z.string().trim().min(1).max(60).nullable().default(null),
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
    items: z.array(z.object({ id: Id, meetingOn: PlainDate, basis: ScoringBasis, dueOn: PlainDate, outcomes: z.int() })),
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
    z.object({ outcomeId: Id, type: z.string(), statement: z.string(), question: z.string(), descriptors: z.array(z.string()) }),
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

export const recordSecondScores = endpoint({
  method: 'POST',
  path: '/second-scorings/own/:id/scores',
  summary: 'Give your levels for a meeting of a colleague. They say how alike two people judge, and never enter the student’s own record.',
  params: IdParams,
  body: z.object({
    scores: z
      .array(
        z
          .object({
            outcomeId: Id,
            level: z.int().min(1).max(10).nullable(),
            missingReason: z.enum(['not_asked', 'not_applicable']).nullable().default(null),
          })
          .refine(
            ({ level, missingReason }) => (level === null) !== (missingReason === null),
            'Give a level, or say that it cannot be told.',
          ),
      )
      .min(1)
      .max(60),
  }),
  response: z.object({ id: Id }),
});
