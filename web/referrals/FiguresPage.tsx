import { Badge, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { exportReferralFigures, fewBelow, getReferralFigures, type ReferralGroup } from '@waymark/contract/referral-figures.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDateTime, formatNumber } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { download } from '../ui/saveFile.ts';
import { Section } from '../ui/Section.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { useFilters } from '../ui/useFilters.ts';

const WaitBars = lazy(() => import('./WaitBars.tsx'));
const words = t.triage.figures;

export const handle = { crumb: words.title };

type Figures = ResponseOf<typeof getReferralFigures>;
type By = NonNullable<Parameters<typeof useRead<typeof getReferralFigures>>[1]['query']>['by'];

/** Referrals, decisions and waiting by group, so that unfair triage shows. */
export function Component() {
  const [filters, set] = useFilters('by', 'from', 'to');
  const by = (filters.by ?? 'reason') as By;
  const query = { by, from: filters.from, to: filters.to };
  const figures = useRead(getReferralFigures, { query }, { keep: true });
  const save = (
    <Button
      variant="default"
      leftSection={<IconDownload size={20} aria-hidden="true" />}
      onClick={() => void download(exportReferralFigures, { query })}
    >
      {words.download}
    </Button>
  );
  return (
    <Page title={words.title} lead={words.lead} actions={save} parents={[{ label: t.triage.title, to: '/referrals' }]}>
      <search>
        <Group align="flex-end" mb="lg">
          <Select
            label={words.by}
            allowDeselect={false}
            data={(figures.data?.offers ?? []).map((offer) => ({ value: offer.by, label: offer.label }))}
            value={by ?? 'reason'}
            onChange={(value) => set({ by: value })}
            style={{ flex: '1 1 14rem' }}
          />
          <TextInput
            type="date"
            label={words.from}
            value={filters.from ?? ''}
            onChange={(event) => set({ from: event.currentTarget.value })}
          />
          <TextInput type="date" label={words.to} value={filters.to ?? ''} onChange={(event) => set({ to: event.currentTarget.value })} />
        </Group>
      </search>
      <Reading
        query={figures}
        isEmpty={(data) => data.total.referrals === 0}
        empty={<EmptyState title={words.emptyTitle}>{words.emptyText}</EmptyState>}
      >
        {(data) => <Whole figures={data} by={data.offers.find((offer) => offer.by === by)?.label ?? ''} />}
      </Reading>
    </Page>
  );
}

function Whole({ figures, by }: { figures: Figures; by: string }) {
  const rows = [...figures.groups, { ...figures.total, label: words.all }];
  return (
    <Stack gap="lg" align="stretch">
      <Section title={words.decisionsTitle} lead={words.decisionsLead}>
        <StackedTable
          caption={words.caption(by)}
          rows={rows}
          rowKey={(group) => group.key}
          columns={[
            { label: words.group, cell: (group) => <GroupName group={group} /> },
            { label: words.referrals, numeric: true, cell: ({ referrals }) => formatNumber(referrals) },
            { label: words.accepted, numeric: true, cell: ({ accepted }) => formatNumber(accepted) },
            { label: words.declined, numeric: true, cell: ({ declined }) => formatNumber(declined) },
            { label: words.redirected, numeric: true, cell: ({ redirected }) => formatNumber(redirected) },
            { label: words.undecided, numeric: true, cell: ({ undecided }) => formatNumber(undecided) },
            { label: words.withdrawn, numeric: true, cell: ({ withdrawn }) => formatNumber(withdrawn) },
            { label: words.share, numeric: true, cell: shareOf },
          ]}
        />
        {figures.overlapping && <Text size="sm">{words.overlapping}</Text>}
        {rows.some((group) => group.few) && <Text size="sm">{words.fewNote(fewBelow)}</Text>}
      </Section>
      <Section title={words.waitTitle} lead={words.waitLead}>
        <Suspense>
          <WaitBars groups={rows.filter((group) => group.waited.n > 0)} />
        </Suspense>
        <StackedTable
          caption={words.waitCaption(by)}
          rows={rows}
          rowKey={(group) => group.key}
          columns={[
            { label: words.group, cell: (group) => <GroupName group={group} /> },
            { label: words.n, numeric: true, cell: ({ waited }) => formatNumber(waited.n) },
            { label: words.median, numeric: true, cell: ({ waited }) => daysOf(waited.median) },
            { label: words.longest, numeric: true, cell: ({ waited }) => daysOf(waited.longest) },
            ...words.bands.map((label, index) => ({
              label,
              numeric: true,
              cell: ({ waited }: ReferralGroup) => formatNumber(waited.bands[index] ?? 0),
            })),
            { label: words.undecided, numeric: true, cell: ({ undecided }) => formatNumber(undecided) },
            { label: words.longestOpen, numeric: true, cell: ({ longestOpen }) => daysOf(longestOpen) },
          ]}
        />
        <Text size="sm" c="dimmed">
          {words.asOf(formatDateTime(figures.asOf))}
        </Text>
      </Section>
    </Stack>
  );
}

function GroupName({ group }: { group: ReferralGroup }) {
  return (
    <Group gap="xs">
      <Text span inherit fw={600}>
        {group.label}
      </Text>
      {group.few && <Badge color="orange">{words.few}</Badge>}
    </Group>
  );
}

function shareOf({ shareAccepted, accepted, declined, redirected }: ReferralGroup): string {
  if (shareAccepted === null) return words.none;
  return words.shareOf(formatNumber(shareAccepted, { style: 'percent' }), accepted, accepted + declined + redirected);
}

const daysOf = (days: number | null): string => (days === null ? words.none : formatNumber(days, { maximumFractionDigits: 1 }));
