import { useEffect, useState, useSyncExternalStore } from 'react';
import { saveAnswers, type Room } from '@waymark/contract/meeting-room.ts';
import type { AnswerKey } from '@waymark/contract/meeting-answers.ts';
import { call } from '../api.ts';
import { deviceShelf, type KeptAnswer } from '../offline/answers.ts';
import type { Vault } from '../offline/vault.ts';
import { within } from '../offline/within.ts';
import { MeetingDraft, type SavedState } from './draft.ts';
import { keepPushing } from './keepPushing.ts';

/** A request on a school's wifi that has not answered by now will not. */
const PATIENCE = 20_000;

export function draftOf(vault: Vault | undefined, meetingId: string, studentId: string): MeetingDraft {
  return new MeetingDraft({
    meetingId,
    shelf: vault && deviceShelf({ vault, meetingId, studentId }),
    send: (answers) => within(PATIENCE, call)(saveAnswers, { params: { id: meetingId }, body: { answers } }),
  });
}

/** The draft of a meeting while its page is open: loaded from this device and the server, and kept on its way. Undefined until loaded. */
export function useDraft(vault: Vault | undefined, room: Room): MeetingDraft | undefined {
  const [draft, setDraft] = useState<MeetingDraft>();
  const meetingId = room.meeting.id;
  const studentId = room.student.id;
  useEffect(() => {
    const opened = draftOf(vault, meetingId, studentId);
    let stop: (() => void) | undefined;
    let closed = false;
    void opened.load(room.answers).then(() => {
      if (closed) return;
      stop = keepPushing(opened);
      setDraft(opened);
    });
    return () => {
      closed = true;
      stop?.();
      opened.close();
      setDraft(undefined);
    };
    // what the server adds later arrives with every save, not by loading again
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [vault, meetingId, studentId]);
  useEffect(() => {
    // read again after a finishing that was refused for answers given elsewhere
    if (draft && room.recorded === null) void draft.load(room.answers);
  }, [draft, room.answers, room.recorded]);
  return draft;
}

/** What is entered so far, followed as it changes here, in another tab or on the server. */
export function useAnswers(draft: MeetingDraft): { answers: ReadonlyMap<AnswerKey, KeptAnswer>; state: SavedState } {
  const answers = useSyncExternalStore(draft.subscribe, draft.current);
  return { answers, state: draft.state() };
}
