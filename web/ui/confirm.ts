import type { ReactNode } from 'react';

export interface Question {
  title: string;
  body: ReactNode;
  /** The verb of what will happen: "End the match", not "OK". */
  confirmLabel: string;
  cancelLabel?: string;
  /** Cannot be taken back, or takes something away from somebody. */
  danger?: boolean;
}

type Listener = () => void;
const listeners = new Set<Listener>();
let asked: (Question & { answer: (yes: boolean) => void }) | undefined;

const tell = () => {
  for (const listener of listeners) listener();
};

/** Asks before something that cannot be undone. False when the dialogue is closed in any other way. */
export function confirm(question: Question): Promise<boolean> {
  asked?.answer(false);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  asked = {
    ...question,
    answer: (yes) => {
      asked = undefined;
      resolve(yes);
      tell();
    },
  };
  tell();
  return promise;
}

/** For the dialogue that asks (`Overlays.tsx`). */
export const questions = {
  get: () => asked,
  subscribe: (listener: Listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
