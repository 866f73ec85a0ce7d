import { FRAMEWORK_LIMITS, FrameworkCode } from '@waymark/contract/framework-content.ts';
import { z } from 'zod';

// What a framework file holds, described in docs/framework-file.md. Every message is for the person who wrote the file:
// what is wrong there and what to put instead. Values arrive as text or nothing (see file.ts), so that `code: 01` stays
// "01" and `statement: Yes` stays "Yes".

const text = (max: number, what: string) =>
  z
    .string({
      error: (issue) => (issue.input === undefined || issue.input === null ? `${what} is missing. Add it.` : `${what} must be text.`),
    })
    .trim()
    .min(1, `${what} is empty. Write it.`)
    .max(max, `${what} is longer than ${max} characters. Shorten it.`)
    .refine((value) => !value.includes('\0'), `${what} holds a character that cannot be stored. Type it again.`);

const optionalText = (max: number, what: string) =>
  z
    .string({ error: `${what} must be text.` })
    .trim()
    .max(max, `${what} is longer than ${max} characters. Shorten it.`)
    .refine((value) => !value.includes('\0'), `${what} holds a character that cannot be stored. Type it again.`)
    .nullish()
    .transform((value) => value ?? '');

const code = z.string({ error: 'code is missing. Give it a short code such as K1, once in the file.' }).pipe(FrameworkCode);

/** Unknown keys are refused: a misspelt `descriptor:` must not be lost in silence. */
function strictly<Shape extends z.ZodRawShape>(what: string, shape: Shape) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') return `${what} has no such key. Known keys: ${known}.`;
      return issue.input === undefined || issue.input === null
        ? `${what} is missing. Add it with its keys: ${known}.`
        : `${what} must be a set of keys: ${known}.`;
    },
  });
}

const list = <Item extends z.ZodType>(item: Item, what: string, one: string, max: number) =>
  z
    .array(item, {
      error: (issue) =>
        issue.input === undefined || issue.input === null
          ? `${what} is missing. Add a list.`
          : `${what} must be a list: a line starting with "- " for each.`,
    })
    .min(1, `${what} is empty. Add at least one ${one}.`)
    .max(max, `${what} has more than ${max} entries. Take some out.`);

const levels = z
  .string({ error: `levels is missing. Write a whole number from ${FRAMEWORK_LIMITS.minLevels} to ${FRAMEWORK_LIMITS.maxLevels}.` })
  .trim()
  .refine(
    (value) => /^\d{1,2}$/.test(value) && Number(value) >= FRAMEWORK_LIMITS.minLevels && Number(value) <= FRAMEWORK_LIMITS.maxLevels,
    `levels must be a whole number from ${FRAMEWORK_LIMITS.minLevels} to ${FRAMEWORK_LIMITS.maxLevels}.`,
  )
  .transform(Number);

const outcome = strictly('An outcome', {
  code,
  statement: text(FRAMEWORK_LIMITS.sentence, 'statement'),
  question: text(FRAMEWORK_LIMITS.sentence, 'question'),
  student_wording: text(FRAMEWORK_LIMITS.sentence, 'student_wording'),
  evidence: optionalText(FRAMEWORK_LIMITS.paragraph, 'evidence'),
  descriptors: list(text(FRAMEWORK_LIMITS.sentence, 'A descriptor'), 'descriptors', 'descriptor', 50),
});

const outcomeType = strictly('An outcome type', {
  code,
  name: text(FRAMEWORK_LIMITS.name, 'name'),
  description: optionalText(FRAMEWORK_LIMITS.paragraph, 'description'),
  outcomes: list(outcome, 'outcomes', 'outcome', FRAMEWORK_LIMITS.outcomes),
});

export const FrameworkFile = strictly('A framework file', {
  waymark_framework: z
    .string({ error: 'waymark_framework is missing. Start the file with the line "waymark_framework: 1".' })
    .refine((value) => value.trim() === '1', 'This version of the file format is not known here. Write "waymark_framework: 1".'),
  name: text(FRAMEWORK_LIMITS.name, 'name'),
  description: optionalText(FRAMEWORK_LIMITS.paragraph, 'description'),
  levels,
  outcome_types: list(outcomeType, 'outcome_types', 'outcome type', FRAMEWORK_LIMITS.outcomeTypes),
});
export type FrameworkFile = z.infer<typeof FrameworkFile>;
