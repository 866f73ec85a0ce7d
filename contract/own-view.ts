import { z } from 'zod';
import { Level } from './assessments.ts';
import { Id, PlainDate } from './common.ts';
import { endpoint } from './endpoint.ts';

/*
 * The student's own view: the outcomes of their programme in the student's wording, scored by themselves. It is a series
 * of its own beside the mentor's, never averaged with it.
 */

export const OWN_VIEW_COMMENT = 500;

/** What a student may say in place of a step. What is skipped is not sent. */
export const MissingInOwnView = z.enum(['declined', 'not_applicable']);

const OwnView = z.object({
  enrolmentId: Id,
  programme: z.string(),
  questions: z.int(),
  /** The last day the student gave their view under this enrolment. */
  lastOn: PlainDate.nullable(),
});
export type OwnView = z.infer<typeof OwnView>;

export const listOwnViews = endpoint({
  method: 'GET',
  path: '/own-views',
  summary: 'List the programmes you take part in and can give your own view on',
  response: z.object({ items: z.array(OwnView) }),
});

const OwnQuestion = z.object({
  outcomeId: Id,
  /** The outcome as the student says it: "I know what my options are." */
  wording: z.string(),
  typeName: z.string(),
  /** What the student said last time. */
  previousLevel: Level.nullable(),
  previousOn: PlainDate.nullable(),
});
export type OwnQuestion = z.infer<typeof OwnQuestion>;

export const OwnQuestions = z.object({
  enrolmentId: Id,
  programme: z.string(),
  frameworkVersionId: Id,
  levels: z.int(),
  questions: z.array(OwnQuestion),
});
export type OwnQuestions = z.infer<typeof OwnQuestions>;

export const getOwnQuestions = endpoint({
  method: 'GET',
  path: '/own-views/:enrolmentId/questions',
  summary: 'Show the questions of your own view, in your own wording',
  params: z.object({ enrolmentId: Id }),
  response: OwnQuestions,
});

export const OwnScore = z
  .object({
    id: Id,
    outcomeId: Id,
    level: Level.nullable(),
    missingReason: MissingInOwnView.nullable(),
    comment: z.string().trim().max(OWN_VIEW_COMMENT, `Keep it to ${OWN_VIEW_COMMENT} characters.`).default(''),
  })
  .refine((score) => (score.level === null) !== (score.missingReason === null), {
    message: 'Give either a step or why there is none.',
    path: ['level'],
  });

export const recordOwnView = endpoint({
  method: 'POST',
  path: '/own-views',
  summary: 'Record your own view: what you answered, for your mentor to see beside theirs',
  body: z.object({
    id: Id,
    enrolmentId: Id,
    frameworkVersionId: Id,
    scores: z.array(OwnScore).min(1, 'Answer at least one question first.').max(200),
  }),
  response: z.object({ recordedOn: PlainDate, answered: z.int() }),
});
