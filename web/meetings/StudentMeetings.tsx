import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import { listMeetings } from '@waymark/contract/meetings.ts';
import { useRead, useReadPages } from '../api.ts';
import { daysAfter } from '@waymark/contract/days.ts';
import * as t from '../strings/catalogue.ts';
import { Loading } from '../ui/Loading.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { todayHere } from '../ui/format.ts';
import { MeetingList, MeetingRow } from './MeetingRow.tsx';

const ScheduleMeeting = lazy(() => import('./ScheduleMeeting.tsx'));
const text = t.meetings.list;

/** A student's meetings: what is coming up, then what has been. A section of the student's page. */
export function StudentMeetings({ studentId }: { studentId: string }) {
  const { can, role, memberId } = useSession();
  const [scheduling, setScheduling] = useState(false);
  const today = todayHere();
  const coming = useRead(listMeetings, { query: { studentId, from: today, limit: 50 } });
  const past = useReadPages(listMeetings, { query: { studentId, to: daysAfter(today, -1), order: 'latest', limit: 10 } });
  const mine = (mentorId: string) => role === 'lead' || (role === 'mentor' && mentorId === memberId);
  const earlier = past.data?.pages.flatMap(({ items }) => items) ?? [];

  return (
    <section aria-labelledby="student-meetings">
      <Group justify="space-between" mb="sm">
        <Title order={2} id="student-meetings">
          {t.meetings.list.title}
        </Title>
        {can('mentor', 'lead') && (
          <Button variant="default" onClick={() => setScheduling(true)}>
            {t.meetings.schedule}
          </Button>
        )}
      </Group>
      <Stack gap="md">
        <div>
          <Title order={3} size="h4">
            {text.coming}
          </Title>
          <Reading query={coming} loading={<Loading lines={2} />} empty={<Text c="dimmed">{text.noneComing}</Text>}>
            {({ items }) => (
              <MeetingList>
                {items.map((meeting) => (
                  <MeetingRow key={meeting.id} meeting={meeting} today={today} show="mentor" withDay mine={mine(meeting.mentorId)} />
                ))}
              </MeetingList>
            )}
          </Reading>
        </div>
        <div>
          <Title order={3} size="h4">
            {text.past}
          </Title>
          <Reading query={past} loading={<Loading lines={2} />}>
            {() =>
              earlier.length === 0 ? (
                <Text c="dimmed">{text.nonePast}</Text>
              ) : (
                <MeetingList>
                  {earlier.map((meeting) => (
                    <MeetingRow key={meeting.id} meeting={meeting} today={today} show="mentor" withDay mine={mine(meeting.mentorId)} />
                  ))}
                </MeetingList>
              )
            }
          </Reading>
          {past.hasNextPage && (
            <Button variant="subtle" mt="xs" loading={past.isFetchingNextPage} onClick={() => void past.fetchNextPage()}>
              {text.more}
            </Button>
          )}
        </div>
      </Stack>
      {scheduling && (
        <Suspense>
          <ScheduleMeeting of={{ studentId }} onClose={() => setScheduling(false)} />
        </Suspense>
      )}
    </section>
  );
}
