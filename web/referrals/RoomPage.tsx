import { Badge, Button, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { listMentorRoom, type MentorRoom, setMentorRoom } from '@waymark/contract/triage.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatNumber } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { toast } from '../ui/toast.tsx';

const words = t.triage.room;

export const handle = { crumb: words.title };

/** How many students each mentor has, and is to have at most. */
export function Component() {
  const room = useRead(listMentorRoom, { query: {} });
  return (
    <Page title={words.title} lead={words.lead} parents={[{ label: t.triage.title, to: '/referrals' }]}>
      <Reading query={room} empty={<EmptyState title={words.emptyTitle}>{words.emptyText}</EmptyState>}>
        {({ items }) => (
          <StackedTable
            caption={words.caption}
            rows={items}
            rowKey={(one) => one.mentor.id}
            columns={[
              {
                label: words.mentor,
                cell: ({ mentor, students, limit }) => (
                  <Group gap="xs">
                    {mentor.name}
                    {limit !== null && students >= limit && <Badge color="orange">{words.full}</Badge>}
                  </Group>
                ),
              },
              { label: words.students, numeric: true, cell: ({ students }) => formatNumber(students) },
              { label: words.limit, numeric: true, cell: (one) => <Limit key={one.version} of={one} /> },
            ]}
          />
        )}
      </Reading>
    </Page>
  );
}

function Limit({ of: { mentor, limit, version } }: { of: MentorRoom }) {
  const [value, setValue] = useState<number | string>(limit ?? '');
  const wanted = value === '' ? null : Number(value);
  const set = useWrite(setMentorRoom, {
    invalidates: [listMentorRoom],
    onDone: (_done, { body }) => toast.done(words.saved(mentor.name, body.limit)),
  });
  return (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      <NumberInput
        aria-label={words.limitOf(mentor.name)}
        placeholder={words.noLimit}
        min={1}
        max={500}
        allowDecimal={false}
        hideControls
        w="7rem"
        value={value}
        onChange={setValue}
      />
      <Button
        variant="default"
        aria-label={words.saveOf(mentor.name)}
        disabled={wanted === limit}
        loading={set.isPending}
        onClick={() => set.mutate({ params: { id: mentor.id }, ifMatch: version, body: { limit: wanted } })}
      >
        {words.save}
      </Button>
    </Group>
  );
}
