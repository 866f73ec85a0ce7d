import type { AnswerDraft, Asked } from './question.ts';

/**
 * The outcomes on the scale that most of them are on: levels of different scales are not added up, and the rest is said to be
 * left out.
 */
export function onOneScale(asked: Asked, draft: Pick<AnswerDraft, 'warnings'>): { levels: number; asked: Asked } {
  const sizes = Map.groupBy(asked.outcomes, ({ levels }) => levels);
  const [most] = [...sizes].toSorted((a, b) => b[1].length - a[1].length);
  if (most === undefined) return { levels: 4, asked };
  const [levels, outcomes] = most;
  if (sizes.size > 1)
    draft.warnings.push(`Outcomes on another scale than 1 to ${levels} are left out: levels of different scales are not added up.`);
  return { levels, asked: { ...asked, outcomes } };
}

/** Ids of the columns that count scores at each level. */
export const levelIds = (levels: number): string[] => Array.from({ length: levels }, (_, at) => `level_${at + 1}`);

/** Who gave the scores, as it stands in a sentence after "as scored by". */
export const whose = { mentor: 'mentors', student: 'students themselves', joint: 'mentors and students together' } as const;
