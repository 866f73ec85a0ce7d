import { lazy, useSyncExternalStore } from 'react';
import { questions } from './confirm.ts';
import { Fetched } from './Fetched.tsx';
import { toasts } from './toast.tsx';

// Fetched with the first question and the first toast: the day opens without them.
const ConfirmDialog = lazy(() => import('./ConfirmDialog.tsx'));
const Toasts = lazy(() => import('./Toasts.tsx'));

/** What stands above every page: the question being asked, the toasts. */
export function Overlays() {
  const question = useSyncExternalStore(questions.subscribe, questions.get);
  const toasted = useSyncExternalStore(toasts.subscribe, toasts.any);
  return (
    <>
      <Fetched onFailure={() => question?.answer(window.confirm(question.title))}>{question && <ConfirmDialog {...question} />}</Fetched>
      <Fetched>{toasted && <Toasts />}</Fetched>
    </>
  );
}
