import { ApiError, OfflineError } from '@waymark/contract/client.ts';
import { apiFetch } from '../transport.ts';
import { setPlace } from '../ui/format.ts';
import { currentSeat } from '../ui/seat.ts';
import type { Session } from '../ui/session.ts';

export const sessionKey = ['session'] as const;

/** Reads who is signed in, and sets the time zone that dates are shown in. */
export async function loadSession(): Promise<Session> {
  const seat = currentSeat();
  const response = await apiFetch(new Request(`${location.origin}/api/session`, { headers: { accept: 'application/json', ...(seat ? { 'waymark-seat': seat } : {}) } })).catch((error: unknown) => {
    throw new OfflineError(error);
  });
  if (!response.ok) throw new ApiError(await response.json());
  const session = (await response.json()) as Session;
  if (session.seat) setPlace(session.seat);
  return session;
}
