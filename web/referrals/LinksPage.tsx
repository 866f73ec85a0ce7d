import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { createReferralLink, listReferralLinks, type ReferralLink, revokeReferralLink } from '@waymark/contract/referrals.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { CopyText } from '../ui/CopyText.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate, formatRelativeDay, todayHere } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';

const words = t.referrals.links;

export const handle = { crumb: words.title };

/** The links teachers refer by without an account: made, copied, taken back. */
export function Component() {
  const { can } = useSession();
  const links = useRead(listReferralLinks, {});
  const [making, setMaking] = useState(false);
  const make = can('lead') && (
    <Button leftSection={<IconPlus size={20} aria-hidden="true" />} onClick={() => setMaking(true)}>
      {words.make}
    </Button>
  );
  return (
    <Page title={words.title} lead={words.lead} actions={make} width="normal" parents={[{ label: t.triage.title, to: '/referrals' }]}>
      <Reading query={links} empty={<EmptyState title={words.emptyTitle}>{words.emptyText}</EmptyState>}>
        {({ items }) => (
          <Stack gap="lg" align="stretch">
            {items.map((link) => (
              <Link key={link.id} link={link} />
            ))}
          </Stack>
        )}
      </Reading>
      {making && <MakeLink onClose={() => setMaking(false)} />}
    </Page>
  );
}

function Link({ link }: { link: ReferralLink }) {
  const { can } = useSession();
  const school = link.school?.name ?? words.anySchool;
  const revoke = useWrite(revokeReferralLink, { invalidates: [listReferralLinks], onDone: () => toast.done(words.revoked) });
  const expired = link.expiresAt.slice(0, 10) <= todayHere();
  const works = link.revokedAt === null && !expired;
  const ask = async () => {
    if (await confirm({ title: words.revokeTitle(school), body: words.revokeText, confirmLabel: words.revoke, danger: true }))
      revoke.mutate({ params: { id: link.id } });
  };
  return (
    <Section title={school} lead={words.state(link.referrals, link.lastOpenedAt === null ? null : formatRelativeDay(link.lastOpenedAt))}>
      {works && <CopyText label={words.address(school)} value={link.url} />}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {link.revokedAt !== null
            ? words.revokedOn(formatDate(link.revokedAt))
            : expired
              ? words.over(formatDate(link.expiresAt))
              : words.until(formatDate(link.expiresAt))}
        </Text>
        {works && can('lead') && (
          <Button variant="default" aria-label={words.revokeNamed(school)} loading={revoke.isPending} onClick={() => void ask()}>
            {words.revoke}
          </Button>
        )}
      </Group>
    </Section>
  );
}

function MakeLink({ onClose }: { onClose: () => void }) {
  const [id] = useState(uuidv7);
  const schools = useRead(listSchools, {});
  const open = (schools.data?.items ?? []).filter((one) => !one.archived);
  const form = useForm({
    initialValues: { schoolId: null as string | null, months: '18' },
    validate: { schoolId: (value) => (value === null ? words.schoolMissing : null) },
  });
  const make = useWrite(createReferralLink, {
    invalidates: [listReferralLinks],
    form,
    onDone: () => {
      toast.done(words.made);
      onClose();
    },
  });
  const submit = form.onSubmit(({ schoolId, months }) => {
    if (schoolId !== null) make.mutate({ body: { id, schoolId, months: Number(months) } });
  });
  return (
    <Modal opened onClose={onClose} title={words.makeTitle}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {schools.isSuccess && open.length === 0 && <Text>{words.noSchools}</Text>}
          <Select
            label={words.school}
            required
            data={open.map((school) => ({ value: school.id, label: school.name }))}
            searchable={open.length > 8}
            {...form.getInputProps('schoolId')}
          />
          <Select
            label={words.months}
            allowDeselect={false}
            data={[6, 12, 18, 36].map((months) => ({ value: String(months), label: words.monthsOf(months) }))}
            {...form.getInputProps('months')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {words.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
