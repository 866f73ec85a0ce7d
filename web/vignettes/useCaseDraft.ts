import { useState } from 'react';
import { useNavigate } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { ApiError } from '@waymark/contract/client.ts';
import {
  createVignetteDraft,
  deleteVignetteDraft,
  getVignetteDraft,
  listVignettes,
  publishVignette,
  updateVignetteDraft,
  type VignetteDraft,
} from '@waymark/contract/vignettes.ts';
import { call, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';

const words = t.vignettes.draft;

type Case = Pick<VignetteDraft, 'title' | 'body' | 'answers'>;

/** What somebody else did to the draft meanwhile: changed it, or published it or threw it away. */
type Meanwhile = 'changed' | 'gone' | null;

/** A case being written: as typed, whether that is saved, how it is saved, published or thrown away, and what others did meanwhile. */
export function useCaseDraft(draft: VignetteDraft) {
  const navigate = useNavigate();
  const params = { id: draft.id };
  const [version, setVersion] = useState(draft.version);
  const [text, setText] = useState<Case>({ title: draft.title, body: draft.body, answers: draft.answers });
  const [saved, setSaved] = useState(() => JSON.stringify(text));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [meanwhile, setMeanwhile] = useState<Meanwhile>(null);
  const dirty = JSON.stringify(text) !== saved;
  const onProblem = (error: unknown): boolean => {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 412) setMeanwhile('changed');
    if (status === 404) setMeanwhile('gone');
    return status === 412 || status === 404;
  };
  const done = (said: string) => () => {
    toast.done(said);
    void navigate('/calibration/vignettes');
  };

  const save = useWrite(updateVignetteDraft, {
    invalidates: [listVignettes],
    form: { setErrors },
    onProblem,
    onDone: (kept, { body }) => {
      setVersion(kept.version);
      // what was typed while it was on its way stays, and is not yet saved
      setSaved(JSON.stringify(body));
      setErrors({});
    },
  });
  const publish = useWrite(publishVignette, {
    invalidates: [listVignettes],
    form: { setErrors },
    onProblem,
    onDone: done(words.published),
  });
  const drop = useWrite(deleteVignetteDraft, { invalidates: [listVignettes, getVignetteDraft], onProblem, onDone: done(words.dropped) });

  /** The version that is saved, or null where it could not be. */
  const saveNow = async (ifMatch = version): Promise<number | null> => {
    if (!dirty && ifMatch === version) return version;
    const kept = await save.mutateAsync({ params, ifMatch, body: text }).catch(() => null);
    return kept?.version ?? null;
  };
  /** Somebody else saved first: the person chooses whose draft stands. */
  const settle = async (whose: 'mine' | 'theirs') => {
    try {
      const { title, body, answers, ...theirs } = await call(getVignetteDraft, { params });
      setMeanwhile(null);
      setVersion(theirs.version);
      if (whose === 'mine') return void (await saveNow(theirs.version));
      setText({ title, body, answers });
      setSaved(JSON.stringify({ title, body, answers }));
    } catch (error) {
      if (!onProblem(error)) toast.problem(error);
    }
  };
  /** The draft is gone: what is typed here goes into a new one. */
  const keepAsNew = async () => {
    const id = uuidv7();
    try {
      const made = await call(createVignetteDraft, { body: { id } });
      await call(updateVignetteDraft, { params: { id }, ifMatch: made.version, body: text });
      setSaved(JSON.stringify(text));
      void navigate(`/calibration/vignettes/${id}`, { replace: true });
    } catch (error) {
      toast.problem(error);
    }
  };

  return {
    text,
    change: (part: Partial<Case>) => setText((now) => ({ ...now, ...part })),
    errors,
    setErrors,
    dirty: dirty && !drop.isPending && !drop.isSuccess && !publish.isSuccess,
    saving: save.isPending,
    busy: publish.isPending || drop.isPending,
    meanwhile,
    save: saveNow,
    settle: (whose: 'mine' | 'theirs') => void settle(whose),
    keepAsNew: () => void keepAsNew(),
    publish: (ifMatch: number) => publish.mutate({ params, ifMatch }),
    drop: () => drop.mutate({ params, ifMatch: version }),
  };
}
