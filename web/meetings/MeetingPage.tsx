import { Anchor, Button, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { getMeeting, reinstateMeeting } from '@waymark/contract/meetings.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDateTime, formatShortDate, formatTime, todayHere } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { readsOfMeetings } from './changed.ts';
import { MeetingFacts } from './MeetingFacts.tsx';
import { MeetingState } from './MeetingRow.tsx';

const ChangeMeeting = lazy(() => import('./ChangeMeeting.tsx'));
const CancelMeeting = lazy(() => import('./CancelMeeting.tsx'));
const text = t.meetings;

/** One meeting: when, with whom, how, and what can be done with it. */
export function Component() {
  const { id = '' } = useParams();
  const meeting = useRead(getMeeting, { params: { id } });
  return <Reading query={meeting}>{(data) => <MeetingView meeting={data} />}</Reading>;
}

function MeetingView({ meeting }: { meeting: ResponseOf<typeof getMeeting> }) {
  const { can } = useSession();
  const [open, setOpen] = useState<'change' | 'cancel'>();
  const today = todayHere();
  const scheduled = meeting.status === 'scheduled' && meeting.mayChange;
  const past = meeting.date < today;
  const following = meeting.repeat.some((one) => one.status === 'scheduled' && Date.parse(one.startsAt) > Date.parse(meeting.startsAt));
  const reinstate = useWrite(reinstateMeeting, { invalidates: readsOfMeetings, onDone: () => toast.done(text.details.reinstated) });
  const cancelledAhead = meeting.status === 'cancelled' && meeting.finishedAt === null && meeting.mayChange;
  const student = { label: meeting.studentName, to: can('student') ? '/me' : `/students/${meeting.studentId}` };
  const close = () => setOpen(undefined);

  return (
    <Page
      title={text.title(can('student') ? meeting.mentorName : meeting.studentName)}
      lead={
        <Group gap="xs">
          <Text span inherit>
            {formatDateTime(meeting.startsAt)}
          </Text>
          <MeetingState meeting={meeting} today={today} />
        </Group>
      }
      parents={[student]}
      width="normal"
      actions={
        scheduled && (
          <>
            {!past && (
              <Button component={Link} to={`/meetings/${meeting.id}/prepare`} variant="default" size="md">
                {text.prepare}
              </Button>
            )}
            <Button component={Link} to={`/meetings/${meeting.id}/meet`} size="md">
              {past ? text.record : text.start}
            </Button>
          </>
        )
      }
    >
      <Stack gap="lg">
        <Card>
          <MeetingFacts meeting={meeting} />
          {(scheduled || cancelledAhead || meeting.finishedAt !== null) && (
            <Group mt="lg" gap="sm">
              {scheduled && (
                <>
                  <Button variant="default" onClick={() => setOpen('change')}>
                    {text.details.change}
                  </Button>
                  <Button variant="subtle" color="red" onClick={() => setOpen('cancel')}>
                    {text.details.cancel}
                  </Button>
                </>
              )}
              {cancelledAhead && (
                <Button
                  variant="default"
                  loading={reinstate.isPending}
                  onClick={() => reinstate.mutate({ params: { id: meeting.id }, ifMatch: meeting.version })}
                >
                  {text.details.reinstate}
                </Button>
              )}
              {meeting.finishedAt !== null && can('mentor', 'lead') && meeting.mayChange && (
                <Button component={Link} to={`/meetings/${meeting.id}/meet`} variant="default">
                  {text.seeRecord}
                </Button>
              )}
            </Group>
          )}
        </Card>
        {meeting.repeat.length > 1 && (
          <section aria-labelledby="repeat">
            <Title order={2} size="h3" id="repeat" mb="xs">
              {text.details.repeatCount(meeting.repeat.length)}
            </Title>
            <List spacing="xs">
              {meeting.repeat.map((one) => (
                <List.Item key={one.id}>
                  {one.id === meeting.id ? (
                    <Text span fw={600}>
                      {formatShortDate(one.startsAt)}, {formatTime(one.startsAt)} ({text.details.thisOne})
                    </Text>
                  ) : (
                    <Anchor component={Link} to={`/meetings/${one.id}`}>
                      {formatShortDate(one.startsAt)}, {formatTime(one.startsAt)}
                    </Anchor>
                  )}
                  {one.status !== 'scheduled' && (
                    <Text span c="dimmed" ml="xs">
                      {text.statuses[one.status]}
                    </Text>
                  )}
                </List.Item>
              ))}
            </List>
          </section>
        )}
      </Stack>
      <Suspense>
        {open === 'change' && <ChangeMeeting meeting={meeting} hasFollowing={following} onClose={close} />}
        {open === 'cancel' && <CancelMeeting meeting={meeting} hasFollowing={following} onClose={close} />}
      </Suspense>
    </Page>
  );
}
