import { useEffect, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { OwnQuestions } from '@waymark/contract/own-view.ts';
import { useVault } from '../offline/useVault.ts';
import { dropOwnDraft, keepOwnDraft, keptOwnDraft } from './deviceDraft.ts';
import { answeredCount, fitted, type OwnAnswer, type OwnDraft } from './ownDraft.ts';

const empty = (frameworkVersionId: string): OwnDraft => ({ id: uuidv7(), frameworkVersionId, answers: {} });

/**
 * The view a student is giving: what this device has kept of it, and every change put there at once. `kept` is false
 * where the browser keeps nothing, so that the page can say so.
 */
export function useOwnDraft(asked: OwnQuestions) {
  const { pending, vault } = useVault();
  const [draft, setDraft] = useState<OwnDraft>();
  const [resumed, setResumed] = useState<'same' | 'changed'>();
  const [kept, setKept] = useState(true);
  // one write after another: a later one must not be overtaken by an earlier
  const writing = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    if (pending) return;
    let current = true;
    const load = async () => {
      const found = vault && (await keptOwnDraft(vault, asked.enrolmentId).catch(() => undefined));
      if (!current) return;
      setKept(vault !== undefined);
      if (!found) return setDraft((now) => now ?? empty(asked.frameworkVersionId));
      const fits = fitted(found, asked);
      if (answeredCount(found) > 0) setResumed(fits === found ? 'same' : 'changed');
      setDraft((now) => now ?? fits);
    };
    void load();
    return () => {
      current = false;
    };
  }, [asked, pending, vault]);

  const put = (work: () => Promise<void>) => {
    writing.current = writing.current.then(work).catch(() => setKept(false));
  };
  const answer = (outcomeId: string, change: Partial<OwnAnswer>) => {
    if (!draft) return;
    const before = draft.answers[outcomeId] ?? { id: uuidv7(), answer: null, comment: '' };
    const next = { ...draft, answers: { ...draft.answers, [outcomeId]: { ...before, ...change } } };
    setDraft(next);
    if (vault) put(() => keepOwnDraft(vault, asked.enrolmentId, next));
  };
  const forget = () => {
    setResumed(undefined);
    if (vault) put(() => dropOwnDraft(vault, asked.enrolmentId));
  };
  const restart = () => {
    setDraft(empty(asked.frameworkVersionId));
    forget();
  };
  return { draft, answer, resumed, kept, forget, restart };
}
