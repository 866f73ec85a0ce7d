import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Meeting } from '@waymark/contract/meetings.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatTime } from '../ui/format.ts';
import { useSession } from '../ui/session.ts';
import classes from './MeetingFacts.module.css';

const text = t.meetings.details;

/** What is known of a meeting, one line each; what is not known has no line. */
export function MeetingFacts({ meeting }: { meeting: Meeting }) {
  const { can } = useSession();
  const facts: [string, ReactNode][] = [
    [
      text.student,
      can('student') ? (
        meeting.studentName
      ) : (
        <Anchor component={Link} to={`/students/${meeting.studentId}`}>
          {meeting.studentName}
        </Anchor>
      ),
    ],
    [text.when, `${formatDate(meeting.startsAt)}, ${formatTime(meeting.startsAt)}`],
    meeting.minutes === null
      ? [text.length, t.meetings.minutes(meeting.plannedMinutes)]
      : [text.lasted, t.meetings.minutes(meeting.minutes)],
    [text.how, t.meetings.modes[meeting.mode]],
    [text.place, meeting.place === '' ? null : <Place key="place" place={meeting.place} />],
    [text.mentor, meeting.mentorName],
    [text.programme, meeting.programmeName],
    [text.status, t.meetings.statuses[meeting.status]],
    [text.reason, meeting.statusReason],
    [
      text.movedTo,
      meeting.movedTo === null ? null : (
        <Anchor key="moved" component={Link} to={`/meetings/${meeting.movedTo}`}>
          {t.meetings.open}
        </Anchor>
      ),
    ],
  ];
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name} is`}>{value}</dd>])}
    </dl>
  );
}

/** A video link can be followed; anything else is read. */
function Place({ place }: { place: string }) {
  if (!/^https:\/\/\S+$/.test(place)) return place;
  return (
    <Anchor href={place} target="_blank" rel="noopener noreferrer">
      {place}
    </Anchor>
  );
}
