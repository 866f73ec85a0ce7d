import { Button, Checkbox, Group } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import { listStudents } from '@waymark/contract/students.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatList } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { nameOf, PersonName } from '../ui/PersonName.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { ChoiceBar } from './ChoiceBar.tsx';
import { useChoice } from './useChoice.ts';

const StartMatches = lazy(() => import('./StartMatches.tsx'));
const words = t.matches;

/** Students nobody mentors, to match one or many with a mentor. */
export function Unmatched() {
  const students = useReadPages(listStudents, { query: { unmatched: 'true', limit: 100 } });
  const rows = students.data?.pages.flatMap((page) => page.items) ?? [];
  const choice = useChoice(rows);
  const [matching, setMatching] = useState(false);
  return (
    <>
      <Reading
        query={students}
        isEmpty={() => rows.length === 0}
        empty={<EmptyState title={words.everybody}>{words.everybodyText}</EmptyState>}
      >
        {() => (
          <>
            <ChoiceBar
              label={words.handOver.selectAll}
              all={choice.all}
              some={choice.chosen.length > 0}
              onToggleAll={choice.toggleAll}
              chosen={words.handOver.selected(choice.chosen.length)}
            >
              <Button disabled={choice.chosen.length === 0} onClick={() => setMatching(true)}>
                {words.student.match}
              </Button>
            </ChoiceBar>
            <StackedTable
              caption={words.unmatchedTitle}
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                {
                  label: words.handOver.student,
                  cell: (row) => (
                    <Group gap="sm" wrap="nowrap">
                      <Checkbox
                        aria-label={words.handOver.select(nameOf(row))}
                        checked={choice.has(row)}
                        onChange={() => choice.toggle(row)}
                      />
                      <PersonName person={row} to={`/students/${row.id}`} familyFirst />
                    </Group>
                  ),
                },
                { label: t.students.year, cell: ({ yearGroup }) => (yearGroup === null ? t.students.none : t.students.yearOf(yearGroup)) },
                { label: t.students.school, cell: ({ school }) => school?.name ?? t.students.none },
                {
                  label: t.students.programme,
                  cell: ({ enrolments }) =>
                    enrolments.length === 0
                      ? words.notEnrolled
                      : formatList(enrolments.map(({ programme, cohort }) => t.students.inCohort(programme, cohort))),
                },
              ]}
            />
          </>
        )}
      </Reading>
      <MorePages query={students} />
      <Suspense>
        {matching && (
          <StartMatches
            students={choice.chosen.map((row) => ({ id: row.id, name: nameOf(row), enrolments: row.enrolments }))}
            onClose={() => {
              setMatching(false);
              choice.clear();
            }}
          />
        )}
      </Suspense>
    </>
  );
}
