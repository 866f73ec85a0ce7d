import type { AnswerDraft } from './question.ts';
import { people, say } from './said.ts';

/** For the paragraph on the method of a question whose model is fitted to some students only, where there are very many. */
export const drawing =
  'Where there are more than a million such counts, the model is fitted to whole students drawn at random, with all their scores: in the order of a hash (MD5) of the seed and the student’s id, until a million counts are reached. The same seed draws the same students. Tables of what was scored count everybody.';

/**
 * Says that a model was fitted to some students only. What has been said until then is of everybody the filters leave.
 * @param drawn whom and what it was fitted to
 * @param all students the filters leave, with scores
 */
export function sayDrawn(draft: AnswerDraft, drawn: { students: number; scores: number }, all: number): void {
  draft.sentences.push(
    say`There are too many scores for one model: it was fitted to ${people(drawn.students)} of ${people(all)} students, chosen at random, each with all their scores. Tables of what was scored count everybody.`,
  );
  draft.excluded.push({
    reason: 'left out of the model at random, so that the answer comes in time; counted in the tables of what was scored',
    students: all - drawn.students,
  });
  draft.included = drawn;
  draft.seeded = true;
}
