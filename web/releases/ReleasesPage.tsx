import { Anchor, Button } from '@mantine/core';
import { Link } from 'react-router';
import { listReleases, type Release } from '@waymark/contract/releases.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDateTime } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, StackedTable } from '../ui/StackedTable.tsx';

const words = t.releases;

export const handle = { crumb: words.title };

const columns: Column<Release>[] = [
  {
    label: words.list.purpose,
    cell: ({ id, purpose }) => (
      <Anchor component={Link} to={`/releases/${id}`} inherit fw={600}>
        {purpose}
      </Anchor>
    ),
  },
  { label: words.list.made, cell: ({ createdAt, createdBy }) => words.list.madeBy(formatDateTime(createdAt), createdBy) },
  { label: words.list.status, cell: ({ status }) => words.status[status] },
  {
    label: words.list.taken,
    cell: ({ taken, lastTakenAt }) => words.list.takenTimes(taken, lastTakenAt === null ? '' : formatDateTime(lastTakenAt)),
  },
];

const make = (
  <Button component={Link} to="/releases/new">
    {words.make}
  </Button>
);

/** `/releases`: the pseudonymised copies there were, and the way to a new one. */
export function Component() {
  const releases = useReadPages(listReleases, { query: {} });
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <Button component={Link} to="/releases/codebook" variant="default">
            {words.codebook}
          </Button>
          {make}
        </>
      }
    >
      <Reading
        query={releases}
        isEmpty={(data) => data.pages.every((page) => page.items.length === 0)}
        empty={<EmptyState title={words.list.empty}>{words.list.emptyNext}</EmptyState>}
      >
        {(data) => (
          <StackedTable
            caption={words.list.caption}
            rows={data.pages.flatMap((page) => page.items)}
            rowKey={(release) => release.id}
            columns={columns}
          />
        )}
      </Reading>
      <MorePages query={releases} />
    </Page>
  );
}
