import { backoff } from '../offline/outbox.ts';
import type { MeetingDraft } from './draft.ts';

const QUIET = 400;
const AT_MOST = 2_500;

/** Sends what is entered shortly after the last keystroke, and goes on trying for as long as something has not arrived. Answers how to stop. */
export function keepPushing(draft: MeetingDraft, random: () => number = Math.random): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitingSince: number | undefined;
  let failures = 0;
  let stopped = false;

  const push = async () => {
    timer = undefined;
    waitingSince = undefined;
    const arrived = await draft.push();
    if (stopped) return;
    failures = arrived ? 0 : failures + 1;
    if (!arrived) timer ??= setTimeout(() => void push(), backoff(failures - 1, random()));
  };
  const soon = () => {
    if (draft.unsaved().length === 0) return;
    // after a failure the backoff decides, not the typing
    if (failures > 0 && timer !== undefined) return;
    waitingSince ??= Date.now();
    clearTimeout(timer);
    timer = setTimeout(() => void push(), Math.max(0, Math.min(QUIET, waitingSince + AT_MOST - Date.now())));
  };
  const now = () => {
    clearTimeout(timer);
    void push();
  };
  const shown = () => {
    if (document.visibilityState === 'visible' && draft.unsaved().length > 0) now();
  };

  const unsubscribe = draft.subscribe(soon);
  window.addEventListener('online', now);
  document.addEventListener('visibilitychange', shown);
  soon();
  return () => {
    stopped = true;
    clearTimeout(timer);
    unsubscribe();
    window.removeEventListener('online', now);
    document.removeEventListener('visibilitychange', shown);
  };
}
