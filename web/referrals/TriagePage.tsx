import { Anchor, Badge, Button, Group, Select, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { listReferralReasons } from '@waymark/contract/referral-reasons.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { listReferrals, type QueuedReferral } from '@waymark/contract/triage.ts';
import { useRead, useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { yearGroups } from '../students/yearGroups.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatList, formatNumber } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { useFilters } from '../ui/useFilters.ts';
import { StatusBadge } from './StatusBadge.tsx';

const words = t.triage;
const states = ['undecided', 'open', 'waiting', 'decided'] as const;

/** The queue of referrals, with filters; and the way to everything around it. */
export function TriagePage() {
  const { can } = useSession();
  const [filters, set] = useFilters('state', 'school', 'reason', 'year');
  const state = states.find((one) => one === filters.state) ?? 'undecided';
  const query = { state, schoolId: filters.school, reasonId: filters.reason, yearGroup: filters.year };
  const referrals = useReadPages(listReferrals, { query });
  const schools = useRead(listSchools, {});
  const reasons = useRead(listReferralReasons, {});
  const rows = referrals.data?.pages.flatMap((page) => page.items) ?? [];
  const counts = referrals.data?.pages[0]?.counts;
  const filtered = filters.school !== undefined || filters.reason !== undefined || filters.year !== undefined;
  const select = (label: string, name: 'school' | 'reason' | 'year', data: readonly { value: string; label: string }[]) => (
    <Select
      label={label}
      placeholder={words.any}
      clearable
      searchable={data.length > 8}
      data={[...data]}
      value={filters[name] ?? null}
      onChange={(value) => set({ [name]: value })}
      style={{ flex: '1 1 10rem' }}
    />
  );
  const refer = can('lead') && (
    <Button component={Link} to="/referrals/new" leftSection={<IconUserPlus size={20} aria-hidden="true" />}>
      {t.referrals.refer}
    </Button>
  );
  return (
    <Page title={words.title} lead={words.lead} actions={refer}>
      <Around />
      <search>
        <Group align="flex-end" mb="md">
          <Select
            label={words.state}
            data={states.map((value) => ({ value, label: words.states[value] }))}
            allowDeselect={false}
            value={state}
            onChange={(value) => set({ state: value === 'undecided' ? null : value })}
            style={{ flex: '1 1 10rem' }}
          />
          {select(
            words.school,
            'school',
            (schools.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          )}
          {select(
            words.reason,
            'reason',
            (reasons.data?.items ?? []).map(({ id, label }) => ({ value: id, label })),
          )}
          {select(words.year, 'year', yearGroups)}
        </Group>
      </search>
      <Reading
        query={referrals}
        isEmpty={() => rows.length === 0}
        empty={
          <EmptyState title={filtered ? words.filteredTitle : words.emptyTitle}>
            {filtered ? words.filteredText : words.emptyText}
          </EmptyState>
        }
      >
        {() => (
          <>
            {counts && (
              <Text component="output" fw={600}>
                {words.counts(counts.open, counts.waiting)}
              </Text>
            )}
            {state !== 'decided' && (
              <Text size="sm" c="dimmed" mb="sm">
                {words.order}
              </Text>
            )}
            <Queue rows={rows} caption={state === 'decided' ? words.captionDecided : words.caption} />
          </>
        )}
      </Reading>
      <MorePages query={referrals} />
    </Page>
  );
}

/** What else there is about referrals. */
function Around() {
  const { can } = useSession();
  const places = [
    { to: '/referrals/proposals', label: words.links.proposals, shown: can('lead', 'admin') },
    { to: '/referrals/own', label: words.links.own, shown: can('lead') },
    { to: '/referrals/figures', label: words.links.figures, shown: true },
    { to: '/referrals/criteria', label: words.links.criteria, shown: true },
    { to: '/referrals/room', label: words.links.room, shown: can('lead', 'admin') },
    { to: '/referrals/links', label: words.links.links, shown: can('lead', 'admin') },
    { to: '/referrals/reasons', label: words.links.reasons, shown: can('lead', 'admin') },
  ];
  return (
    <nav aria-label={words.links.more}>
      <Group component="ul" gap="xs" mb="md" pl={0} style={{ listStyle: 'none' }}>
        {places
          .filter(({ shown }) => shown)
          .map(({ to, label }) => (
            <li key={to}>
              <Button component={Link} to={to} variant="default" size="compact-md" mih={36}>
                {label}
              </Button>
            </li>
          ))}
      </Group>
    </nav>
  );
}

function Queue({ rows, caption }: { rows: readonly QueuedReferral[]; caption: string }) {
  return (
    <StackedTable
      caption={caption}
      rows={rows}
      rowKey={(one) => one.id}
      columns={[
        {
          label: words.student,
          cell: (one) => {
            const name = one.student?.name ?? one.namedAs ?? t.referrals.nobodyNamed;
            return (
              <Group gap="xs">
                <Anchor component={Link} to={`/referrals/${one.id}`} inherit fw={600} aria-label={words.open(name)}>
                  {name}
                </Anchor>
                {one.student === null && <Badge color="orange">{words.notFound}</Badge>}
                {one.status !== 'open' && <StatusBadge status={one.status} />}
              </Group>
            );
          },
        },
        { label: words.days, numeric: true, cell: ({ days }) => formatNumber(days) },
        {
          label: words.need,
          numeric: true,
          cell: ({ rules }) =>
            rules === null ? (
              words.noCriteria
            ) : (
              <>
                {words.needOf(rules.hold, rules.of)}
                {rules.unknown > 0 && (
                  <Text size="sm" c="dimmed">
                    {words.needUnknown(rules.unknown)}
                  </Text>
                )}
              </>
            ),
        },
        { label: words.reasons, cell: ({ reasons }) => formatList(reasons) },
        {
          label: words.year,
          cell: ({ yearGroup }) => (
            <span style={{ whiteSpace: 'nowrap' }}>{yearGroup === null ? t.students.none : t.students.yearOf(yearGroup)}</span>
          ),
        },
        { label: words.school, cell: ({ school }) => school ?? t.students.none },
        { label: words.asked, cell: ({ referrerKind }) => t.referrals.referrers[referrerKind] },
      ]}
    />
  );
}
