import { ApiError } from '@waymark/contract/client.ts';
import {
  compareFrameworkDraft,
  getFrameworkDraft,
  listFrameworkDrafts,
  planFrameworkPublication,
  saveFrameworkDraft,
} from '@waymark/contract/framework-drafts.ts';
import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import { useState } from 'react';
import { call, fieldErrors, readKey, queryClient, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';
import { draftOf } from './draftEdits.ts';

/** What the editor works on: the draft as typed, whether it differs from what is saved, whether somebody else saved first, and how it is saved. */
export function useDraft(server: FrameworkVersion) {
  const [draft, setDraft] = useState(() => draftOf(server));
  const [saved, setSaved] = useState(draft);
  const [version, setVersion] = useState(server.version);
  const [problems, setProblems] = useState<string[]>([]);
  const [stale, setStale] = useState(false);
  const params = { id: server.id };

  const take = (fresh: FrameworkVersion) => {
    const taken = draftOf(fresh);
    setDraft(taken);
    setSaved(taken);
    setVersion(fresh.version);
    queryClient.setQueryData(readKey(getFrameworkDraft, { params }), fresh);
  };

  const write = useWrite(saveFrameworkDraft, {
    invalidates: [listFrameworkDrafts, planFrameworkPublication, compareFrameworkDraft],
    onDone: (fresh, input) => {
      setVersion(fresh.version);
      queryClient.setQueryData(readKey(getFrameworkDraft, { params }), fresh);
      // what was typed while it was on its way stays, and is not yet saved
      setSaved(input.body);
      setProblems([]);
      toast.done(t.frameworkDrafts.saved);
    },
    onProblem: (error) => {
      if (error instanceof ApiError && error.status === 412) {
        setStale(true);
        return true;
      }
      const found = Object.values(fieldErrors(error));
      setProblems(found);
      return found.length > 0;
    },
  });

  /** Somebody else saved first: the person chooses whose draft stands. */
  const settle = async (whose: 'mine' | 'theirs') => {
    try {
      const theirs = await call(getFrameworkDraft, { params });
      setStale(false);
      if (whose === 'mine') write.mutate({ params, ifMatch: theirs.version, body: draft });
      else take(theirs);
    } catch (error) {
      toast.problem(error);
    }
  };

  return {
    draft,
    change: setDraft,
    dirty: draft !== saved,
    saving: write.isPending,
    problems,
    stale,
    settle: (whose: 'mine' | 'theirs') => void settle(whose),
    save: () => write.mutate({ params, ifMatch: version, body: draft }),
  };
}
