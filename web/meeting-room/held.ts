import { createContext, useContext } from 'react';
import { uuidv7 } from 'uuidv7';
import type { AnswerKey, AnswerValue } from '@waymark/contract/meeting-answers.ts';
import type { Room } from '@waymark/contract/meeting-room.ts';
import type { KeptAnswer } from '../offline/answers.ts';
import type { MeetingDraft, SavedState } from './draft.ts';

/** The meeting being held: what it asks, and what has been entered. */
export interface Held {
  room: Room;
  draft: MeetingDraft;
  answers: ReadonlyMap<AnswerKey, KeptAnswer>;
  state: SavedState;
}

export const HeldContext = createContext<Held | undefined>(undefined);

/** For what stands inside a meeting room. */
export function useHeld() {
  const held = useContext(HeldContext);
  if (!held) throw new Error('A part of a meeting was shown outside one.');
  return {
    ...held,
    value: <Key extends AnswerKey>(key: Key) => (held.answers.get(key)?.value ?? null) as AnswerValue<Key> | null,
    enter: <Key extends AnswerKey>(key: Key, value: AnswerValue<Key> | null): void => {
      begin(held);
      held.draft.set(key, value);
    },
  };
}

/** With the first answer the meeting takes its framework version and its assessment's id, for good. */
function begin({ draft, room }: Held): void {
  if (draft.value('framework') === null) draft.set('framework', { frameworkVersionId: room.framework.versionId });
  if (draft.value('assessment') === null) draft.set('assessment', { id: uuidv7(), perspective: 'mentor', point: room.point });
}
