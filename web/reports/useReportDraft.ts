import { useEffect, useState, useSyncExternalStore } from 'react';
import { getReport, listReports, previewReport, type Report, updateReport } from '@waymark/contract/reports.ts';
import { call, invalidate, queryClient, readKey } from '../api.ts';
import { reachability } from '../shell/reachability.ts';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { keepDraft } from './draftKeeper.ts';

/** The draft on the page, kept saved; leaving waits for the last save and asks where it cannot be made. */
export function useReportDraft(report: Report) {
  const params = { id: report.id };
  const [keeper] = useState(() =>
    keepDraft(report, {
      save: async (body, ifMatch) => {
        const saved = await call(updateReport, { params, ifMatch, body });
        queryClient.setQueryData(readKey(getReport, { params }), saved);
        // a preview that is still on its way was asked for before this was saved, and would pass for it
        await queryClient.cancelQueries({ queryKey: readKey(previewReport, { params }) });
        void invalidate(queryClient, [previewReport, listReports]);
        return saved;
      },
      read: async () => {
        const now = await call(getReport, { params });
        // made final or withdrawn elsewhere: the page stays with the words until they are let go
        if (now.status === 'draft') queryClient.setQueryData(readKey(getReport, { params }), now);
        return now;
      },
    }),
  );
  const state = useSyncExternalStore(keeper.subscribe, keeper.get);
  useUnsavedGuard(state.saved !== 'saved', keeper.flush);
  useEffect(() => {
    const stop = reachability.onReturn(() => void keeper.flush());
    return () => {
      stop();
    };
  }, [keeper]);
  return { ...state, keeper };
}

export type ReportDraft = ReturnType<typeof useReportDraft>;
