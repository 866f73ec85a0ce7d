import { Anchor, Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { deleteReportSchedule, listReportSchedules, type ReportSchedule } from '@waymark/contract/report-schedules.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { toast } from '../ui/toast.tsx';

const words = t.reports.schedules;

export const handle = { crumb: words.title };

/** `/reports/schedules`: which drafts are prepared when, and who looks after them. */
export function Component() {
  const { can } = useSession();
  const makes = can('lead', 'analyst');
  const schedules = useRead(listReportSchedules, {});
  const stop = useWrite(deleteReportSchedule, { invalidates: [listReportSchedules], onDone: () => toast.done(words.stopped) });
  const ask = async ({ id }: ReportSchedule) => {
    const { stopTitle: title, stopBody: body, stopConfirm: confirmLabel } = words;
    if (await confirm({ title, body, confirmLabel, danger: true })) stop.mutate({ params: { id } });
  };
  const add = (
    <Button component={Link} to="/reports/schedules/new" leftSection={<IconPlus size={20} aria-hidden="true" />}>
      {words.add}
    </Button>
  );
  const none = schedules.data?.items.length === 0;
  return (
    <Page title={words.title} lead={words.lead} actions={makes && !none && add}>
      <Reading
        query={schedules}
        empty={
          <EmptyState title={words.empty} action={makes && add}>
            {words.emptyLead}
          </EmptyState>
        }
      >
        {({ items }) => (
          <StackedTable
            caption={words.caption}
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              { label: words.name, cell: (one) => <Named schedule={one} linked={makes} /> },
              { label: words.every, cell: ({ every }) => words.period[every] },
              { label: words.next, cell: ({ nextOn }) => formatDate(nextOn) },
              { label: words.owner, cell: ({ ownerName }) => ownerName },
              { label: words.last, cell: Last },
              ...(makes
                ? [
                    {
                      label: words.stopShort,
                      hidden: true,
                      cell: (one: ReportSchedule) => (
                        <Button variant="default" aria-label={words.stop(one.title)} onClick={() => void ask(one)}>
                          {words.stopShort}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Reading>
    </Page>
  );
}

function Named({ schedule, linked }: { schedule: ReportSchedule; linked: boolean }) {
  const { id, title, kind, schoolName } = schedule;
  return (
    <div>
      {linked ? (
        <Anchor component={Link} to={`/reports/schedules/${id}`} inherit fw={600}>
          {title}
        </Anchor>
      ) : (
        <Text span inherit fw={600}>
          {title}
        </Text>
      )}
      <Text span size="sm" c="dimmed" display="block">
        {[t.reports.kinds[kind].name, schoolName].filter(Boolean).join(', ')}
      </Text>
    </div>
  );
}

function Last({ lastReportId, lastMadeOn }: ReportSchedule) {
  if (lastReportId === null || lastMadeOn === null) return words.notYet;
  return (
    <Anchor component={Link} to={`/reports/${lastReportId}`} inherit>
      {formatDate(lastMadeOn)}
    </Anchor>
  );
}
