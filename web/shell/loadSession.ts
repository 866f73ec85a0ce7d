import { call } from '../api.ts';
import { setPlace } from '../ui/format.ts';
import type { Session } from '../ui/session.ts';

export const sessionKey = ['session'] as const;

/** Reads who is signed in, and sets the time zone that dates are shown in. */
export async function loadSession(): Promise<Session> {
  const response = await fetch('/api/session', { headers: { accept: 'application/json' } });
  const session = (await response.json()) as Session;
  if (session.seat) setPlace(session.seat);
  return session;
}
void call;
