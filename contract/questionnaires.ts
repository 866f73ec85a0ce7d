import { z } from 'zod';
import { Id, Instant, Line } from './common.ts';

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
