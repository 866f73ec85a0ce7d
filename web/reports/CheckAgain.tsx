import { Alert, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { checkReport, getReportCheck, type Report, type ReportCheck } from '@waymark/contract/reports.ts';
import { queryClient, readKey, useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDateTime } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { WrappingButton } from '../ui/WrappingButton.tsx';
import { WorkingOut } from './WorkingOut.tsx';

const words = t.reports.again;

/** Whether the figures that left can still be worked out as they were, said in plain words. */
export function CheckAgain({ report }: { report: Report }) {
  const params = { id: report.id };
  const [watched, setWatched] = useState(false);
  const latest = useRead(getReportCheck, { params }, watched ? { refetchInterval: 1500 } : {});
  const check = latest.data?.check ?? null;
  const busy = check !== null && check.waiting.length > 0;
  if (busy !== watched) setWatched(busy);
  const again = useWrite(checkReport, {
    onDone: (begun) => queryClient.setQueryData(readKey(getReportCheck, { params }), { check: begun }),
  });
  const working = busy || again.isPending;
  return (
    <Section title={words.title} lead={words.lead}>
      {working ? (
        <WorkingOut says={words.working} all={report.sections.length} waiting={check?.waiting.length ?? report.sections.length} />
      ) : (
        check !== null && <Outcome check={check} />
      )}
      {!working && (
        <Group>
          <WrappingButton variant="default" onClick={() => again.mutate({ params })}>
            {words.button}
          </WrappingButton>
        </Group>
      )}
    </Section>
  );
}

function Outcome({ check }: { check: ReportCheck }) {
  const differing = check.sections.filter(({ same }) => same === false);
  return (
    <Stack gap="sm" align="stretch">
      <Alert color={differing.length === 0 ? 'teal' : 'orange'} role="status">
        <Text fw={600}>{differing.length === 0 ? words.same : words.differs(differing.length)}</Text>
        {differing.length > 0 && (check.why.length === 0 ? [words.unknown] : check.why).map((says) => <Text key={says}>{says}</Text>)}
        {differing.length > 0 && <Text>{words.stays}</Text>}
        <Text size="sm">{words.checked(formatDateTime(check.startedAt))}</Text>
      </Alert>
      {differing.length > 0 && (
        <StackedTable
          caption={words.caption}
          rows={check.sections}
          rowKey={({ section }) => section}
          columns={[
            { label: words.part, cell: ({ section }) => t.reports.sections.titles[section].title },
            {
              label: words.result,
              cell: ({ same, now }) =>
                same === null ? words.waiting : same ? words.isSame : now === null ? words.isMissing : words.isOther,
            },
            { label: words.kept, cell: ({ kept }) => <code>{kept}</code> },
            { label: words.now, cell: ({ now }) => (now === null ? '' : <code>{now}</code>) },
          ]}
        />
      )}
    </Stack>
  );
}
