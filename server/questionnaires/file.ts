import { z } from 'zod';
import type { QuestionnaireDefinition } from '@waymark/contract/questionnaires.ts';
import { readDefinition, type FileProblem, type Nonsense } from '../definitions/read.ts';

// Every message is for the person who wrote the file. Values arrive as text or nothing (see definitions/read.ts).

const text = (max: number, what: string) =>
  z
    .string({ error: `${what} is missing. Add it.` })
    .trim()
    .min(1, `${what} is empty. Write it.`)
    .max(max, `${what} is longer than ${max} characters. Shorten it.`);

const itemId = z
  .string({ error: 'id is missing. Give each item a short id such as q1, once in the file.' })
  .regex(/^[a-z0-9_]{1,40}$/, 'An id is 1 to 40 small letters, digits or _.');

const yes = z
  .enum(['true', 'false', 'yes', 'no'], { error: 'reversed is true or false.' })
  .nullish()
  .transform((value) => value === 'true' || value === 'yes');

const item = z.strictObject(
  { id: itemId, text: text(300, 'text'), reversed: yes },
  { error: 'An item has the keys id, text and reversed, and no others.' },
);

const QuestionnaireFile = z.strictObject(
  {
    waymark_questionnaire: z.literal('1', { error: 'Start the file with the line "waymark_questionnaire: 1".' }),
    code: itemId.nullish(),
    name: text(200, 'name'),
    introduction: z
      .string({ error: 'introduction must be text.' })
      .trim()
      .max(2000, 'introduction is longer than 2000 characters.')
      .nullish(),
    answers: z
      .array(text(200, 'An answer'), { error: 'answers is missing. Add a list of the answers, the lowest first.' })
      .min(2, 'A questionnaire needs at least two answers to choose from.')
      .max(11, 'A questionnaire has at most 11 answers to choose from.'),
    first_value: z
      .string()
      .regex(/^[01]$/, 'first_value is the number of the first answer: 0 or 1.')
      .nullish()
      .transform((value) => Number(value ?? 1)),
    min_answered: z
      .string({ error: 'min_answered must be a number.' })
      .regex(/^\d{1,3}$/, 'min_answered is a whole number.')
      .nullish()
      .transform((value) => (value == null ? null : Number(value))),
    items: z
      .array(item, { error: 'items is missing. Add a list of items, each with id and text.' })
      .min(1, 'A questionnaire needs at least one item.')
      .max(100, 'A questionnaire has at most 100 items.'),
  },
  { error: 'A questionnaire file has the keys waymark_questionnaire, name, introduction, answers, first_value, min_answered and items.' },
);

export type ReadQuestionnaire =
  | { questionnaire: QuestionnaireDefinition & { code: string | null }; problems: [] }
  | { questionnaire: undefined; problems: FileProblem[] };

/** Reads a questionnaire file, YAML or JSON. All problems at once, in the order of the file. */
export function readQuestionnaireFile(source: string): ReadQuestionnaire {
  const read = readDefinition(source, 'questionnaire', QuestionnaireFile, senseOf);
  if (read.value === undefined) return { questionnaire: undefined, problems: read.problems };
  const file = read.value;
  return {
    questionnaire: {
      code: file.code ?? null,
      name: file.name,
      introduction: file.introduction ?? '',
      answers: file.answers.map((label, index) => ({ value: file.first_value + index, label })),
      items: file.items,
      minAnswered: file.min_answered ?? defaultMinimum(file.items.length),
    },
    problems: [],
  };
}

/** Two thirds of the items, rounded up: with fewer answers a mean says more about what was left out. */
export function defaultMinimum(items: number): number {
  return Math.ceil((items * 2) / 3);
}

function senseOf(file: z.output<typeof QuestionnaireFile>): Nonsense[] {
  const found: Nonsense[] = [];
  const seen = new Set<string>();
  for (const [index, { id }] of file.items.entries()) {
    if (seen.has(id))
      found.push({ path: ['items', index, 'id'], value: id, message: `The id ${id} is used twice. Give this item another.` });
    seen.add(id);
  }
  if (file.min_answered !== null && (file.min_answered < 1 || file.min_answered > file.items.length)) {
    found.push({
      path: ['min_answered'],
      value: file.min_answered,
      message: `min_answered is between 1 and the number of items, ${file.items.length}.`,
    });
  }
  return found;
}
