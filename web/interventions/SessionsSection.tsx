import { Anchor, Badge, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { listSessions } from '@waymark/contract/participations.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';

const words = t.help.sessions;

/** The registers of an intervention, latest first; each opens to be read or corrected. */
export function SessionsSection({ interventionId }: { interventionId: string }) {
  const sessions = useReadPages(listSessions, { params: { id: interventionId }, query: { limit: 20 } });
  const rows = sessions.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={words.title}>
      <Reading query={sessions} isEmpty={() => rows.length === 0} empty={<Text c="dimmed">{words.none}</Text>}>
        {() => (
          <StackedTable
            caption={words.caption}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                label: words.day,
                cell: ({ id, heldOn, cancelled }) => (
                  <Group gap="xs">
                    <Anchor component={Link} to={`/interventions/${interventionId}/sessions/${id}`} fw={600}>
                      {formatShortDate(heldOn)}
                    </Anchor>
                    {cancelled && <Badge color="orange">{words.struck}</Badge>}
                  </Group>
                ),
              },
              { label: words.about, cell: ({ title }) => title },
              { label: words.length, numeric: true, cell: ({ minutes }) => t.help.minutes(minutes) },
              { label: words.marks, cell: ({ attended, part, absent }) => words.marksOf(attended, part, absent) },
              { label: words.by, cell: ({ recordedBy }) => recordedBy ?? '' },
            ]}
          />
        )}
      </Reading>
      <MorePages query={sessions} />
    </Section>
  );
}
