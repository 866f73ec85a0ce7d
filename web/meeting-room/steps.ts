import type { Question, Room } from '@waymark/contract/meeting-room.ts';

/** A stop on the way through a meeting: what is due, each question, the end. Named in the address as `?at=`. */
export type Step = { name: 'follow-up' } | { name: string; question: Question } | { name: 'finish' };

/** Every stop in order: what was agreed last time is asked first, then the day's questions, then the rest of the framework. */
export function stepsOf(room: Pick<Room, 'dueActions' | 'questions'>): Step[] {
  return [
    ...(room.dueActions.length > 0 ? [{ name: 'follow-up' as const }] : []),
    ...room.questions.map((question) => ({ name: question.outcomeId, question })),
    { name: 'finish' as const },
  ];
}

/** Where an address leads: its own stop, or the first for one that is not there (any more). */
export function indexOf(steps: readonly Step[], at: string | null): number {
  return Math.max(
    0,
    steps.findIndex(({ name }) => name === at),
  );
}

export interface Progress {
  answered: number;
  total: number;
}

/** How far the day's questions are: of the chosen ones, or of all where none was chosen. */
export function progressOf(questions: readonly Question[], answered: (outcomeId: string) => boolean): Progress {
  const chosen = questions.filter(({ chosenFor }) => chosenFor !== null);
  const counted = chosen.length > 0 ? chosen : questions;
  return { answered: counted.filter(({ outcomeId }) => answered(outcomeId)).length, total: counted.length };
}

/** The questions as the list shows them: today's, then by outcome type, each in its order. */
export function groupsOf(questions: readonly Question[]): { name: string | null; questions: Question[] }[] {
  const today = questions.filter(({ chosenFor }) => chosenFor !== null);
  const rest = Map.groupBy(
    questions.filter(({ chosenFor }) => chosenFor === null),
    ({ typeName }) => typeName,
  );
  return [
    ...(today.length > 0 ? [{ name: null, questions: today }] : []),
    ...[...rest].map(([name, inType]) => ({ name, questions: inType })),
  ];
}
