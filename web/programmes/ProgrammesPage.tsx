import { Anchor, Badge, Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import { Link } from 'react-router';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate, formatList, formatNumber } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';

const ProgrammeForm = lazy(() => import('./ProgrammeForm.tsx'));
const words = t.programmes;

export const handle = { crumb: words.title };

/** The programmes, archived ones last. */
export function Component() {
  const { can } = useSession();
  const programmes = useRead(listProgrammes, {});
  const [adding, setAdding] = useState(false);
  const writes = can('admin', 'lead');
  const add = (
    <Button leftSection={<IconPlus size={20} aria-hidden="true" />} onClick={() => setAdding(true)}>
      {words.add}
    </Button>
  );
  const empty = (
    <EmptyState title={words.emptyTitle} action={writes && add}>
      {writes ? words.emptyText : words.mentorEmpty}
    </EmptyState>
  );
  return (
    <Page title={words.title} lead={words.lead} actions={writes && programmes.data?.items.length !== 0 ? add : undefined}>
      <Reading query={programmes} empty={empty}>
        {({ items }) => (
          <StackedTable
            caption={words.caption}
            rows={items}
            rowKey={(one) => one.id}
            columns={[
              {
                label: words.name,
                cell: (one) => (
                  <Group gap="xs">
                    <Anchor component={Link} to={`/programmes/${one.id}`} inherit fw={600}>
                      {one.name}
                    </Anchor>
                    {one.archived && <Badge color="gray">{words.archived}</Badge>}
                  </Group>
                ),
              },
              { label: words.framework, cell: ({ framework }) => framework.name },
              {
                label: words.dates,
                cell: ({ startsOn, endsOn }) => words.span(startsOn && formatDate(startsOn), endsOn && formatDate(endsOn)),
              },
              {
                label: words.cohorts,
                cell: ({ cohorts }) =>
                  cohorts.length === 0
                    ? t.students.none
                    : formatList(cohorts.filter((cohort) => !cohort.archived).map((cohort) => cohort.name)),
              },
              { label: words.enrolled, numeric: true, cell: ({ enrolled }) => formatNumber(enrolled) },
              { label: words.ended, numeric: true, cell: ({ ended }) => formatNumber(ended) },
            ]}
          />
        )}
      </Reading>
      <Suspense>{adding && <ProgrammeForm onClose={() => setAdding(false)} />}</Suspense>
    </Page>
  );
}
