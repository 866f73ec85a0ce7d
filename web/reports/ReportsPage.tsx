import { Anchor, Button, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { listReports, type Report, ReportKind } from '@waymark/contract/reports.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { type Column, StackedTable } from '../ui/StackedTable.tsx';
import { KindLinks } from './KindCards.tsx';

const words = t.reports;

export const handle = { crumb: words.title };

/** `/reports`: what is being written, then what has been made final. A school contact finds their school's. */
export function Component() {
  const { can } = useSession();
  if (can('school_contact')) return <ForContact />;
  return <ForMakers makes={can('lead', 'analyst')} />;
}

const makeNew = (
  <Button component={Link} to="/reports/new" leftSection={<IconPlus size={20} aria-hidden="true" />}>
    {words.make}
  </Button>
);

function ForMakers({ makes }: { makes: boolean }) {
  const drafts = useList('draft');
  const finals = useList('final');
  const withdrawn = useList('withdrawn');
  const lists = [drafts, finals, withdrawn];
  const first = lists.find(({ query }) => query.error != null) ?? lists.find(({ query }) => query.data === undefined);
  const none = first === undefined && lists.every(({ items }) => items.length === 0);
  return (
    <Page
      title={words.title}
      lead={makes ? words.lead : words.leadRead}
      actions={
        makes && (
          <>
            <Button component={Link} to="/reports/schedules" variant="default">
              {words.schedulesLink}
            </Button>
            {!none && makeNew}
          </>
        )
      }
    >
      {first === undefined ? (
        none ? (
          <Nothing makes={makes} />
        ) : (
          <Stack gap="lg" align="stretch">
            <Section title={words.list.drafts} lead={words.list.draftsLead}>
              <Rows list={drafts} caption={words.list.draftsCaption} columns={draftColumns} empty={words.list.noDrafts} />
            </Section>
            <Section title={words.list.finals}>
              <Rows list={finals} caption={words.list.finalsCaption} columns={finalColumns} empty={words.list.noFinals} />
            </Section>
            {withdrawn.items.length > 0 && (
              <Section title={words.list.withdrawn}>
                <Rows list={withdrawn} caption={words.list.withdrawn} columns={withdrawnColumns} empty="" />
              </Section>
            )}
          </Stack>
        )
      ) : (
        <Reading query={first.query}>{() => null}</Reading>
      )}
    </Page>
  );
}

/** What a report is, and the kinds to begin with. */
function Nothing({ makes }: { makes: boolean }) {
  if (!makes) return <EmptyState title={words.list.empty}>{words.list.emptyRead}</EmptyState>;
  return (
    <Stack gap="lg" align="stretch">
      <EmptyState title={words.list.empty}>{words.list.emptyLead}</EmptyState>
      <KindLinks kinds={ReportKind.options} />
    </Stack>
  );
}

function ForContact() {
  const finals = useList('final');
  return (
    <Page title={words.title} lead={words.leadContact}>
      <Reading
        query={finals.query}
        isEmpty={() => finals.items.length === 0}
        empty={<EmptyState title={words.list.emptyContact}>{words.list.emptyContactLead}</EmptyState>}
      >
        {() => <Rows list={finals} caption={words.list.finalsCaption} columns={contactColumns} empty="" />}
      </Reading>
    </Page>
  );
}

function useList(status: Report['status']) {
  const query = useReadPages(listReports, { query: { status } });
  return { query, items: query.data?.pages.flatMap((page) => page.items) ?? [] };
}

interface RowsProps {
  list: ReturnType<typeof useList>;
  caption: string;
  columns: readonly Column<Report>[];
  empty: string;
}

function Rows({ list, caption, columns, empty }: RowsProps) {
  if (list.items.length === 0) return <Text c="dimmed">{empty}</Text>;
  return (
    <>
      <StackedTable caption={caption} rows={list.items} rowKey={({ id }) => id} columns={columns} />
      <MorePages query={list.query} />
    </>
  );
}

const titled: Column<Report> = {
  label: words.list.report,
  cell: ({ id, title, kind, schoolName }) => (
    <div>
      <Anchor component={Link} to={`/reports/${id}`} inherit fw={600}>
        {title}
      </Anchor>
      <Text span size="sm" c="dimmed" display="block">
        {[words.kinds[kind].name, schoolName].filter(Boolean).join(', ')}
      </Text>
    </div>
  ),
};
const recipient: Column<Report> = { label: words.list.recipient, cell: (report) => report.recipient };
const asOf: Column<Report> = { label: words.list.asOf, cell: (report) => (report.asOf === null ? '' : formatDate(report.asOf)) };
const made: Column<Report> = { label: words.list.made, cell: ({ finalAt }) => (finalAt === null ? '' : formatDate(finalAt)) };
const draftColumns: Column<Report>[] = [
  titled,
  recipient,
  {
    label: words.list.changed,
    cell: ({ createdAt, createdBy, scheduleId }) => (
      <div>
        <span>{words.list.begun(formatDate(createdAt), createdBy)}</span>
        {scheduleId !== null && (
          <Text span size="sm" c="dimmed" display="block">
            {words.list.fromSchedule}
          </Text>
        )}
      </div>
    ),
  },
];
const finalColumns: Column<Report>[] = [
  titled,
  recipient,
  made,
  asOf,
  { label: words.one.taken, cell: ({ taken }) => words.list.takenTimes(taken) },
];
const withdrawnColumns: Column<Report>[] = [
  titled,
  { label: words.list.withdrawn, cell: ({ withdrawnAt }) => (withdrawnAt === null ? '' : formatDate(withdrawnAt)) },
  { label: words.list.reason, cell: ({ withdrawnReason }) => withdrawnReason ?? '' },
];
const contactColumns: Column<Report>[] = [
  {
    label: words.list.report,
    cell: ({ id, title }) => (
      <Anchor component={Link} to={`/reports/${id}`} inherit fw={600}>
        {title}
      </Anchor>
    ),
  },
  made,
  asOf,
];
