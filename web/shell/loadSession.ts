import { OfflineError } from '@waymark/contract/client.ts';
import { getSession, type Session } from '@waymark/contract/session.ts';
import { call } from '../api.ts';
import { setPlace } from '../ui/format.ts';
import { keptSession, keepSession } from './keptSession.ts';

export const sessionKey = ['session'] as const;

/**
 * Reads who is signed in, and sets the time zone that dates are shown in. Without a connection it is whoever was signed
 * in last on this device: a mentor who opens the app in a school without signal gets to the meeting all the same.
 */
export async function loadSession(): Promise<Session> {
  let session: Session;
  try {
    session = await call(getSession, {});
    keepSession(session);
  } catch (error) {
    const kept = error instanceof OfflineError ? keptSession() : undefined;
    if (!kept) throw error;
    session = kept;
  }
  if (session.seat) setPlace(session.seat);
  return session;
}
