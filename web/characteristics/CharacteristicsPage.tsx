import { ActionIcon, Badge, Button, Group, Text } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import { type Characteristic, listCharacteristics } from '@waymark/contract/characteristics.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';

const CharacteristicForm = lazy(() => import('./CharacteristicForm.tsx'));
const words = t.characteristics;

export const handle = { crumb: words.title };

/** What the organisation records about students: the shipped list and its own. */
export function Component() {
  const characteristics = useRead(listCharacteristics, {});
  const [open, setOpen] = useState<'new' | Characteristic>();
  const add = (
    <Button leftSection={<IconPlus size={20} aria-hidden="true" />} onClick={() => setOpen('new')}>
      {words.add}
    </Button>
  );
  return (
    <Page title={words.title} lead={words.lead} actions={add}>
      <Reading query={characteristics}>
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
                    <Text span fw={600}>
                      {one.label}
                    </Text>
                    {one.archived && <Badge color="gray">{words.archived}</Badge>}
                  </Group>
                ),
              },
              { label: words.values, cell: ({ options }) => words.some(options.map((option) => option.label)) },
              { label: words.origin, cell: ({ shipped }) => (shipped ? words.shipped : words.own) },
              {
                label: words.change,
                hidden: true,
                cell: (one) => (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={words.changeNamed(one.label)}
                    onClick={() => setOpen(one)}
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
        {open !== undefined && <CharacteristicForm characteristic={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </Page>
  );
}
