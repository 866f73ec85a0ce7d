import { Badge, Button, Text } from '@mantine/core';
import { getConsistency } from '@waymark/contract/calibration.ts';
import { listSecondScorings, withdrawSecondScoring } from '@waymark/contract/second-scorings.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatShortDate } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { toast } from '../ui/toast.tsx';

const words = t.calibration.double;
const colours = { open: 'orange', done: 'waymark', withdrawn: 'gray' } as const;

/** The second scorings asked for, with how each was chosen; an open one can be taken back. */
export function SecondScoringList() {
  const asked = useRead(listSecondScorings, {});
  const withdraw = useWrite(withdrawSecondScoring, {
    invalidates: [listSecondScorings, getConsistency],
    onDone: () => toast.done(words.withdrawn),
  });
  return (
    <Section title={words.list}>
      <Reading query={asked} empty={<Text c="dimmed">{words.listNone}</Text>}>
        {({ items }) => (
          <StackedTable
            caption={words.list}
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              { label: words.meeting, cell: ({ meetingOn }) => formatDate(meetingOn) },
              { label: words.student, cell: ({ student }) => student },
              { label: words.first, cell: ({ mentor }) => mentor },
              { label: words.second, cell: ({ scorer }) => scorer },
              {
                label: words.basis,
                cell: ({ basis, seed }) => (
                  <div>
                    {words.bases[basis]}
                    <Text size="xs" c="dimmed">
                      {seed === null ? words.byHand : words.seedOf(seed)}
                    </Text>
                  </div>
                ),
              },
              {
                label: words.status,
                cell: ({ status, dueOn }) => (
                  <div>
                    <Badge color={colours[status]}>{words.statuses[status]}</Badge>
                    {status === 'open' && (
                      <Text size="xs" c="dimmed">
                        {t.calibration.due(formatShortDate(dueOn))}
                      </Text>
                    )}
                  </div>
                ),
              },
              {
                label: words.withdraw,
                hidden: true,
                cell: ({ id, status, meetingOn, scorer }) =>
                  status === 'open' && (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      mih="2.75rem"
                      aria-label={words.withdrawOf(formatDate(meetingOn), scorer)}
                      onClick={() => withdraw.mutate({ params: { id } })}
                    >
                      {words.withdraw}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Reading>
    </Section>
  );
}
