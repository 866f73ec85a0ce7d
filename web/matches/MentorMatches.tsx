import { Anchor, Button, Checkbox, Group, Text } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import { Link } from 'react-router';
import { listMatches } from '@waymark/contract/matches.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { ChoiceBar } from './ChoiceBar.tsx';
import { useChoice } from './useChoice.ts';

const HandOver = lazy(() => import('./HandOver.tsx'));
const words = t.matches;

/** One mentor's matches, to hand over one or many. */
export function MentorMatches({ mentorId, name }: { mentorId: string; name: string }) {
  const { can } = useSession();
  const matches = useReadPages(listMatches, { query: { mentorId, limit: 100 } });
  const rows = matches.data?.pages.flatMap((page) => page.items) ?? [];
  const choice = useChoice(rows);
  const [handing, setHanding] = useState(false);
  return (
    <>
      <Reading
        query={matches}
        isEmpty={() => rows.length === 0}
        empty={<EmptyState title={words.ofNobody}>{words.ofNobodyText}</EmptyState>}
      >
        {() => (
          <>
            {can('lead') ? (
              <ChoiceBar
                label={words.handOver.selectAll}
                all={choice.all}
                some={choice.chosen.length > 0}
                onToggleAll={choice.toggleAll}
                chosen={words.handOver.selected(new Set(choice.chosen.map((row) => row.student.id)).size)}
              >
                <Button disabled={choice.chosen.length === 0} onClick={() => setHanding(true)}>
                  {words.handOver.button}
                </Button>
              </ChoiceBar>
            ) : (
              <Text c="dimmed">{words.leadOnly}</Text>
            )}
            <StackedTable
              caption={words.listCaption(name)}
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                {
                  label: words.handOver.student,
                  cell: (row) => (
                    <Group gap="sm" wrap="nowrap">
                      {can('lead') && (
                        <Checkbox
                          aria-label={words.handOver.select(row.student.name)}
                          checked={choice.has(row)}
                          onChange={() => choice.toggle(row)}
                        />
                      )}
                      <Anchor component={Link} to={`/students/${row.student.id}`} inherit fw={600}>
                        {row.student.name}
                      </Anchor>
                    </Group>
                  ),
                },
                { label: t.students.year, cell: ({ yearGroup }) => (yearGroup === null ? t.students.none : t.students.yearOf(yearGroup)) },
                { label: t.students.school, cell: ({ school }) => school ?? t.students.none },
                { label: t.students.programme, cell: ({ programme }) => programme },
                { label: words.start.purpose, cell: ({ purpose }) => purpose || t.students.none },
                {
                  label: words.since,
                  cell: ({ startedOn, endedOn }) => words.student.span(formatDate(startedOn), endedOn && formatDate(endedOn)),
                },
              ]}
            />
          </>
        )}
      </Reading>
      <MorePages query={matches} />
      <Suspense>
        {handing && (
          <HandOver
            matches={choice.chosen}
            onClose={() => {
              setHanding(false);
              choice.clear();
            }}
          />
        )}
      </Suspense>
    </>
  );
}
