import type { Room, Recorded } from '@waymark/contract/meeting-room.ts';
import type { AnswerKey } from '@waymark/contract/meeting-answers.ts';
import type { KeptAnswer } from '../offline/answers.ts';
import { newActions, scoresOf } from './record.ts';

type Answers = ReadonlyMap<AnswerKey, KeptAnswer>;

/** Something entered on this device that is not on the record of a meeting finished elsewhere. */
export type Leftover =
  | { kind: 'score'; id: string; statement: string; level: number | null; missingReason: string | null; reason: string }
  | { kind: 'note'; id: string; body: string }
  | { kind: 'action'; id: string; title: string };

/** What this device has that the record does not say: nothing, for who finished it here; otherwise never dropped unread. */
export function leftoversOf(room: Room, recorded: Recorded, answers: Answers): Leftover[] {
  const scores = scoresOf(room, answers).filter(
    ({ outcomeId, level, missingReason, reason }) =>
      !recorded.scores.some(
        (one) => one.outcomeId === outcomeId && one.level === level && one.missingReason === missingReason && one.reason === reason.trim(),
      ),
  );
  const notes = (['notes', 'shared_notes'] as const).flatMap((key) => {
    const note = answers.get(key)?.value as { id: string; body: string } | null | undefined;
    const body = note?.body.trim() ?? '';
    return note && body !== '' && !recorded.notes.some((one) => one.body === body) ? [{ kind: 'note' as const, id: note.id, body }] : [];
  });
  return [
    ...scores.map(({ outcomeId, level, missingReason, reason }) => ({
      kind: 'score' as const,
      id: outcomeId,
      statement: room.questions.find((question) => question.outcomeId === outcomeId)?.statement ?? '',
      level,
      missingReason,
      reason,
    })),
    ...notes,
    ...newActions(answers)
      .filter(({ id, title }) => !recorded.newActions.some((one) => one.id === id || one.title === title.trim()))
      .map(({ id, title }) => ({ kind: 'action' as const, id, title })),
  ];
}
