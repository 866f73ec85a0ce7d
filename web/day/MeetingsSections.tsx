import { Text, Title } from '@mantine/core';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import type { getCaseload } from '@waymark/contract/caseload.ts';
import type { listMeetings } from '@waymark/contract/meetings.ts';
import type { useRead } from '../api.ts';
import { MeetingList, MeetingRow } from '../meetings/MeetingRow.tsx';
import * as t from '../strings/catalogue.ts';
import { formatRelativeDay, formatShortDate, formatTime } from '../ui/format.ts';
import { Loading } from '../ui/Loading.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';

type Ahead = ReturnType<typeof useRead<typeof listMeetings>>;

interface TodayProps {
  ahead: Ahead;
  caseload: ResponseOf<typeof getCaseload> | undefined;
  today: string;
}

/** Today's meetings, each ready to be prepared and started; on a day without any, when the next one is. */
export function TodaySection({ ahead, caseload, today }: TodayProps) {
  return (
    <Section title={t.day.today}>
      <Reading query={ahead} loading={<Loading lines={3} />}>
        {({ items }) => {
          const meetings = items.filter(({ date }) => date === today);
          if (meetings.length > 0) {
            return (
              <MeetingList>
                {meetings.map((meeting) => (
                  <MeetingRow key={meeting.id} meeting={meeting} today={today} show="student" mine />
                ))}
              </MeetingList>
            );
          }
          const next = caseload?.students
            .flatMap(({ name, nextMeeting }) => (nextMeeting === null ? [] : [{ name, ...nextMeeting }]))
            .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))[0];
          return (
            <Text c="dimmed">
              {t.day.nothingToday} {next && t.day.nextIs(`${formatRelativeDay(next.startsAt)}, ${formatTime(next.startsAt)}`, next.name)}
            </Text>
          );
        }}
      </Reading>
    </Section>
  );
}

/** The rest of the week, a day at a time. */
export function WeekSection({ ahead, today }: { ahead: Ahead; today: string }) {
  return (
    <Section title={t.day.week}>
      <Reading query={ahead} loading={<Loading lines={3} />}>
        {({ items }) => {
          const days = [
            ...Map.groupBy(
              items.filter(({ date, status }) => date > today && status !== 'moved'),
              ({ date }) => date,
            ),
          ];
          if (days.length === 0) return <Text c="dimmed">{t.day.nothingWeek}</Text>;
          return (
            <div>
              {days.map(([date, meetings]) => (
                <div key={date}>
                  <Title order={3} size="h4" mt="xs">
                    {formatShortDate(date)}
                  </Title>
                  <MeetingList>
                    {meetings.map((meeting) => (
                      <MeetingRow key={meeting.id} meeting={meeting} today={today} show="student" mine />
                    ))}
                  </MeetingList>
                </div>
              ))}
            </div>
          );
        }}
      </Reading>
    </Section>
  );
}
