import type { Session } from '@waymark/contract/session.ts';

const key = 'waymark-session';

/** Keeps who is signed in (a name, an address, the seats; nothing of any student) for when there is no connection. */
export function keepSession(session: Session): void {
  try {
    if (session.user) localStorage.setItem(key, JSON.stringify(session));
    else localStorage.removeItem(key);
  } catch {
    // Storage is switched off: the app then needs a connection to open.
  }
}

export function keptSession(): Session | undefined {
  try {
    const kept = localStorage.getItem(key);
    return kept === null ? undefined : (JSON.parse(kept) as Session);
  } catch {
    return undefined;
  }
}

export function forgetSession(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // nothing was kept
  }
}
