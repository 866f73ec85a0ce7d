import type { Questionnaire } from '@waymark/contract/questionnaires.ts';

/** By item; null says "I'd rather not say", as does an item that is not there. */
export type Answers = Readonly<Record<string, number | null>>;

export interface Score {
  /** Null when too few items were answered. */
  value: number | null;
  answered: number;
}

/**
 * The score of a questionnaire: the mean of the items that were answered, on the scale of the answers, a reversed item
 * counted from the other end. With fewer than `minAnswered` answers there is none.
 */
export function scoreOf({ items, answers, minAnswered }: Pick<Questionnaire, 'items' | 'answers' | 'minAnswered'>, given: Answers): Score {
  const ends = (answers[0]?.value ?? 0) + (answers.at(-1)?.value ?? 0);
  const counted = items.flatMap(({ id, reversed }) => {
    const value = given[id];
    return value === null || value === undefined ? [] : [reversed ? ends - value : value];
  });
  if (counted.length < minAnswered) return { value: null, answered: counted.length };
  return { value: counted.reduce((sum, value) => sum + value, 0) / counted.length, answered: counted.length };
}

/** What is wrong with answers that were sent: items that are not asked, values nobody can choose. */
export function answerProblems({ items, answers }: Pick<Questionnaire, 'items' | 'answers'>, given: Answers) {
  const known = new Set(items.map(({ id }) => id));
  const values = new Set(answers.map(({ value }) => value));
  return Object.entries(given).flatMap(([item, value]): { field: string; value: unknown; message: string }[] => {
    if (!known.has(item)) return [{ field: `answers.${item}`, value: item, message: 'This is not asked in the questionnaire.' }];
    if (value !== null && !values.has(value)) return [{ field: `answers.${item}`, value, message: 'Choose one of the answers.' }];
    return [];
  });
}

export type RequestState = 'waiting' | 'answered' | 'withdrawn' | 'expired';

/** What became of a questionnaire that was handed out. */
export function stateOf(
  { answeredAt, withdrawnAt, expiresAt }: { answeredAt: string | null; withdrawnAt: string | null; expiresAt: string },
  now: Date,
): RequestState {
  if (answeredAt !== null) return 'answered';
  if (withdrawnAt !== null) return 'withdrawn';
  return new Date(expiresAt) <= now ? 'expired' : 'waiting';
}
