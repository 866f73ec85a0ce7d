import { Suspense, lazy, useSyncExternalStore } from 'react';
import { questions } from './confirm.ts';
import { toasts } from './toast.tsx';

// Fetched with the first question and the first toast: the day opens without them.
const ConfirmDialog = lazy(() => import('./ConfirmDialog.tsx'));
const Toasts = lazy(() => import('./Toasts.tsx'));

/** What stands above every page: the question being asked, the toasts. */
export function Overlays() {
  const question = useSyncExternalStore(questions.subscribe, questions.get);
  const toasted = useSyncExternalStore(toasts.subscribe, toasts.any);
  return (
    <Suspense>
      {question && <ConfirmDialog {...question} />}
      {toasted && <Toasts />}
    </Suspense>
  );
}
