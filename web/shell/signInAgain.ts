/*
 * A session that ended while somebody was typing. Every call that is refused for it waits here for one answer: the
 * dialogue of the shell (`SignInAgain.tsx`) asks the person, and the calls then go on or fail.
 */
type Listener = () => void;
const listeners = new Set<Listener>();
let waiting: { promise: Promise<boolean>; resolve: (signedIn: boolean) => void } | undefined;
let mounted = 0;

const tell = () => {
  for (const listener of listeners) listener();
};

export const signInAgain = {
  /** Resolves true once the person has signed in again, false if they would not or nobody can ask them. */
  ask: (): Promise<boolean> => {
    if (mounted === 0) return Promise.resolve(false);
    if (!waiting) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      waiting = { promise, resolve };
      tell();
    }
    return waiting.promise;
  },
  answer: (signedIn: boolean): void => {
    waiting?.resolve(signedIn);
    waiting = undefined;
    tell();
  },
  isAsked: () => waiting !== undefined,
  subscribe: (listener: Listener) => {
    mounted += 1;
    listeners.add(listener);
    return () => {
      mounted -= 1;
      listeners.delete(listener);
    };
  },
};
