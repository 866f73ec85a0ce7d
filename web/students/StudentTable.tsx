import { Badge, Text } from '@mantine/core';
import type { StudentRow } from '@waymark/contract/students.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatList } from '../ui/format.ts';
import { PersonName } from '../ui/PersonName.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';

const words = t.students;

/** A line a student: who they are, where they go to school, what they take part in, with whom. */
export function StudentTable({ students }: { students: readonly StudentRow[] }) {
  return (
    <StackedTable
      caption={words.caption}
      rows={students}
      rowKey={(student) => student.id}
      columns={[
        { label: words.name, cell: (student) => <Who student={student} /> },
        { label: words.year, cell: ({ yearGroup }) => (yearGroup === null ? words.none : words.yearOf(yearGroup)) },
        { label: words.school, cell: ({ school }) => school?.name ?? words.none },
        {
          label: words.programme,
          cell: ({ enrolments }) =>
            enrolments.length === 0 ? words.none : formatList(enrolments.map(({ programme, cohort }) => words.inCohort(programme, cohort))),
        },
        { label: words.mentors, cell: (student) => <Mentors student={student} /> },
      ]}
    />
  );
}

const Who = ({ student }: { student: StudentRow }) => (
  <>
    <PersonName person={student} to={`/students/${student.id}`} familyFirst />
    {student.upn !== null && (
      <Text size="xs" c="dimmed">
        {student.upn}
      </Text>
    )}
  </>
);

function Mentors({ student: { mentors, leftOn } }: { student: StudentRow }) {
  if (leftOn !== null) return <Badge color="gray">{words.leftOn(formatDate(leftOn))}</Badge>;
  if (mentors.length === 0) return <Badge color="orange">{words.unmatched}</Badge>;
  return formatList(mentors.map(({ name }) => name));
}
