import { Button, Group, List, Progress, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '@waymark/contract/client.ts';
import { finaliseReport, getReport, listReports, previewReport, type Report } from '@waymark/contract/reports.ts';
import { queryClient, readKey, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { toast } from '../ui/toast.tsx';
import { ProblemList } from './ProblemList.tsx';
import { type PreviewQuery, together, withRemedy } from './usePreview.ts';
import type { ReportDraft } from './useReportDraft.ts';
import { WorkingOut } from './WorkingOut.tsx';

const words = t.reports.final;

/** The last step: what being final means, what stands in its way, and the button that asks once more. */
export function FinalPart({ report, draft, preview }: { report: Report; draft: ReportDraft; preview: PreviewQuery }) {
  const [asking, setAsking] = useState(false);
  const params = { id: report.id };
  const finalise = useWrite(finaliseReport, {
    invalidates: [listReports, previewReport],
    onDone: (final) => {
      queryClient.setQueryData(readKey(getReport, { params }), final);
      toast.done(words.done);
    },
    onProblem: (error) => {
      // what stands in its way has changed since it was looked at, or another was faster: look again
      if (!(error instanceof ApiError) || ![409, 412, 422].includes(error.status)) return false;
      void preview.refetch();
      void queryClient.invalidateQueries({ queryKey: readKey(getReport, { params }) });
      return false;
    },
  });
  const meanings = [...words.means, ...(report.kind === 'school' ? [words.meansSchool(report.schoolName ?? words.itsSchool)] : [])];
  const { data } = preview;
  const looking = draft.saved !== 'saved' || data === undefined || data.waiting.length > 0;
  const stopping = together(data?.problems.filter(({ stops }) => stops) ?? []);

  const ask = async () => {
    setAsking(true);
    const yes = await confirm({
      title: words.askTitle,
      body: <Meanings items={meanings} />,
      confirmLabel: words.askConfirm,
      danger: true,
    });
    // what was typed a moment ago goes with it
    if (yes && (await draft.keeper.flush())) finalise.mutate({ params, body: { version: draft.keeper.get().version } });
    setAsking(false);
  };

  if (finalise.isPending) {
    return (
      <Stack gap="xs" maw="40rem">
        <Text role="status">{words.working}</Text>
        <Progress value={100} animated aria-label={words.working} />
      </Stack>
    );
  }
  return (
    <Stack gap="md" align="stretch">
      <Meanings items={meanings} />
      {looking && preview.error == null ? (
        <WorkingOut says={words.checking} all={draft.draft.sections.length} waiting={data?.waiting.length ?? draft.draft.sections.length} />
      ) : (
        <>
          <ProblemList
            problems={data?.problems ?? []}
            remedies={data?.remedies ?? []}
            onRemedy={(remedy) => draft.keeper.change((now) => withRemedy(now, remedy))}
          />
          {stopping.length === 0 && data !== undefined && <Text role="status">{words.ready}</Text>}
        </>
      )}
      <Group>
        <Button size="md" loading={asking} disabled={looking || stopping.length > 0} onClick={() => void ask()}>
          {words.button}
        </Button>
        {stopping.length > 0 && (
          <Text size="sm" c="dimmed">
            {words.blocked(stopping.length)}
          </Text>
        )}
      </Group>
    </Stack>
  );
}

const Meanings = ({ items }: { items: readonly string[] }) => (
  <List spacing="xs" maw="40rem">
    {items.map((says) => (
      <List.Item key={says}>{says}</List.Item>
    ))}
  </List>
);
