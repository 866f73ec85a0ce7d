import { z } from 'zod';
import { Point } from './assessments.ts';
import { Done, Id, IdParams, Instant, Line, PlainDate, Secret } from './common.ts';
import { endpoint } from './endpoint.ts';

export const QuestionnaireItem = z.object({
  /** Names the item in answers and exports; stays when the text is reworded in a later version. */
  id: z.string().regex(/^[a-z0-9_]{1,40}$/, 'An item’s id is 1 to 40 small letters, digits or _.'),
  text: z.string().trim().min(1).max(300),
  /** Agreeing with it is the worse answer: counted the other way round. */
  reversed: z.boolean().default(false),
});
export type QuestionnaireItem = z.infer<typeof QuestionnaireItem>;

export const QuestionnaireAnswer = z.object({ value: z.int().min(0).max(20), label: Line });
export type QuestionnaireAnswer = z.infer<typeof QuestionnaireAnswer>;

/** Somebody else's questionnaire is used under a licence that a person of the organisation vouches for. */
export const Licence = z.object({
  holder: Line,
  terms: z.string().trim().min(1).max(2000),
  attestedBy: z.string(),
  attestedAt: Instant,
});
export type Licence = z.infer<typeof Licence>;

export const Questionnaire = z.object({
  id: Id,
  code: z.string(),
  /** Counts its versions: once published a questionnaire never changes. */
  number: z.int(),
  name: z.string(),
  introduction: z.string(),
  items: z.array(QuestionnaireItem),
  /** Lowest value first. */
  answers: z.array(QuestionnaireAnswer),
  minAnswered: z.int(),
  validated: z.boolean(),
  licence: Licence.nullable(),
  shipped: z.boolean(),
  archived: z.boolean(),
});
export type Questionnaire = z.infer<typeof Questionnaire>;

/** What a questionnaire asks, and from how many answers on it has a score. */
export const QuestionnaireDefinition = z
  .object({
    name: Line,
    introduction: z.string().trim().max(2000).default(''),
    items: z.array(QuestionnaireItem).min(1, 'Write at least one item.').max(100),
    answers: z.array(QuestionnaireAnswer).min(2, 'Give at least two answers to choose from.').max(11),
    minAnswered: z.int().min(1),
  })
  .refine(({ items }) => new Set(items.map(({ id }) => id)).size === items.length, {
    message: 'Two items have the same id.',
    path: ['items'],
  })
  .refine(({ answers }) => answers.every(({ value }, index) => value === (answers[0]?.value ?? 0) + index), {
    message: 'Each answer counts one more than the one before it.',
    path: ['answers'],
  })
  .refine(({ items, minAnswered }) => minAnswered <= items.length, {
    message: 'There are not that many items.',
    path: ['minAnswered'],
  });
export type QuestionnaireDefinition = z.infer<typeof QuestionnaireDefinition>;

export const listQuestionnaires = endpoint({
  method: 'GET',
  path: '/questionnaires',
  summary: 'List the questionnaires the organisation can ask, archived ones last.',
  response: z.object({ items: z.array(Questionnaire) }),
});

export const createQuestionnaire = endpoint({
  method: 'POST',
  path: '/questionnaires',
  summary: 'Define a questionnaire, or the next version of one. Somebody else’s needs a licence that you vouch for.',
  body: z.object({
    id: Id,
    definition: QuestionnaireDefinition,
    /** The questionnaire this is the next version of. */
    replaces: Id.nullable().default(null),
    validated: z.boolean().default(false),
    /** Null says: our own words. */
    licence: Licence.pick({ holder: true, terms: true }).nullable(),
  }),
  response: Questionnaire,
});

export const readQuestionnaireFile = endpoint({
  method: 'POST',
  path: '/questionnaires/file',
  summary: 'Read a questionnaire file, YAML or JSON, and say what is in it or what is wrong with it. Nothing is kept.',
  body: z.object({ source: z.string().max(200_000, 'The file is too long to be a questionnaire.') }),
  response: z.object({
    definition: QuestionnaireDefinition.nullable(),
    problems: z.array(z.object({ line: z.int().nullable(), path: z.string(), message: z.string() })),
  }),
});

export const archiveQuestionnaire = endpoint({
  method: 'POST',
  path: '/questionnaires/:id/archive',
  summary: 'Take a questionnaire out of use, or back into it. What was answered stays.',
  params: IdParams,
  body: z.object({ archived: z.boolean() }),
  response: Questionnaire,
});

/** A questionnaire handed to a student, and what came back. */
export const QuestionnaireRequest = z.object({
  id: Id,
  questionnaireId: Id,
  name: z.string(),
  measureId: Id,
  enrolmentId: Id.nullable(),
  point: Point.nullable(),
  askedBy: z.string(),
  askedAt: Instant,
  expiresAt: Instant,
  state: z.enum(['waiting', 'answered', 'withdrawn', 'expired']),
  answeredAt: Instant.nullable(),
  /** Where the student answers, while it is waiting. */
  url: z.string().nullable(),
  score: z.number().nullable(),
  /** Item by item, null for “I'd rather not say”; empty until answered. */
  answers: z.array(z.object({ text: z.string(), answer: z.string().nullable() })),
});
export type QuestionnaireRequest = z.infer<typeof QuestionnaireRequest>;

export const listQuestionnaireRequests = endpoint({
  method: 'GET',
  path: '/students/:id/questionnaire-requests',
  summary: 'List the questionnaires a student was asked to fill in, with their links and what was answered, latest first.',
  params: IdParams,
  response: z.object({ items: z.array(QuestionnaireRequest), email: z.boolean() }),
});

export const askQuestionnaire = endpoint({
  method: 'POST',
  path: '/students/:id/questionnaire-requests',
  summary: "Ask a student to fill in a measure's questionnaire, on a private link that takes one answer.",
  params: IdParams,
  body: z.object({
    id: Id,
    linkId: Id,
    measureId: Id,
    enrolmentId: Id.nullable().default(null),
    point: Point.nullable().default(null),
    /** Send the link to the student's own address. */
    email: z.boolean().default(false),
  }),
  response: Done,
});

export const withdrawQuestionnaire = endpoint({
  method: 'DELETE',
  path: '/questionnaire-requests/:id',
  summary: 'Take back a questionnaire that was not answered: its link is over.',
  params: IdParams,
  response: Done,
});

export const listOwnQuestionnaires = endpoint({
  method: 'GET',
  path: '/own-questionnaires',
  summary: 'List the questionnaires that wait for you to fill them in',
  response: z.object({ items: z.array(z.object({ id: Id, name: z.string(), items: z.int(), askedOn: PlainDate, url: z.string() })) }),
});

const TokenParams = z.object({ token: Secret });

export const openQuestionnaire = endpoint({
  method: 'GET',
  path: '/questionnaire/:token',
  access: 'public',
  summary: 'Open the questionnaire behind a private link.',
  params: TokenParams,
  response: z.object({
    organisation: z.string(),
    givenName: z.string(),
    askedBy: z.string(),
    name: z.string(),
    introduction: z.string(),
    items: z.array(QuestionnaireItem.pick({ id: true, text: true })),
    answers: z.array(QuestionnaireAnswer),
  }),
});

export const answerQuestionnaire = endpoint({
  method: 'POST',
  path: '/questionnaire/:token/answers',
  access: 'public',
  summary: 'Answer the questionnaire behind a private link, once. An item may be left unsaid.',
  params: TokenParams,
  body: z.object({
    /** By item; null says “I'd rather not say”. */
    answers: z.record(z.string().max(40), z.int().nullable()),
  }),
  response: Done,
});
