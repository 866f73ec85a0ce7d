import { Anchor, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { listProposals, type Proposal, referProposed } from '@waymark/contract/criteria.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import type { ReferralStatus } from '@waymark/contract/referrals.ts';
import { listReferrals } from '@waymark/contract/triage.ts';
import { useRead, useWrite } from '../api.ts';
import { ChoiceBar } from '../matches/ChoiceBar.tsx';
import { useChoice } from '../matches/useChoice.ts';
import { Findings } from '../referrals/Snapshot.tsx';
import * as t from '../strings/catalogue.ts';
import { yearGroups } from '../students/yearGroups.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate, formatList, formatShortDate } from '../ui/format.ts';
import { Loading } from '../ui/Loading.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { useFilters } from '../ui/useFilters.ts';
import { ProposalFilters } from './ProposalFilters.tsx';

const words = t.criteria.proposals;

export const handle = { crumb: words.title };

/** Students nobody referred for whom rules hold today, to be made referrals of. */
export function Component() {
  const [filters, set] = useFilters('school', 'year');
  const schools = useRead(listSchools, {});
  const found = useRead(listProposals, { query: { schoolId: filters.school, yearGroup: filters.year, limit: 100 } }, { keep: true });
  return (
    <Page title={words.title} lead={words.lead} parents={[{ label: t.triage.title, to: '/referrals' }]}>
      <ProposalFilters schools={schools.data?.items ?? []} years={yearGroups} filters={filters} set={set} />
      <Reading
        query={found}
        loading={<Loading lines={6} />}
        empty={
          <EmptyState title={found.data?.criteria === null ? t.criteria.none : words.emptyTitle}>
            {found.data?.criteria === null ? words.none : words.emptyText}
          </EmptyState>
        }
      >
        {(data) => (
          <>
            <Text component="output">{words.found(data.found, data.considered, formatDate(data.asOf))}</Text>
            {data.found > data.items.length && <Text c="dimmed">{words.first(data.items.length)}</Text>}
            <Proposals items={data.items} />
          </>
        )}
      </Reading>
    </Page>
  );
}

function Proposals({ items }: { items: readonly Proposal[] }) {
  const { can } = useSession();
  const rows = items.map((item) => ({ ...item, id: item.student.id }));
  const choice = useChoice(rows);
  const refer = useWrite(referProposed, {
    invalidates: [listProposals, listReferrals],
    onDone: ({ made, already }) => {
      choice.clear();
      toast.done(
        [words.referred(made), already.length > 0 && words.already(formatList(already.map(({ name }) => name)))].filter(Boolean).join(' '),
      );
    },
  });
  return (
    <>
      {can('lead') ? (
        <ChoiceBar
          label={words.chooseAll}
          all={choice.all}
          some={choice.chosen.length > 0}
          onToggleAll={choice.toggleAll}
          chosen={words.chosen(choice.chosen.length)}
        >
          <Button
            disabled={choice.chosen.length === 0}
            loading={refer.isPending}
            onClick={() => refer.mutate({ body: { referrals: choice.chosen.map(({ id }) => ({ id: uuidv7(), studentId: id })) } })}
          >
            {words.refer}
          </Button>
        </ChoiceBar>
      ) : (
        <Text c="dimmed">{words.leadOnly}</Text>
      )}
      <Stack component="ul" aria-label={words.caption} gap="lg" align="stretch" pl={0} mt="md" style={{ listStyle: 'none' }}>
        {rows.map((row) => (
          <li key={row.id}>
            <Group align="flex-start" wrap="nowrap" gap="sm">
              {can('lead') && (
                <Checkbox
                  aria-label={words.choose(row.student.name)}
                  checked={choice.has(row)}
                  onChange={() => choice.toggle(row)}
                  mt={4}
                />
              )}
              <Stack gap={6} align="stretch" flex={1}>
                <div>
                  <Anchor component={Link} to={`/students/${row.student.id}`} fw={600}>
                    {row.student.name}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {[
                      row.yearGroup === null ? null : t.students.yearOf(row.yearGroup),
                      row.school?.name,
                      row.findings.unknown > 0 && words.unknown(row.findings.unknown),
                      row.lastReferral &&
                        words.last(
                          t.referrals.statuses[row.lastReferral.status as ReferralStatus],
                          formatShortDate(row.lastReferral.receivedAt),
                        ),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </Text>
                </div>
                <Findings bare findings={row.findings.rules.filter((rule) => rule.result === 'holds')} />
              </Stack>
            </Group>
          </li>
        ))}
      </Stack>
    </>
  );
}
