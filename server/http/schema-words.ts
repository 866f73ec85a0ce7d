import type { z } from 'zod';

/*
 * What a schema says of itself when nothing was written for the case: for whoever filled in a form, not for whoever wrote the
 * schema. Messages of a schema's own come first, and what is not named here keeps the library's words.
 */

const format: Readonly<Record<string, string>> = {
  date: 'Choose a day.',
  email: 'This is not an e-mail address.',
  url: 'This is not a web address.',
};

/** @returns undefined where the library's words stand */
export function inPlainWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') return issue.minimum === 1 ? 'Fill this in.' : `At least ${issue.minimum} letters.`;
      if (issue.origin === 'array') return `Choose at least ${issue.minimum}.`;
      return issue.inclusive === false ? `More than ${issue.minimum}.` : `At least ${issue.minimum}.`;
    case 'too_big':
      if (issue.origin === 'string') return `At most ${issue.maximum} letters.`;
      if (issue.origin === 'array') return `Choose at most ${issue.maximum}.`;
      return issue.inclusive === false ? `Less than ${issue.maximum}.` : `At most ${issue.maximum}.`;
    case 'invalid_type':
      return issue.input === undefined || issue.input === null || issue.input === '' ? 'Fill this in.' : undefined;
    case 'invalid_format':
      return format[issue.format];
    default:
      return undefined;
  }
}
