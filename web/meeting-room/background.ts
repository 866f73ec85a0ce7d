import type { QueryClient } from '@tanstack/react-query';
import { backoff, waitingWrites } from '../offline/outbox.ts';
import { unsavedMeetings } from '../offline/answers.ts';
import { dropExpired, type Vault } from '../offline/vault.ts';
import { sendFinished } from './finishing.ts';
import { draftOf } from './useDraft.ts';

const EVERY = 60_000;

/**
 * Sends what waits on this device while the app is open, whichever page is shown: answers of meetings that are not on the
 * screen, and meetings finished without a connection. At once when there is one again. Answers how to stop.
 */
export function sendInBackground(vault: Vault, queries: QueryClient, random: () => number = Math.random): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let stopped = false;
  let running = false;

  const run = async () => {
    clearTimeout(timer);
    if (running || stopped) return;
    running = true;
    const arrived = await sendAll(vault, queries).catch(() => false);
    running = false;
    failures = arrived ? 0 : failures + 1;
    if (!stopped) timer = setTimeout(() => void run(), arrived ? EVERY : Math.min(EVERY, backoff(failures - 1, random())));
  };
  const now = () => void run();

  void dropExpired(Date.now()).catch(() => undefined);
  now();
  window.addEventListener('online', now);
  return () => {
    stopped = true;
    clearTimeout(timer);
    window.removeEventListener('online', now);
  };
}

async function sendAll(vault: Vault, queries: QueryClient): Promise<boolean> {
  const waiting = await waitingWrites(vault);
  // a finished meeting carries its answers itself
  const finishing = new Set(waiting.map(({ lane }) => lane));
  let arrived = true;
  if (waiting.some(({ problem }) => problem === undefined)) arrived = (await sendFinished(vault, queries)) === 'empty';
  for (const { meetingId, studentId } of await unsavedMeetings(vault)) {
    if (finishing.has(meetingId)) continue;
    const draft = draftOf(vault, meetingId, studentId);
    await draft.load([]);
    if (!(await draft.push())) arrived = false;
    draft.close();
  }
  return arrived;
}
