import { useEffect, useEffectEvent } from 'react';
import { useBlocker } from 'react-router';
import * as t from '../strings/catalogue.ts';
import { confirm } from './confirm.ts';

/**
 * While `dirty`, leaving the page asks first: a link, the back button, closing the tab. Where the page can save by itself,
 * `save` is tried before anybody is asked; true says that everything is saved.
 */
export function useUnsavedGuard(dirty: boolean, save?: () => Promise<boolean>): void {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname);
  const decide = useEffectEvent(async () => {
    if (blocker.state !== 'blocked') return;
    const { unsaved } = t.shell;
    const ask = () =>
      confirm({ title: unsaved.title, body: unsaved.body, confirmLabel: unsaved.leave, cancelLabel: unsaved.stay, danger: true });
    if ((await save?.()) || (await ask())) blocker.proceed();
    else blocker.reset();
  });
  // once each time somebody wants to leave: saving renders the page anew, and must not begin again for it
  useEffect(() => {
    if (blocker.state === 'blocked') void decide();
  }, [blocker.state]);
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);
}
