import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { openRoom, type Room } from '@waymark/contract/meeting-room.ts';
import { call } from '../api.ts';
import { deviceShelf } from '../offline/answers.ts';
import { learnClock } from '../offline/clock.ts';
import { useVault } from '../offline/useVault.ts';
import { readThrough } from '../offline/reads.ts';
import type { Vault } from '../offline/vault.ts';

export const roomKey = (meetingId: string) => [openRoom.path, meetingId] as const;

/** Reads a meeting's room, by the framework version this device began it with, and keeps it for when there is no signal. */
async function readRoom(vault: Vault | undefined, meetingId: string): Promise<Room> {
  return readThrough(vault, roomKey(meetingId), async () => {
    const begun =
      vault &&
      (await deviceShelf({ vault, meetingId, studentId: '' })
        .get('framework')
        .catch(() => undefined));
    const frameworkVersionId = (begun?.value as { frameworkVersionId?: string } | null | undefined)?.frameworkVersionId;
    const room = await call(openRoom, { params: { id: meetingId }, query: { frameworkVersionId } });
    learnClock(room.now, Date.now());
    return room;
  });
}

/** The room of one meeting. It is read once: what others enter meanwhile comes with every save. */
export function useRoomRead(meetingId: string) {
  const { pending, vault } = useVault();
  const query = useQuery({
    queryKey: roomKey(meetingId),
    queryFn: () => readRoom(vault, meetingId),
    enabled: !pending,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 0,
  });
  return { query, vault };
}

/** Puts meetings on this device ahead of time, so that they can be held without signal: the day's, and one being prepared. */
export function useKeptForOffline(meetingIds: readonly string[]): void {
  const { pending, vault } = useVault();
  const queries = useQueryClient();
  const wanted = meetingIds.join(' ');
  useEffect(() => {
    if (pending || !vault) return;
    for (const meetingId of wanted.split(' ').filter(Boolean)) {
      void queries.prefetchQuery({
        queryKey: roomKey(meetingId),
        queryFn: () => readRoom(vault, meetingId),
        staleTime: 600_000,
        retry: false,
      });
    }
  }, [pending, vault, wanted, queries]);
}
