import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, OfflineError } from '@waymark/contract/client.ts';
import { type Review, type ReviewDraft, saveReviewDraft } from '@waymark/contract/reviews.ts';
import { call } from '../api.ts';

/** Where what is typed stands: on the server, on its way, or kept from it. */
export type Saving = 'untouched' | 'typing' | 'saving' | 'saved' | 'offline' | 'conflict';

const pause = 900;
const tryAgainAfter = 5000;

/**
 * What is entered in a review, saved on the server as it is typed, one save after the other. When somebody else has saved
 * meanwhile nothing is overwritten: `conflict`, and what was typed stays on the screen.
 */
export function useReviewDraft(review: Review) {
  const [entry, setEntry] = useState<ReviewDraft>(review.entry);
  const [saving, setSaving] = useState<Saving>(review.draftSavedAt === null ? 'untouched' : 'saved');
  const [savedAt, setSavedAt] = useState(review.draftSavedAt);
  const latest = useRef(entry);
  const version = useRef(review.version);
  const unsaved = useRef(false);
  const stopped = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<boolean>>(undefined);

  const run = useCallback(async (): Promise<boolean> => {
    while (unsaved.current && !stopped.current) {
      unsaved.current = false;
      setSaving('saving');
      try {
        const answer = await call(saveReviewDraft, { params: { id: review.id }, ifMatch: version.current, body: latest.current });
        version.current = answer.version;
        setSavedAt(answer.savedAt);
        setSaving(unsaved.current ? 'typing' : 'saved');
      } catch (error) {
        unsaved.current = true;
        if (error instanceof ApiError && (error.status === 412 || error.status === 409)) {
          stopped.current = true;
          setSaving('conflict');
        } else {
          setSaving(error instanceof OfflineError ? 'offline' : 'typing');
          timer.current = setTimeout(() => void save.current(), tryAgainAfter);
        }
        return false;
      }
    }
    return !unsaved.current;
  }, [review.id]);

  // one save at a time: two at once would each have the version before the other
  const save = useRef(() => (running.current ??= run().finally(() => (running.current = undefined))));

  const change = useCallback((patch: Partial<ReviewDraft>) => {
    latest.current = { ...latest.current, ...patch };
    setEntry(latest.current);
    unsaved.current = true;
    if (stopped.current) return;
    setSaving('typing');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save.current(), pause);
  }, []);

  /** Saves what is left; the version to hold, or undefined when it could not be saved. */
  const flush = useCallback(async (): Promise<number | undefined> => {
    clearTimeout(timer.current);
    await running.current;
    return (await save.current()) ? version.current : undefined;
  }, []);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      if (unsaved.current && !stopped.current) void save.current();
    },
    [],
  );

  return { entry, change, flush, saving, savedAt, isUnsaved: saving === 'typing' || saving === 'offline' || saving === 'conflict' };
}
