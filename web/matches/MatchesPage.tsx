import { Anchor, Badge, Button, Group, Progress, Text } from '@mantine/core';
import { Link } from 'react-router';
import { getCaseloadBalance, type MentorLoad } from '@waymark/contract/matches.ts';
import { useRead } from '../api.ts';
import { UnfinishedMeetings } from '../meeting-room/UnfinishedMeetings.tsx';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatNumber } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { useFilters } from '../ui/useFilters.ts';
import { MentorMatches } from './MentorMatches.tsx';
import { Unmatched } from './Unmatched.tsx';

const words = t.matches;

export const handle = { crumb: words.title };

/** Caseloads side by side; one mentor's students to hand over, or the students nobody mentors to match. */
export function Component() {
  const [{ mentor, unmatched }] = useFilters('mentor', 'unmatched');
  const { can } = useSession();
  const balance = useRead(getCaseloadBalance, {});
  const chosen = balance.data?.items.find((one) => one.mentor.id === mentor);
  const parents = [{ label: words.back, to: '/matches' }];
  if (unmatched !== undefined) {
    return (
      <Page title={words.unmatchedTitle} parents={parents}>
        <Unmatched />
      </Page>
    );
  }
  if (mentor !== undefined) {
    return (
      <Page title={chosen === undefined ? words.title : words.of(chosen.mentor.name)} parents={parents}>
        <MentorMatches mentorId={mentor} name={chosen?.mentor.name ?? ''} />
      </Page>
    );
  }
  return (
    <Page title={words.title} lead={words.lead}>
      {can('lead') && <UnfinishedMeetings />}
      <Reading query={balance} empty={<EmptyState title={words.emptyTitle}>{words.emptyText}</EmptyState>}>
        {(data) => (
          <>
            {data.unmatched > 0 && (
              <Group mb="lg">
                <Text fw={600}>{words.unmatched(data.unmatched)}</Text>
                <Button component={Link} to="/matches?unmatched=1" variant="default">
                  {words.unmatchedSee}
                </Button>
              </Group>
            )}
            <Caseloads items={data.items} />
          </>
        )}
      </Reading>
    </Page>
  );
}

function Caseloads({ items }: { items: readonly MentorLoad[] }) {
  const fullest = Math.max(1, ...items.map((one) => one.students));
  return (
    <StackedTable
      caption={words.caption}
      rows={items}
      rowKey={(one) => one.mentor.id}
      columns={[
        {
          label: words.mentor,
          cell: ({ mentor, available }) => (
            <Group gap="xs">
              <Anchor component={Link} to={`/matches?mentor=${mentor.id}`} inherit fw={600} aria-label={words.chooseOf(mentor.name)}>
                {mentor.name}
              </Anchor>
              {!available && <Badge color="red">{words.noSeat}</Badge>}
            </Group>
          ),
        },
        {
          label: words.students,
          numeric: true,
          cell: ({ students }) => (
            <Group gap="xs" wrap="nowrap" justify="flex-end">
              {/* the number says it; the bar lets the eye compare */}
              <Progress value={(students / fullest) * 100} w="6rem" size="lg" radius="sm" aria-hidden="true" />
              <Text span miw="2rem" ta="end">
                {formatNumber(students)}
              </Text>
            </Group>
          ),
        },
        { label: words.meetings, numeric: true, cell: ({ meetingsNextFortnight }) => formatNumber(meetingsNextFortnight) },
        { label: words.actions, numeric: true, cell: ({ openActions }) => formatNumber(openActions) },
      ]}
    />
  );
}
