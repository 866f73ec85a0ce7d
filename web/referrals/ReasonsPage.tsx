import { ActionIcon, Badge, Button, Checkbox, Group, Modal, Stack, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import {
  createReferralReason,
  listReferralReasons,
  orderReferralReasons,
  type ReferralReason,
  updateReferralReason,
} from '@waymark/contract/referral-reasons.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatNumber } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { toast } from '../ui/toast.tsx';

const words = t.referrals.reasons;

export const handle = { crumb: words.title };

/** The organisation's own list of reasons: added, reworded, put in order, archived. */
export function Component() {
  const reasons = useRead(listReferralReasons, {});
  const [open, setOpen] = useState<'new' | ReferralReason>();
  const [moved, setMoved] = useState('');
  const order = useWrite(orderReferralReasons, { invalidates: [listReferralReasons] });
  const move = (items: readonly ReferralReason[], at: number, by: -1 | 1) => {
    const ids = items.filter((one) => !one.archived).map(({ id }) => id);
    const [id] = ids.splice(at, 1);
    if (id === undefined) return;
    ids.splice(at + by, 0, id);
    order.mutate({ body: { ids } }, { onSuccess: () => setMoved(words.moved(items[at]?.label ?? '', at + by + 1)) });
  };
  const add = (
    <Button leftSection={<IconPlus size={20} aria-hidden="true" />} onClick={() => setOpen('new')}>
      {words.add}
    </Button>
  );
  return (
    <Page title={words.title} lead={words.lead} actions={add} parents={[{ label: t.triage.title, to: '/referrals' }]}>
      <VisuallyHidden component="output">{moved}</VisuallyHidden>
      <Reading query={reasons}>
        {({ items }) => {
          const offered = items.filter((one) => !one.archived).length;
          return (
            <StackedTable
              caption={words.caption}
              rows={items}
              rowKey={(one) => one.id}
              columns={[
                {
                  label: words.label,
                  cell: (one) => (
                    <Group gap="xs">
                      <Text span fw={600}>
                        {one.label}
                      </Text>
                      {one.archived && <Badge color="gray">{words.archived}</Badge>}
                    </Group>
                  ),
                },
                { label: words.used, numeric: true, cell: ({ used }) => formatNumber(used) },
                {
                  label: words.order,
                  cell: (one) => {
                    const at = items.indexOf(one);
                    if (one.archived) return null;
                    return (
                      <Group gap={4} wrap="nowrap">
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          size="lg"
                          disabled={at === 0 || order.isPending}
                          aria-label={words.up(one.label)}
                          onClick={() => move(items, at, -1)}
                        >
                          <IconArrowUp size={18} />
                        </ActionIcon>
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          size="lg"
                          disabled={at === offered - 1 || order.isPending}
                          aria-label={words.down(one.label)}
                          onClick={() => move(items, at, 1)}
                        >
                          <IconArrowDown size={18} />
                        </ActionIcon>
                      </Group>
                    );
                  },
                },
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
          );
        }}
      </Reading>
      {open !== undefined && <ReasonForm reason={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

function ReasonForm({ reason, onClose }: { reason: ReferralReason | undefined; onClose: () => void }) {
  const [id] = useState(uuidv7);
  const form = useForm({
    initialValues: { label: reason?.label ?? '', archived: reason?.archived ?? false },
    validate: { label: (value) => (value.trim() === '' ? words.labelMissing : null) },
  });
  const done = (text: string) => {
    toast.done(text);
    onClose();
  };
  const invalidates = [listReferralReasons];
  const create = useWrite(createReferralReason, { invalidates, form, onDone: (_done, { body }) => done(words.added(body.label)) });
  const change = useWrite(updateReferralReason, { invalidates, form, onDone: (_done, { body }) => done(words.changed(body.label)) });
  const submit = form.onSubmit(({ label, archived }) => {
    if (reason === undefined) create.mutate({ body: { id, label } });
    else change.mutate({ params: { id: reason.id }, ifMatch: reason.version, body: { label, archived } });
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={reason === undefined ? words.addTitle : words.changeTitle(reason.label)}
      closeOnClickOutside={!form.isDirty()}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput label={words.label} required maxLength={200} data-autofocus {...form.getInputProps('label')} />
          {reason && <Checkbox label={words.archive} {...form.getInputProps('archived', { type: 'checkbox' })} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={create.isPending || change.isPending}>
              {reason === undefined ? words.add : t.shell.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
