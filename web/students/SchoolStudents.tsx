import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from 'react-router';
import { listSchoolStudents } from '@waymark/contract/students.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate, formatList, formatNumber } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Page } from '../ui/Page.tsx';
import { nameOf, PersonName } from '../ui/PersonName.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { useFilters } from '../ui/useFilters.ts';

const words = t.students;

/** What a school sees of its own students, and the way to say something about one. Names lead nowhere: there is no more to read. */
export function SchoolStudents() {
  const [filters, setFilters] = useFilters('search');
  const [search, setSearch] = useState(filters.search ?? '');
  const searchSoon = useDebouncedCallback((text: string) => setFilters({ search: text }), 250);
  const students = useReadPages(listSchoolStudents, { query: { search: filters.search, limit: 50 } });
  const rows = students.data?.pages.flatMap((page) => page.items) ?? [];
  const school = students.data?.pages[0]?.school;
  const nobody =
    filters.search === undefined
      ? { title: words.schoolView.emptyTitle, text: words.schoolView.emptyText }
      : { title: words.empty.filteredTitle, text: words.empty.filteredText };

  return (
    <Page title={school === undefined ? words.title : words.schoolView.title(school)} lead={words.schoolView.lead}>
      <search>
        <TextInput
          label={words.name}
          type="search"
          mb="md"
          maw="24rem"
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            searchSoon(event.currentTarget.value);
          }}
        />
      </search>
      <Reading query={students} isEmpty={() => rows.length === 0} empty={<EmptyState title={nobody.title}>{nobody.text}</EmptyState>}>
        {() => (
          <StackedTable
            caption={words.schoolView.caption}
            rows={rows}
            rowKey={(student) => student.id}
            columns={[
              { label: words.name, cell: (student) => <PersonName person={student} familyFirst /> },
              { label: words.year, cell: ({ yearGroup }) => (yearGroup === null ? words.none : words.yearOf(yearGroup)) },
              { label: words.programme, cell: ({ programmes }) => (programmes.length === 0 ? words.none : formatList(programmes)) },
              { label: words.mentors, cell: ({ mentors }) => (mentors.length === 0 ? words.unmatched : formatList(mentors)) },
              { label: words.schoolView.held, numeric: true, cell: ({ meetingsHeld }) => formatNumber(meetingsHeld) },
              { label: words.schoolView.missed, numeric: true, cell: ({ meetingsMissed }) => formatNumber(meetingsMissed) },
              {
                label: words.schoolView.last,
                cell: ({ lastHeldOn }) => (lastHeldOn === null ? words.schoolView.never : formatDate(lastHeldOn)),
              },
              {
                label: t.feedback.school.crumb,
                hidden: true,
                cell: (student) => (
                  <Button
                    component={Link}
                    to={`/students/${student.id}/feedback`}
                    variant="default"
                    aria-label={t.feedback.school.openNamed(nameOf(student))}
                  >
                    {t.feedback.school.open}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Reading>
      <MorePages query={students} />
    </Page>
  );
}
