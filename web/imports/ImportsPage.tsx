import { Anchor, Badge, Button } from '@mantine/core';
import { listImports, type ImportStatus } from '@waymark/contract/imports.ts';
import { Link } from 'react-router';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDateTime, formatNumber } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';

const words = t.imports;
const colours: Record<ImportStatus, string> = {
  uploaded: 'blue',
  checking: 'blue',
  previewed: 'blue',
  running: 'blue',
  done: 'green',
  failed: 'red',
  undone: 'gray',
  discarded: 'gray',
};

const Start = () => (
  <>
    <Button variant="default" component={Link} to="/students/imports/new?kind=scores">
      {words.startOther}
    </Button>
    <Button component={Link} to="/students/imports/new?kind=roll">
      {words.startRoll}
    </Button>
  </>
);

/** What has been imported, and where a new import begins. */
export function Component() {
  const imports = useReadPages(listImports, { query: { limit: 50 } });
  const rows = imports.data?.pages.flatMap((page) => page.items) ?? [];
  const none = imports.data !== undefined && rows.length === 0;
  return (
    <Page title={words.title} lead={words.lead} actions={none ? undefined : <Start />}>
      <Reading
        query={imports}
        isEmpty={() => rows.length === 0}
        empty={
          <EmptyState title={words.list.empty} action={<Start />}>
            {words.list.emptyText}
          </EmptyState>
        }
      >
        {() => (
          <StackedTable
            caption={words.list.caption}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                label: words.list.file,
                cell: (row) => (
                  <Anchor component={Link} to={`/students/imports/${row.id}`}>
                    {row.fileName}
                  </Anchor>
                ),
              },
              { label: words.list.kind, cell: (row) => words.kinds[row.kind] },
              { label: words.list.status, cell: (row) => <Badge color={colours[row.status]}>{words.statuses[row.status]}</Badge> },
              { label: words.list.rows, numeric: true, cell: (row) => formatNumber(row.rowCount) },
              { label: words.list.when, cell: (row) => formatDateTime(row.finishedAt ?? row.createdAt) },
              { label: words.list.by, cell: (row) => row.createdBy },
            ]}
          />
        )}
      </Reading>
      <MorePages query={imports} />
    </Page>
  );
}
