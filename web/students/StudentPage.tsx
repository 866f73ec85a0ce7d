import { Stack, Text } from '@mantine/core';
import { Suspense } from 'react';
import { useParams } from 'react-router';
import { getStudentOutcomes } from '@waymark/contract/assessments.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { getStudent } from '@waymark/contract/students.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, todayHere } from '../ui/format.ts';
import { Jumps } from '../ui/Jumps.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Page } from '../ui/Page.tsx';
import { nameOf } from '../ui/PersonName.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { StudentButtons } from './StudentButtons.tsx';
import { StudentFacts } from './StudentFacts.tsx';
import { outcomeReaders, sections } from './sections.ts';
import classes from './StudentPage.module.css';

const words = t.students.page;

export type StudentRecord = ResponseOf<typeof getStudent>;

/** Everything about one student, as far as the reader may see it. */
export function Component() {
  const { id = '' } = useParams();
  const { can } = useSession();
  const student = useRead(getStudent, { params: { id } });
  // the first section's, asked for now rather than once it is known who the student is
  useRead(getStudentOutcomes, { params: { id } }, { enabled: can(...outcomeReaders) });
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
  const seen = sections.filter(({ roles }) => can(...roles));
  return (
    <Page title={nameOf(student)} actions={<StudentButtons student={student} />}>
      <Text className={classes.printed}>{words.printed(formatDate(todayHere()))}</Text>
      <Stack gap="xl">
        <StudentFacts student={student} />
        <Jumps label={words.contents} to={seen} />
        {seen.map(({ id, Part }) => (
          <div key={id} id={id} className={classes.part}>
            <Suspense fallback={<Loading />}>
              <Part studentId={student.id} student={student} />
            </Suspense>
          </div>
        ))}
      </Stack>
    </Page>
  );
}
