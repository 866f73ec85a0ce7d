import { useEffect, useMemo } from 'react';
import { useParams } from 'react-router';
import { ApiError, OfflineError } from '@waymark/contract/client.ts';
import type { Room } from '@waymark/contract/meeting-room.ts';
import type { Vault } from '../offline/vault.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { GoneView } from './GoneView.tsx';
import { HeldContext } from './held.ts';
import { MeetingRoom } from './MeetingRoom.tsx';
import { useRoomRead } from './readRoom.ts';
import { RecordedView } from './RecordedView.tsx';
import { useAnswers, useDraft } from './useDraft.ts';
import { useWaitingFinish } from './finishing.ts';
import { WaitingView } from './WaitingView.tsx';
import type { MeetingDraft } from './draft.ts';

/** The shell steps back: a meeting has the window to itself. */
export const handle = { focus: true };

/** `/meetings/:id/meet`: held, waiting to be sent, on the record, or no longer this mentor's. */
export function Component() {
  const { id = '' } = useParams();
  const { query, vault } = useRoomRead(id);
  const name = query.data?.student.name;
  useEffect(() => {
    if (name !== undefined) document.title = t.shell.documentTitle(t.meetingRoom.title(name));
  }, [name]);

  if (query.data === undefined && query.error instanceof ApiError && [403, 404].includes(query.error.status)) {
    return <GoneView meetingId={id} vault={vault} error={query.error} />;
  }
  if (query.data === undefined && query.error instanceof OfflineError) {
    return (
      <Page title={t.meetingRoom.notReady.title}>
        <EmptyState title={t.meetingRoom.notReady.title}>{t.meetingRoom.notReady.body}</EmptyState>
      </Page>
    );
  }
  // a read that failed after one that did not is for the line at the top to say, not for a banner across the meeting
  return (
    <Reading query={{ ...query, error: query.data === undefined ? query.error : null }}>
      {(room) => <OpenedRoom room={room} vault={vault} reread={() => void query.refetch()} />}
    </Reading>
  );
}

function OpenedRoom({ room, vault, reread }: { room: Room; vault: Vault | undefined; reread: () => void }) {
  const draft = useDraft(vault, room);
  if (draft === undefined) return <Loading />;
  return <Stages room={room} draft={draft} vault={vault} reread={reread} />;
}

function Stages({ room, draft, vault, reread }: { room: Room; draft: MeetingDraft; vault: Vault | undefined; reread: () => void }) {
  const { answers, state } = useAnswers(draft);
  const waiting = useWaitingFinish(vault, room.meeting.id);
  const held = useMemo(() => ({ room, draft, answers, state }), [room, draft, answers, state]);

  useEffect(() => {
    // finished in another tab, by a lead, on another device: read what stands
    if (state === 'recorded' && room.recorded === null) reread();
  }, [state, room.recorded, reread]);

  if (room.recorded !== null) return <RecordedView room={room} recorded={room.recorded} draft={draft} answers={answers} />;
  if (state === 'gone') return <GoneView meetingId={room.meeting.id} vault={vault} room={room} />;
  return <HeldContext value={held}>{waiting ? <WaitingView waiting={waiting} room={room} /> : <MeetingRoom />}</HeldContext>;
}
