import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '@waymark/contract/client.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { recordMeeting, type MeetingRecord, type Room } from '@waymark/contract/meeting-room.ts';
import { call } from '../api.ts';
import { useVault } from '../offline/useVault.ts';
import { postpone, sendWaiting, waitingWrites, watchOutbox, type Sent, type Waiting } from '../offline/outbox.ts';
import { dropRead } from '../offline/reads.ts';
import type { Vault } from '../offline/vault.ts';
import { within } from '../offline/within.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';
import { draftOf } from './useDraft.ts';
import { roomKey } from './readRoom.ts';
import type { MeetingDraft } from './draft.ts';

const PATIENCE = 30_000;
/** Everything but the room itself, which is set from the answer: a finished meeting changes the day, the student, the caseload, the prep. */
const stays = new Set<unknown>(['session', recordMeeting.path.replace('/record', '/room')]);

type Answer = ResponseOf<typeof recordMeeting>;

/** What became of the finishing, for the page that is open: told apart from a meeting that was finished before. */
export function takeIn(queries: QueryClient, meetingId: string, answer: Answer): void {
  queries.setQueryData(roomKey(meetingId), (room: Room | undefined) => room && { ...room, recorded: answer.recorded });
  void queries.invalidateQueries({ predicate: ({ queryKey }) => !stays.has(queryKey[0]) });
}

/** Sends finished meetings that wait. One that is on the record by this very write leaves the device; otherwise what is here stays until it has been looked at. */
export async function sendFinished(vault: Vault, queries: QueryClient): Promise<'empty' | 'left'> {
  return sendWaiting(vault, within(PATIENCE, call), async ({ write, answer }: Sent) => {
    if (write.endpoint.path !== recordMeeting.path) return;
    const meetingId = (write.input['params'] as { id: string }).id;
    const recorded = answer as Answer;
    if (recorded.outcome === 'recorded') {
      const draft = draftOf(vault, meetingId, '');
      const { seen } = write.input['body'] as MeetingRecord;
      await draft.finished(new Map(seen.map(({ key, editedAt }) => [key, editedAt])));
      draft.close();
      await dropRead(vault, roomKey(meetingId));
    }
    takeIn(queries, meetingId, recorded);
  });
}

/**
 * Finishes a meeting. The write is on the device before it is sent, under a key of its own: a phone that dies in
 * between sends it when it is next opened, and the meeting is still recorded once.
 */
export function useFinish(room: Room, draft: MeetingDraft) {
  const { vault } = useVault();
  const queries = useQueryClient();
  const [finishing, setFinishing] = useState(false);
  const meetingId = room.meeting.id;

  const finish = async (record: MeetingRecord) => {
    if (finishing) return;
    setFinishing(true);
    const input = { params: { id: meetingId }, body: record };
    try {
      if (vault) {
        await postpone(vault, {
          lane: meetingId,
          what: t.meetingRoom.waiting.what(room.student.name),
          to: `/meetings/${meetingId}/meet`,
          endpoint: recordMeeting,
          input,
        });
        await sendFinished(vault, queries);
      } else {
        const answer = await within(PATIENCE, call)(recordMeeting, input);
        if (answer.outcome === 'recorded') await draft.finished();
        takeIn(queries, meetingId, answer);
      }
    } catch (error) {
      // without a store there is no queue either: the answers stay on the page, and it can be pressed again
      if (error instanceof ApiError || !vault) toast.problem(error);
    } finally {
      setFinishing(false);
    }
  };
  return { finish, finishing };
}

/** The finishing of this meeting that waits on this device, if one does: on its way, without connection, or refused. */
export function useWaitingFinish(vault: Vault | undefined, meetingId: string): Waiting | undefined {
  const [waiting, setWaiting] = useState<Waiting>();
  useEffect(() => {
    if (!vault) return;
    let current = true;
    const look = async () => {
      const writes = await waitingWrites(vault);
      if (current) setWaiting(writes.findLast(({ lane }) => lane === meetingId));
    };
    void look();
    const stop = watchOutbox(() => void look());
    return () => {
      current = false;
      stop();
    };
  }, [vault, meetingId]);
  return waiting;
}
