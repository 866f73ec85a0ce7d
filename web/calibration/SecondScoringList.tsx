import { Anchor, Badge, Button, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { getConsistency } from '@waymark/contract/calibration.ts';
import {
  drawScorableMeetings,
  listScorableMeetings,
  listSecondScorings,
  type SecondScoring,
  withdrawSecondScoring,
} from '@waymark/contract/second-scorings.ts';
import { useReadPages, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { formatDate, formatShortDate } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { toast } from '../ui/toast.tsx';

const words = t.calibration.double;
const colours = { open: 'orange', done: 'waymark', withdrawn: 'gray' } as const;
const shown = ['all', 'open', 'done', 'withdrawn', 'by-hand'] as const;
type Shown = (typeof shown)[number];

const queryOf = (which: Shown) => (which === 'all' ? {} : which === 'by-hand' ? { chosen: which } : { status: which });

/** The second scorings asked for, some at a time, with how each was chosen; an open one can be taken back, a done one looked at. */
export function SecondScoringList() {
  const [which, setWhich] = useState<Shown>('all');
  const asked = useReadPages(listSecondScorings, { query: { limit: 10, ...queryOf(which) } });
  const withdraw = useWrite(withdrawSecondScoring, {
    invalidates: [listSecondScorings, listScorableMeetings, drawScorableMeetings, getConsistency],
    onDone: () => toast.done(words.withdrawn),
  });
  const takeBack = async ({ id, meetingOn, scorer }: SecondScoring) => {
    const body = words.withdrawText(formatDate(meetingOn), scorer);
    if (await confirm({ title: words.withdrawTitle, body, confirmLabel: words.withdraw, danger: true }))
      withdraw.mutate({ params: { id } });
  };
  return (
    <Section title={words.list}>
      <Select
        label={words.show}
        allowDeselect={false}
        maw="16rem"
        data={shown.map((value) => ({ value, label: words.shown[value] }))}
        value={which}
        onChange={(value) => setWhich(value ?? 'all')}
      />
      <Reading
        query={{ ...asked, data: asked.data?.pages.flatMap((page) => page.items) }}
        empty={<Text c="dimmed">{which === 'all' ? words.listNone : words.listNoneSuch}</Text>}
      >
        {(items) => (
          <div>
            <StackedTable
              caption={words.list}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                { label: words.meeting, cell: ({ meetingOn, student }) => words.meetingOf(formatDate(meetingOn), student) },
                { label: words.scoredBy, cell: ({ mentor, scorer }) => words.firstThenSecond(mentor, scorer) },
                {
                  label: words.chosenHow,
                  cell: ({ basis, draw }) => `${words.basesShort[basis]}, ${draw === null ? words.byHand : words.seedOf(draw.seed)}`,
                },
                {
                  label: words.status,
                  cell: ({ status, dueOn }) => (
                    <div>
                      <Badge color={colours[status]} maw="none">
                        {words.statuses[status]}
                      </Badge>
                      {status === 'open' && (
                        <Text size="xs" c="dimmed">
                          {t.calibration.due(formatShortDate(dueOn))}
                        </Text>
                      )}
                    </div>
                  ),
                },
                { label: words.actions, hidden: true, cell: (one) => <Act one={one} onTakeBack={() => void takeBack(one)} /> },
              ]}
            />
            <MorePages query={asked} />
          </div>
        )}
      </Reading>
    </Section>
  );
}

function Act({ one: { id, status, meetingOn, scorer }, onTakeBack }: { one: SecondScoring; onTakeBack: () => void }) {
  if (status === 'withdrawn') return null;
  if (status === 'done')
    return (
      <Anchor component={Link} to={`/calibration/double/${id}`} aria-label={words.levelsOf(formatDate(meetingOn), scorer)}>
        {words.levels}
      </Anchor>
    );
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      mih="2.75rem"
      aria-label={words.withdrawOf(formatDate(meetingOn), scorer)}
      onClick={onTakeBack}
    >
      {words.withdraw}
    </Button>
  );
}
