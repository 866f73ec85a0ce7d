import { Button, SimpleGrid, Stack } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import { listActions } from '@waymark/contract/actions.ts';
import { getCaseload } from '@waymark/contract/caseload.ts';
import { listMeetings } from '@waymark/contract/meetings.ts';
import { useRead } from '../api.ts';
import { daysAfter } from '@waymark/contract/days.ts';
import { useKeptForOffline } from '../meeting-room/readRoom.ts';
import { UnfinishedMeetings } from '../meeting-room/UnfinishedMeetings.tsx';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatShortDate, todayHere } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { useSession } from '../ui/session.ts';
import { FollowUpSection } from './FollowUpSection.tsx';
import { OverdueSection } from './OverdueSection.tsx';
import { TodaySection, WeekSection } from './MeetingsSections.tsx';

const DueReviews = lazy(() => import('../reviews/DueReviews.tsx'));
const DueCalibration = lazy(() => import('../calibration/DueCalibration.tsx'));
const ScheduleMeeting = lazy(() => import('../meetings/ScheduleMeeting.tsx'));

/** Days shown ahead, today included: on a Friday a mentor wants to see Monday. */
const daysAhead = 7;

/** The mentor's day: whom they meet, what is overdue, and who needs them. */
export function Component() {
  const { memberId, can } = useSession();
  const [scheduling, setScheduling] = useState(false);
  const today = todayHere();
  const mentor = can('mentor');
  const ahead = useRead(
    listMeetings,
    { query: { mentorId: memberId, from: today, to: daysAfter(today, daysAhead - 1), limit: 200 } },
    { enabled: mentor },
  );
  const unrecorded = useRead(
    listMeetings,
    { query: { mentorId: memberId, status: 'scheduled', to: daysAfter(today, -1), order: 'latest', limit: 10 } },
    { enabled: mentor },
  );
  const overdue = useRead(listActions, { query: { mentorId: memberId, state: 'overdue', limit: 10 } }, { enabled: mentor });
  const caseload = useRead(getCaseload, { query: {} }, { enabled: mentor });
  // today's and tomorrow's meetings are put on the device: a school may have no signal
  useKeptForOffline(
    (ahead.data?.items ?? []).filter(({ status, date }) => status === 'scheduled' && date <= daysAfter(today, 1)).map(({ id }) => id),
  );
  const nobody = caseload.data?.students.length === 0;

  const schedule = (
    <Button size="md" onClick={() => setScheduling(true)}>
      {t.meetings.schedule}
    </Button>
  );
  return (
    <Page title={t.day.title} lead={formatShortDate(today)} actions={nobody ? undefined : schedule}>
      {nobody && ahead.data?.items.length === 0 ? (
        <Stack gap="xl">
          <EmptyState title={t.day.emptyTitle}>{t.day.empty}</EmptyState>
          {/* asked of a new mentor before the first student */}
          <Suspense>
            <DueCalibration />
          </Suspense>
        </Stack>
      ) : (
        <Stack gap="xl">
          <UnfinishedMeetings />
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl" verticalSpacing="xl">
            <Stack gap="xl">
              <TodaySection ahead={ahead} caseload={caseload.data} today={today} />
              <WeekSection ahead={ahead} today={today} />
            </Stack>
            <Stack gap="xl">
              <OverdueSection unrecorded={unrecorded} overdue={overdue} today={today} />
              <FollowUpSection caseload={caseload} />
              <Suspense>
                <DueReviews />
                {mentor && <DueCalibration />}
              </Suspense>
            </Stack>
          </SimpleGrid>
        </Stack>
      )}
      {scheduling && (
        <Suspense>
          <ScheduleMeeting of={{}} onClose={() => setScheduling(false)} />
        </Suspense>
      )}
    </Page>
  );
}
