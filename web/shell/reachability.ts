/** Whether the server answers, as far as this tab knows; the shell's banner watches it. */
type Listener = () => void;
const listeners = new Set<Listener>();
let state: 'online' | 'offline' | 'unreachable' = navigator.onLine ? 'online' : 'offline';

function set(next: typeof state): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

window.addEventListener('offline', () => set('offline'));
window.addEventListener('online', () => set('online'));

export const reachability = {
  get: () => state,
  subscribe: (listener: Listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  reached: () => set('online'),
  lost: () => set(navigator.onLine ? 'unreachable' : 'offline'),
};
