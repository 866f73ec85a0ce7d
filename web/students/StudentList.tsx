import { Button, Group, Text } from '@mantine/core';
import { IconFileImport, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { listStudents } from '@waymark/contract/students.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { MorePages } from '../ui/MorePages.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { StudentFilters, useStudentFilters } from './StudentFilters.tsx';
import { StudentTable } from './StudentTable.tsx';

const words = t.students;

const AddAndImport = () => (
  <>
    <Button variant="default" component={Link} to="/students/imports/new" leftSection={<IconFileImport size={20} aria-hidden="true" />}>
      {words.import}
    </Button>
    <Button component={Link} to="/students/new" leftSection={<IconUserPlus size={20} aria-hidden="true" />}>
      {words.add}
    </Button>
  </>
);

/** The students the reader may see, with filters in the address. */
export function StudentList() {
  const { can } = useSession();
  const { query, anything, clear } = useStudentFilters();
  const students = useReadPages(listStudents, { query: { ...query, limit: 50 } });
  // a new key empties the search box too
  const [cleared, setCleared] = useState(0);
  const clearAll = () => {
    clear();
    setCleared(cleared + 1);
  };
  const writes = can('admin', 'lead');
  const rows = students.data?.pages.flatMap((page) => page.items) ?? [];
  const count = students.data?.pages[0]?.count;
  const nobodyYet = students.data !== undefined && rows.length === 0 && !anything;

  return (
    <Page
      title={words.title}
      lead={can('mentor') ? words.leadMentor : words.leadAll}
      actions={writes && !nobodyYet ? <AddAndImport /> : undefined}
    >
      {!nobodyYet && <StudentFilters key={cleared} />}
      <Text component="output" display="block" size="sm" c="dimmed" mb="xs">
        {count && rows.length > 0 ? words.count(count.atLeast, count.exact) : ''}
      </Text>
      <Reading
        query={students}
        isEmpty={() => rows.length === 0}
        empty={anything ? <NobodyFits clear={clearAll} /> : <NobodyYet writes={writes} mentor={can('mentor')} />}
      >
        {() => <StudentTable students={rows} />}
      </Reading>
      <MorePages query={students} />
    </Page>
  );
}

function NobodyFits({ clear }: { clear: () => void }) {
  const button = (
    <Button variant="default" onClick={clear}>
      {words.filters.clear}
    </Button>
  );
  return (
    <EmptyState title={words.empty.filteredTitle} action={button}>
      {words.empty.filteredText}
    </EmptyState>
  );
}

function NobodyYet({ writes, mentor }: { writes: boolean; mentor: boolean }) {
  if (mentor) return <EmptyState title={words.empty.mentorTitle}>{words.empty.mentorText}</EmptyState>;
  if (!writes) return <EmptyState title={words.empty.title}>{words.empty.readerText}</EmptyState>;
  return (
    <EmptyState
      title={words.empty.title}
      action={
        <Group>
          <AddAndImport />
        </Group>
      }
    >
      {words.empty.text}
    </EmptyState>
  );
}
