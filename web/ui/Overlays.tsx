import { lazy, useEffect, useSyncExternalStore } from 'react';
import { questions } from './confirm.ts';
import { Fetched } from './Fetched.tsx';
import { toasts } from './toast.tsx';

// The day opens without them.
const fetchConfirmDialog = () => import('./ConfirmDialog.tsx');
const fetchToasts = () => import('./Toasts.tsx');
const ConfirmDialog = lazy(fetchConfirmDialog);
const Toasts = lazy(fetchToasts);

/** Once the day stands, in milliseconds: the first toast is often that the server cannot be reached, and could not be fetched then. */
const FETCH_AFTER = 2_000;

/** What stands above every page: the question being asked, the toasts. */
export function Overlays() {
  const question = useSyncExternalStore(questions.subscribe, questions.get);
  const toasted = useSyncExternalStore(toasts.subscribe, toasts.any);
  useEffect(() => {
    const timer = setTimeout(() => void Promise.allSettled([fetchConfirmDialog(), fetchToasts()]), FETCH_AFTER);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <Fetched onFailure={() => question?.answer(window.confirm(question.title))}>{question && <ConfirmDialog {...question} />}</Fetched>
      <Fetched>{toasted && <Toasts />}</Fetched>
    </>
  );
}
