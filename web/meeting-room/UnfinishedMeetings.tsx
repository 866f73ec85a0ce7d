import { Badge, Button, Group, Paper, Text } from '@mantine/core';
import { Link } from 'react-router';
import { listUnfinishedMeetings } from '@waymark/contract/meeting-room.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDateTime } from '../ui/format.ts';
import classes from './Outcome.module.css';

const text = t.meetingRoom.unfinished;

/** Meetings with answers that nobody finished: a mentor's own, and for leads those whose mentor can no longer do it. Nothing when there are none. */
export function UnfinishedMeetings() {
  const { data } = useRead(listUnfinishedMeetings, {});
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section aria-labelledby="unfinished-meetings">
      <h2 id="unfinished-meetings" className={classes.heading}>
        {text.title}
      </h2>
      <ul className={classes.list}>
        {data.items.map((meeting) => (
          <Paper key={meeting.meetingId} component="li" withBorder p="md">
            <Group justify="space-between">
              <div>
                <Text fw={600}>{meeting.studentName}</Text>
                <Text size="sm" c="dimmed">
                  {formatDateTime(meeting.startsAt)} · {meeting.mentorName} · {text.answers(meeting.answers)}
                </Text>
                {meeting.matchEnded && <Badge color="orange">{text.matchEnded}</Badge>}
              </div>
              <Button
                variant="default"
                component={Link}
                to={`/meetings/${meeting.meetingId}/meet`}
                aria-label={text.openNamed(meeting.studentName)}
              >
                {text.open}
              </Button>
            </Group>
          </Paper>
        ))}
      </ul>
    </section>
  );
}
