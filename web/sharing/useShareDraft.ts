import { useEffect, useRef, useState } from 'react';
import { useVault } from '../offline/useVault.ts';
import { dropShareDraft, keepShareDraft, keptShareDraft } from './deviceDraft.ts';
import { emptyDraft, type ShareDraft } from './shareDraft.ts';

/**
 * What is being put together about a student: what this device has kept of it, and every change put there at once. `kept`
 * is false where the browser keeps nothing, so that the page can say so.
 */
export function useShareDraft(studentId: string) {
  const { pending, vault } = useVault();
  const [draft, setDraft] = useState<ShareDraft>();
  const [resumed, setResumed] = useState(false);
  const [kept, setKept] = useState(true);
  // one write after another: a later one must not be overtaken by an earlier
  const writing = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    if (pending) return;
    let current = true;
    const load = async () => {
      const found = vault && (await keptShareDraft(vault, studentId).catch(() => undefined));
      if (!current) return;
      setKept(vault !== undefined);
      setResumed(found !== undefined);
      setDraft((now) => now ?? found ?? emptyDraft());
    };
    void load();
    return () => {
      current = false;
    };
  }, [studentId, pending, vault]);

  const put = (work: () => Promise<void>) => {
    writing.current = writing.current.then(work).catch(() => setKept(false));
  };
  const change = (changes: Partial<ShareDraft> | ((now: ShareDraft) => ShareDraft)) => {
    if (!draft) return;
    const next = typeof changes === 'function' ? changes(draft) : { ...draft, ...changes };
    setDraft(next);
    if (vault) put(() => keepShareDraft(vault, studentId, next));
  };
  const forget = () => {
    setResumed(false);
    if (vault) put(() => dropShareDraft(vault, studentId));
  };
  const restart = () => {
    setDraft(emptyDraft());
    forget();
  };
  return { draft, change, resumed, kept, forget, restart };
}
