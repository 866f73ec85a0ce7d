import { Alert, Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatDateTime, formatList, todayHere } from '../ui/format.ts';
import { ageOn } from './age.ts';
import type { StudentRecord } from './StudentPage.tsx';
import classes from './StudentPage.module.css';

const words = t.students.page;

/** Who the student is at a glance: a line of facts, and whether they have left. */
export function StudentFacts({ student }: { student: StudentRecord }) {
  const { birthDate, yearGroup, school, upn, email, externalId, matches, nextMeeting, leftOn, leftReason, preferredName } = student;
  const mentors = [...new Set(matches.filter((match) => match.current).map((match) => match.mentor.name))];
  const today = todayHere();
  const facts: [string, ReactNode][] = [
    ...(preferredName === null ? [] : [[words.inFull, `${student.givenName} ${student.familyName}`] as [string, ReactNode]]),
    [words.bornLabel, birthDate === null ? null : words.born(formatDate(birthDate), ageOn(birthDate, today))],
    [t.students.year, yearGroup === null ? null : t.students.yearOf(yearGroup)],
    [t.students.school, school?.name],
    [words.mentors, mentors.length === 0 ? words.noMentor : formatList(mentors)],
    [
      words.nextMeeting,
      nextMeeting === null ? (
        words.noMeeting
      ) : (
        <Anchor component={Link} to={`/meetings/${nextMeeting.id}`}>
          {words.meetingWith(formatDateTime(nextMeeting.startsAt), nextMeeting.mentor)}
        </Anchor>
      ),
    ],
    [words.upn, upn],
    [words.email, email],
    [words.externalId, externalId],
  ];
  return (
    <>
      {leftOn !== null && (
        <Alert
          color="gray"
          title={leftReason === null ? words.left(formatDate(leftOn)) : words.leftBecause(formatDate(leftOn), leftReason)}
        >
          {words.leftText}
        </Alert>
      )}
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value != null)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}
