import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Suspense, lazy } from 'react';
import { useParams } from 'react-router';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { getStudent } from '@waymark/contract/students.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, todayHere } from '../ui/format.ts';
import { Loading } from '../ui/Loading.tsx';
import { Page } from '../ui/Page.tsx';
import { nameOf } from '../ui/PersonName.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { PageSection } from './PageSection.tsx';
import { StudentButtons } from './StudentButtons.tsx';
import { StudentFacts } from './StudentFacts.tsx';
import classes from './StudentPage.module.css';

const words = t.students.page;

export type StudentRecord = ResponseOf<typeof getStudent>;

// Each part is fetched with its own script: who the student is shows first.
const StudentOutcomes = lazy(() => import('../assessments/StudentOutcomes.tsx').then((module) => ({ default: module.StudentOutcomes })));
const StudentMeetings = lazy(() => import('../meetings/StudentMeetings.tsx').then((module) => ({ default: module.StudentMeetings })));
const StudentActions = lazy(() => import('../actions/StudentActions.tsx').then((module) => ({ default: module.StudentActions })));
const StudentNotes = lazy(() => import('../meeting-room/StudentNotes.tsx').then((module) => ({ default: module.StudentNotes })));
const StudentCharacteristics = lazy(() =>
  import('./StudentCharacteristics.tsx').then((module) => ({ default: module.StudentCharacteristics })),
);
const StudentPlaces = lazy(() => import('./StudentPlaces.tsx').then((module) => ({ default: module.StudentPlaces })));
const StudentChanges = lazy(() => import('./StudentChanges.tsx').then((module) => ({ default: module.StudentChanges })));

/** Everything about one student, as far as the reader may see it. */
export function Component() {
  const { id = '' } = useParams();
  const student = useRead(getStudent, { params: { id } });
  if (student.data === undefined) {
    return (
      <Page title={t.students.title}>
        <Reading query={student}>{() => null}</Reading>
      </Page>
    );
  }
  return <Whole student={student.data} />;
}

function Whole({ student }: { student: StudentRecord }) {
  const { can } = useSession();
  const { id } = student;
  // the administrator sets things up and reads no notes
  const notes = can('lead', 'mentor', 'safeguarding_lead', 'student');
  const changes = can('admin', 'lead', 'safeguarding_lead');
  const parts = [
    { key: 'outcomes', label: words.outcomes, content: <StudentOutcomes studentId={id} /> },
    { key: 'meetings', label: words.meetings, content: <StudentMeetings studentId={id} /> },
    { key: 'actions', label: words.actions, content: <StudentActions studentId={id} /> },
    ...(notes
      ? [
          {
            key: 'notes',
            label: words.notes,
            content: (
              <PageSection title={words.notes} id="student-notes">
                <StudentNotes studentId={id} />
              </PageSection>
            ),
          },
        ]
      : []),
    { key: 'taking', label: words.taking, content: <StudentPlaces student={student} /> },
    { key: 'characteristics', label: words.characteristics, content: <StudentCharacteristics student={student} /> },
    ...(changes ? [{ key: 'changes', label: words.changes, content: <StudentChanges studentId={id} /> }] : []),
  ];
  return (
    <Page title={nameOf(student)} actions={<StudentButtons student={student} />}>
      <Text className={classes.printed}>{words.printed(formatDate(todayHere()))}</Text>
      <Stack gap="xl">
        <StudentFacts student={student} />
        <nav aria-label={words.contents} className="no-print">
          <Group component="ul" gap="md" className={classes.contents}>
            {parts.map(({ key, label }) => (
              <li key={key}>
                <Anchor href={`#${key}`}>{label}</Anchor>
              </li>
            ))}
          </Group>
        </nav>
        {parts.map(({ key, content }) => (
          <div key={key} id={key} className={classes.part}>
            <Suspense fallback={<Loading />}>{content}</Suspense>
          </div>
        ))}
      </Stack>
    </Page>
  );
}
