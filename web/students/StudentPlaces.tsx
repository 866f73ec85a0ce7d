import { Badge, Button, Stack, Text, Title } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import { Link } from 'react-router';
import type { StudentEnrolment, StudentMatch } from '@waymark/contract/students.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { nameOf } from '../ui/PersonName.tsx';
import { useSession } from '../ui/session.ts';
import { PageSection } from './PageSection.tsx';
import type { StudentRecord } from './StudentPage.tsx';
import classes from './StudentPage.module.css';

const StartMatches = lazy(() => import('../matches/StartMatches.tsx'));
const EndMatch = lazy(() => import('../matches/EndMatch.tsx'));
const HandOver = lazy(() => import('../matches/HandOver.tsx'));
const EnrolStudent = lazy(() => import('../programmes/EnrolStudent.tsx'));
const EndEnrolments = lazy(() => import('../programmes/EndEnrolments.tsx'));

const words = t.matches.student;

type Open =
  | { what: 'enrol' }
  | { what: 'match' }
  | { what: 'endEnrolment'; of: StudentEnrolment }
  | { what: 'endMatch' | 'handOver'; of: StudentMatch };

/** What the student takes and took part in, and with whom: enrolments, each with its matches. */
export function StudentPlaces({ student }: { student: StudentRecord }) {
  const { can, organisation } = useSession();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const writes = can('admin', 'lead') && student.leftOn === null;
  const under = (enrolment: StudentEnrolment) => student.matches.filter((match) => match.enrolmentId === enrolment.id);
  const isOpen = ({ endedOn }: { endedOn: string | null }) => endedOn === null || endedOn > organisation.today;
  const enrolled = student.enrolments.filter(isOpen);
  const name = nameOf(student);

  return (
    <PageSection
      title={t.students.page.taking}
      id="student-taking"
      action={
        writes && (
          <Button variant="default" onClick={() => setOpen({ what: 'enrol' })}>
            {words.enrol}
          </Button>
        )
      }
    >
      {student.enrolments.length === 0 && <Text c="dimmed">{words.none}</Text>}
      <Stack gap="lg">
        {student.enrolments.map((enrolment) => (
          <div key={enrolment.id}>
            <Title order={3} size="h4">
              {t.students.inCohort(enrolment.programme, enrolment.cohort?.name ?? null)}{' '}
              {!isOpen(enrolment) && <Badge color="gray">{t.closures.closed}</Badge>}
            </Title>
            <Text size="sm" c="dimmed">
              {words.span(formatDate(enrolment.startedOn), enrolment.endedOn && formatDate(enrolment.endedOn))}
              {enrolment.endKind &&
                enrolment.endedBy &&
                ` · ${words.ended(enrolment.endKind, t.students.endedBy[enrolment.endedBy], enrolment.endReason)}`}
            </Text>
            <ul className={classes.list}>
              {under(enrolment).map((match) => (
                <li key={match.id} className={classes.line}>
                  <div>
                    <Text component="span" fw={600} mr="xs">
                      {match.mentor.name}
                    </Text>
                    {match.current && <Badge>{words.current}</Badge>}
                    {match.purpose !== '' && <Text>{match.purpose}</Text>}
                    <Text size="sm" c="dimmed">
                      {words.span(formatDate(match.startedOn), match.endedOn && formatDate(match.endedOn))}
                      {match.handedOverTo && ` · ${words.handedOverTo(match.handedOverTo.name)}`}
                      {match.endedBy && ` · ${words.endedBy(t.students.endedBy[match.endedBy], match.endReason)}`}
                    </Text>
                  </div>
                  {writes && isOpen(match) && (
                    <Button.Group className="no-print">
                      {can('lead') && (
                        <Button
                          variant="default"
                          onClick={() => setOpen({ what: 'handOver', of: match })}
                          aria-label={words.handOverNamed(match.mentor.name)}
                        >
                          {words.handOver}
                        </Button>
                      )}
                      <Button
                        variant="default"
                        onClick={() => setOpen({ what: 'endMatch', of: match })}
                        aria-label={words.endNamed(match.mentor.name)}
                      >
                        {words.end}
                      </Button>
                    </Button.Group>
                  )}
                </li>
              ))}
            </ul>
            {writes && isOpen(enrolment) && (
              <Button.Group mt="sm" className="no-print">
                <Button variant="default" onClick={() => setOpen({ what: 'match' })}>
                  {words.match}
                </Button>
                <Button component={Link} variant="default" to={`/enrolments/${enrolment.id}/close`}>
                  {t.closures.submit}
                </Button>
                <Button variant="default" onClick={() => setOpen({ what: 'endEnrolment', of: enrolment })}>
                  {words.endEnrolment(enrolment.programme)}
                </Button>
              </Button.Group>
            )}
          </div>
        ))}
      </Stack>
      <Suspense>
        {open?.what === 'enrol' && <EnrolStudent student={{ id: student.id, name }} onClose={close} />}
        {open?.what === 'match' && <StartMatches students={[{ id: student.id, name, enrolments: enrolled }]} onClose={close} />}
        {open?.what === 'endMatch' && <EndMatch student={name} match={open.of} onClose={close} />}
        {open?.what === 'handOver' && <HandOver matches={[open.of]} onClose={close} />}
        {open?.what === 'endEnrolment' && <EndEnrolments enrolments={[{ ...open.of, student: { name } }]} onClose={close} />}
      </Suspense>
    </PageSection>
  );
}
