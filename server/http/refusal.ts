import type { Problem } from '@waymark/contract/common.ts';

type Fields = NonNullable<Problem['errors']>;

/** A request that is understood and refused: what is wrong, in words a person can act on. Becomes problem details. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: Fields | undefined;

  /**
   * @param code stable and kebab-case, for programs
   * @param title one sentence: what is wrong
   * @param detail what to do about it
   * @param errors field by field: which, the value, what to do
   */
  constructor(status: number, code: string, title: string, detail?: string, errors?: Fields) {
    super(detail === undefined ? title : `${title} ${detail}`);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
  }
}

/** Not there, or not for this person: the answer is the same, so that nobody learns of what they may not see. */
export function notFound(thing: string): Refusal {
  return new Refusal(404, 'not-found', `This ${thing} is not here.`, 'It may have been removed, or you may no longer have access to it.');
}

/** Somebody else changed it since it was read. */
export function stale(thing: string): Refusal {
  return new Refusal(
    412,
    'changed-meanwhile',
    `This ${thing} was changed by someone else while you were editing it.`,
    'Nothing of yours was saved. Load it again to see the change, then make your own.',
  );
}

/** What was sent cannot be taken as it is. */
export function invalid(title: string, errors?: Fields): Refusal {
  return new Refusal(422, 'invalid', title, undefined, errors);
}

/** It clashes with what is already there. */
export function conflict(code: string, title: string, detail?: string): Refusal {
  return new Refusal(409, code, title, detail);
}
