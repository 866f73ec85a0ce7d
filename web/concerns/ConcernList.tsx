import { Anchor, Badge, Select } from '@mantine/core';
import { Link } from 'react-router';
import { ConcernStatus, listConcerns } from '@waymark/contract/concerns.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDateTime } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { useFilters } from '../ui/useFilters.ts';

const words = t.concerns.list;
const colours = { open: 'orange', passed_on: 'waymark', closed: 'gray' } as const;

/** Every concern, without what it says. */
export function ConcernList() {
  const [filters, setFilters] = useFilters('status');
  const status = ConcernStatus.safeParse(filters.status).data;
  const concerns = useReadPages(listConcerns, { query: { status } });
  return (
    <Page title={words.title} lead={words.lead}>
      <Select
        label={words.status}
        placeholder={words.any}
        clearable
        data={ConcernStatus.options.map((value) => ({ value, label: words.statuses[value] }))}
        value={status ?? null}
        onChange={(value) => setFilters({ status: value })}
        maw="16rem"
        mb="lg"
      />
      <Reading
        query={concerns}
        isEmpty={(data) => data.pages.every((page) => page.items.length === 0)}
        empty={<EmptyState title={status === undefined ? words.empty : words.emptyFiltered}>{words.emptyNext}</EmptyState>}
      >
        {(data) => (
          <StackedTable
            caption={words.caption}
            rows={data.pages.flatMap((page) => page.items)}
            rowKey={(concern) => concern.id}
            columns={[
              {
                label: words.number,
                cell: (concern) => (
                  <Anchor component={Link} to={`/concerns/${concern.id}`} fw={600}>
                    {words.numbered(concern.number)}
                  </Anchor>
                ),
              },
              { label: words.student, cell: (concern) => concern.studentName },
              {
                label: words.raisedBy,
                cell: (concern) => [concern.raisedBy, t.shell.roles[concern.raisedRole]].filter(Boolean).join(', '),
              },
              { label: words.raised, cell: (concern) => formatDateTime(concern.raisedAt) },
              {
                label: words.status,
                cell: (concern) => (
                  <>
                    <Badge color={colours[concern.status]}>{words.statuses[concern.status]}</Badge>{' '}
                    {concern.inDangerNow && <Badge color="red">{words.danger}</Badge>}
                  </>
                ),
              },
              { label: words.readings, cell: (concern) => words.times(concern.readings) },
            ]}
          />
        )}
      </Reading>
      <MorePages query={concerns} />
    </Page>
  );
}
