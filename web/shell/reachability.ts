import { apiFetch } from '../transport.ts';

/** Whether the server answers, as far as this tab knows; the shell's banner watches it. */
type Listener = () => void;
const listeners = new Set<Listener>();
const returned = new Set<Listener>();
const retrySeconds = 5;
let state: 'online' | 'offline' | 'unreachable' = navigator.onLine ? 'online' : 'offline';

function set(next: typeof state): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
  if (next === 'online') for (const listener of returned) listener();
  if (next === 'unreachable') setTimeout(() => void knock(), retrySeconds * 1000);
}

/** Asks whether the server is back, until it is. */
async function knock(): Promise<void> {
  if (state !== 'unreachable') return;
  const answer = await apiFetch(new Request(`${location.origin}/healthz`)).catch(() => undefined);
  if (answer?.ok) set('online');
  else setTimeout(() => void knock(), retrySeconds * 1000);
}

window.addEventListener('offline', () => set('offline'));
window.addEventListener('online', () => set('online'));

export const reachability = {
  get: () => state,
  subscribe: (listener: Listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Called each time the connection comes back. */
  onReturn: (listener: Listener) => {
    returned.add(listener);
    return () => returned.delete(listener);
  },
  reached: () => set('online'),
  lost: () => set(navigator.onLine ? 'unreachable' : 'offline'),
};
