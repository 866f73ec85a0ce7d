import { useQueryClient } from '@tanstack/react-query';
import { type Action, type ActionEnding, closeAction, reopenAction } from '@waymark/contract/actions.ts';
import { call, invalidate, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';
import { readsOfActions } from './changed.ts';

/** Closes and opens actions; closing can be undone from its toast. */
export function useClosing() {
  const queries = useQueryClient();
  const closing = useWrite(closeAction, {
    invalidates: readsOfActions,
    onDone: ({ id, version }, { body }) => {
      const undo = async () => {
        await call(reopenAction, { params: { id }, ifMatch: version });
        await invalidate(queries, readsOfActions);
      };
      toast.done(t.actions.closedToast[body.ending], { undo });
    },
  });
  const reopening = useWrite(reopenAction, { invalidates: readsOfActions, onDone: () => toast.done(t.actions.reopened) });
  return {
    close: ({ id, version }: Action, ending: ActionEnding) => closing.mutate({ params: { id }, ifMatch: version, body: { ending } }),
    reopen: ({ id, version }: Action) => reopening.mutate({ params: { id }, ifMatch: version }),
    busy: closing.isPending || reopening.isPending,
  };
}
