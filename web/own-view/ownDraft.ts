import type { OwnQuestions } from '@waymark/contract/own-view.ts';
import type { LevelAnswer } from '../assessments/LevelChoice.tsx';

/** An answer being given; its id is made with it, so that sending it twice is sending it once. */
export interface OwnAnswer {
  id: string;
  answer: LevelAnswer | null;
  comment: string;
}

/** A student's view before it is sent: kept on this device. */
export interface OwnDraft {
  /** The assessment it will be. */
  id: string;
  frameworkVersionId: string;
  answers: Record<string, OwnAnswer>;
}

/** A draft fitted to the questions as they are now: answers to questions that are no longer asked, or no longer on the scale, go. */
export function fitted(draft: OwnDraft, asked: Pick<OwnQuestions, 'frameworkVersionId' | 'levels' | 'questions'>): OwnDraft {
  if (draft.frameworkVersionId === asked.frameworkVersionId) return draft;
  const still = new Set(asked.questions.map(({ outcomeId }) => outcomeId));
  const answers = Object.entries(draft.answers).filter(
    ([outcomeId, { answer }]) => still.has(outcomeId) && (answer?.level ?? 1) <= asked.levels,
  );
  return { ...draft, frameworkVersionId: asked.frameworkVersionId, answers: Object.fromEntries(answers) };
}

/** What is sent: the questions that were answered, in no particular order. What was skipped is left out. */
export function scoresOf(draft: OwnDraft) {
  return Object.entries(draft.answers).flatMap(([outcomeId, { id, answer, comment }]) => {
    if (answer === null) return [];
    const missingReason = answer.missingReason === 'not_applicable' ? ('not_applicable' as const) : ('declined' as const);
    return [{ id, outcomeId, level: answer.level, missingReason: answer.level === null ? missingReason : null, comment: comment.trim() }];
  });
}

export function answeredCount(draft: OwnDraft): number {
  return Object.values(draft.answers).filter(({ answer }) => answer !== null).length;
}
