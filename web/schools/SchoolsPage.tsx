import { ActionIcon, Anchor, Badge, Button, Group } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import { Link } from 'react-router';
import { listSchools, type School } from '@waymark/contract/schools.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatNumber } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';

const SchoolForm = lazy(() => import('./SchoolForm.tsx'));
const words = t.schools;

export const handle = { crumb: words.title };

/** The schools, archived ones last. */
export function Component() {
  const schools = useRead(listSchools, {});
  const [open, setOpen] = useState<'new' | School>();
  const add = (
    <Button leftSection={<IconPlus size={20} aria-hidden="true" />} onClick={() => setOpen('new')}>
      {words.add}
    </Button>
  );
  const empty = (
    <EmptyState title={words.emptyTitle} action={add}>
      {words.emptyText}
    </EmptyState>
  );
  return (
    <Page title={words.title} lead={words.lead} actions={schools.data?.items.length === 0 ? undefined : add}>
      <Reading query={schools} empty={empty}>
        {({ items }) => (
          <StackedTable
            caption={words.caption}
            rows={items}
            rowKey={(school) => school.id}
            columns={[
              {
                label: words.name,
                cell: (school) => (
                  <Group gap="xs">
                    <Anchor component={Link} to={`/students?school=${school.id}`} inherit fw={600} aria-label={words.see(school.name)}>
                      {school.name}
                    </Anchor>
                    {school.archived && <Badge color="gray">{words.archived}</Badge>}
                  </Group>
                ),
              },
              { label: words.urn, cell: ({ urn }) => urn ?? t.students.none },
              { label: words.students, numeric: true, cell: ({ students }) => formatNumber(students) },
              {
                label: words.change,
                hidden: true,
                cell: (school) => (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={words.changeNamed(school.name)}
                    onClick={() => setOpen(school)}
                  >
                    <IconPencil size={18} />
                  </ActionIcon>
                ),
              },
            ]}
          />
        )}
      </Reading>
      <Suspense>
        {open !== undefined && <SchoolForm school={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </Page>
  );
}
