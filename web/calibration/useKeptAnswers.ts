import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { ApiError } from '@waymark/contract/client.ts';
import { reachability } from '../shell/reachability.ts';
import { toast } from '../ui/toast.tsx';

type Answers<Answer> = Readonly<Record<string, Answer | null>>;

interface Keeping<Answer> {
  /** What was kept on an earlier visit. */
  begun: Answers<Answer>;
  keep: (key: string, answer: Answer | null) => Promise<unknown>;
  /** It was answered no for good: the page it belongs to may be over. */
  onRefused: (error: ApiError) => void;
}

/**
 * Answers that are kept one by one as they are chosen. What did not arrive, because the server or the session was away, stays
 * on the page, is counted, and is sent again when the server is back or at the next answer; what was refused goes back to what stands.
 */
export function useKeptAnswers<Answer>({ begun, keep, onRefused }: Keeping<Answer>) {
  const [answers, setAnswers] = useState(begun);
  const [waiting, setWaiting] = useState<Answers<Answer>>({});
  const kept = useRef(begun);
  // one after the other: of two answers to one question the later has to arrive last
  const line = useRef(Promise.resolve());

  const settled = (key: string, answer: Answer | null) =>
    setWaiting((now) => {
      const { [key]: last, ...others } = now;
      return last === answer ? others : now;
    });
  const send = (key: string, answer: Answer | null) => {
    line.current = line.current.then(async () => {
      try {
        await keep(key, answer);
        kept.current = { ...kept.current, [key]: answer };
        settled(key, answer);
      } catch (error) {
        // 401: the session ended, and nobody signed in again yet
        if (!(error instanceof ApiError) || error.status === 401 || error.status >= 500) return;
        setAnswers((now) => (now[key] === answer ? { ...now, [key]: kept.current[key] ?? null } : now));
        settled(key, answer);
        toast.problem(error);
        onRefused(error);
      }
    });
  };
  const sendWaiting = (but?: string) => {
    for (const [key, answer] of Object.entries(waiting)) if (key !== but) send(key, answer);
  };
  const whenBack = useEffectEvent(() => sendWaiting());
  useEffect(() => {
    const stop = reachability.onReturn(() => whenBack());
    return () => void stop();
  }, []);

  return {
    answers,
    /** How many are not known to be kept. */
    unkept: Object.keys(waiting).length,
    choose: (key: string, answer: Answer | null) => {
      setAnswers((now) => ({ ...now, [key]: answer }));
      setWaiting((now) => ({ ...now, [key]: answer }));
      sendWaiting(key);
      send(key, answer);
    },
    sendAgain: () => sendWaiting(),
  };
}
