type Listener = () => void;
const listeners = new Set<Listener>();
let take: (() => void) | undefined;

/** A newer Waymark that waits on this device: how to take it, once there is one. */
export const newVersion = {
  get: () => take,
  subscribe: (listener: Listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  arrived(how: () => void): void {
    take = how;
    for (const listener of listeners) listener();
  },
};
