import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Meeting, MeetingStatus } from '@waymark/contract/meetings.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate, formatTime } from '../ui/format.ts';
import classes from './MeetingRow.module.css';

const text = t.meetings;

const colours: Record<MeetingStatus, string> = {
  scheduled: 'gray',
  held: 'waymark',
  student_absent: 'orange',
  mentor_absent: 'orange',
  cancelled: 'gray',
  moved: 'gray',
};

/** How a meeting came out, in words; a past one nobody recorded says so. */
export function MeetingState({ meeting, today }: { meeting: Pick<Meeting, 'status' | 'date'>; today: string }) {
  if (meeting.status !== 'scheduled')
    return (
      <Badge color={colours[meeting.status]} style={{ flex: 'none' }}>
        {text.statuses[meeting.status]}
      </Badge>
    );
  return meeting.date < today ? (
    <Badge color="red" style={{ flex: 'none' }}>
      {text.notRecorded}
    </Badge>
  ) : null;
}

interface MeetingRowProps {
  meeting: Meeting;
  today: string;
  /** Whether to name the student or, on the student's own page, the mentor. */
  show: 'student' | 'mentor';
  /** Say the day as well as the time. */
  withDay?: boolean;
  /** The reader holds this meeting: offer to prepare and to start it. */
  mine: boolean;
}

/** A meeting in a list: when, with whom, how, and what can be done with it now. */
export function MeetingRow({ meeting, today, show, withDay = false, mine }: MeetingRowProps) {
  const name = show === 'student' ? meeting.studentName : meeting.mentorName;
  const when = `${formatShortDate(meeting.startsAt)}, ${formatTime(meeting.startsAt)}`;
  const link = (what: string) => text.named(what, meeting.studentName, when);
  const open = meeting.status === 'scheduled' && mine;
  const past = meeting.date < today;
  const now = meeting.date === today;
  return (
    <li className={classes.row}>
      <div className={withDay ? `${classes.what} ${classes.withDay}` : classes.what}>
        <div className={classes.when}>
          {withDay && <div>{formatShortDate(meeting.startsAt)}</div>}
          <Text
            component="time"
            dateTime={meeting.startsAt}
            inherit
            fw={withDay ? 400 : undefined}
            td={meeting.status === 'cancelled' ? 'line-through' : undefined}
          >
            {formatTime(meeting.startsAt)}
          </Text>
        </div>
        <div>
          <Group gap="xs">
            <Anchor component={Link} to={`/meetings/${meeting.id}`} fw={600} aria-label={link(text.open)}>
              {name}
            </Anchor>
            <MeetingState meeting={meeting} today={today} />
          </Group>
          <Text size="sm" c="dimmed">
            {text.line(meeting.minutes ?? meeting.plannedMinutes, meeting.mode, meeting.place)}
          </Text>
        </div>
      </div>
      {open && (
        <div className={classes.buttons}>
          {!past && (
            <Button
              component={Link}
              to={`/meetings/${meeting.id}/prepare`}
              variant={now ? 'default' : 'subtle'}
              size={now ? 'md' : 'sm'}
              data-main={now || undefined}
              aria-label={link(text.prepare)}
            >
              {text.prepare}
            </Button>
          )}
          <Button
            component={Link}
            to={`/meetings/${meeting.id}/meet`}
            variant={now ? 'filled' : past ? 'default' : 'subtle'}
            size={now ? 'md' : 'sm'}
            data-main={now || undefined}
            aria-label={link(past ? text.record : text.start)}
          >
            {past ? text.record : text.start}
          </Button>
        </div>
      )}
    </li>
  );
}

export const MeetingList = ({ children }: { children: React.ReactNode }) => <ul className={classes.list}>{children}</ul>;
