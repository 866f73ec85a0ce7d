import type { Problem } from '@waymark/contract/common.ts';
import type { z } from 'zod';
import { Refusal } from './refusal.ts';

/** Problem details (RFC 9457) of whatever was thrown. What is not a `Refusal` is ours to mend and says nothing more. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof Refusal) {
    return {
      type: `urn:waymark:problem:${error.code}`,
      code: error.code,
      title: error.title,
      status: error.status,
      ...(error.detail === undefined ? {} : { detail: error.detail }),
      ...(error.errors === undefined ? {} : { errors: error.errors }),
      request_id: requestId,
    };
  }
  const database = databaseRefusal(error);
  if (database !== undefined) return problemOf(database, requestId);
  return {
    type: 'urn:waymark:problem:unexpected',
    code: 'unexpected',
    title: 'Something went wrong in Waymark.',
    status: 500,
    detail: 'Nothing was saved. Try again; if it happens again, give your administrator the number of this request.',
    request_id: requestId,
  };
}

/** Constraints of the database that a race can reach past the rules, said as what they mean. */
function databaseRefusal(error: unknown): Refusal | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  switch (error.code) {
    case '23505':
      return new Refusal(
        409,
        'already-there',
        'This is already there.',
        'Somebody may have saved the same thing a moment ago. Load the page again to see it.',
      );
    case '23503':
      return new Refusal(
        409,
        'still-in-use',
        'Something this refers to is not there, or something still refers to it.',
        'Load the page again to see how things stand.',
      );
    case '40001':
    case '40P01':
      return new Refusal(503, 'busy', 'Somebody else was saving at the same moment.', 'Nothing was lost. Try again.');
    default:
      return undefined;
  }
}

/** What a schema found wrong, each field named with what was sent and what to do. */
export function zodRefusal(error: z.ZodError, sent: unknown, where: 'body' | 'query' | 'address'): Refusal {
  const errors = error.issues.map((issue) => {
    const value = issue.path.reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined),
      sent,
    );
    const shown = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
    return { field: issue.path.map(String).join('.') || where, ...(shown === undefined ? {} : { value: shown }), message: issue.message };
  });
  const names = [...new Set(errors.map((each) => each.field))];
  return new Refusal(
    422,
    'invalid',
    `Please check ${names.slice(0, 4).join(', ')}.`,
    errors
      .map((each) => `${each.field}: ${each.message}`)
      .slice(0, 4)
      .join('; '),
    errors,
  );
}
