import { Badge, Text, Title } from '@mantine/core';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import {
  attendancePercent,
  type AttendanceSpan,
  type AttendanceWeek,
  type BehaviourEvent,
  getAttendance,
} from '@waymark/contract/attendance.ts';
import { useRead } from '../api.ts';
import { attendanceColours, attendanceWeeks } from '../charts/attendanceWeeks.ts';
import { ChartWithTable } from '../charts/ChartWithTable.tsx';
import { PlotFigure } from '../charts/PlotFigure.tsx';
import * as t from '../strings/catalogue.ts';
import { PageSection } from '../students/PageSection.tsx';
import type { SectionProps } from '../students/sections.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatShortDate } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import classes from './readings.module.css';

const words = t.attendance;

type Attendance = ResponseOf<typeof getAttendance>;

const shown = (percent: number | null): string => (percent === null ? '' : percent.toFixed(1));

/** Attendance week by week with what it comes to, and behaviour events: a section of the student's page. */
export function AttendanceSection({ studentId }: SectionProps) {
  const query = useRead(getAttendance, { params: { id: studentId } });
  return (
    <PageSection title={words.title} id="student-attendance">
      <Reading
        query={query}
        isEmpty={({ weeks, events }) => weeks.length === 0 && events.length === 0}
        empty={<EmptyState title={words.none}>{words.noneLead}</EmptyState>}
      >
        {(attendance) => (
          <>
            {attendance.weeks.length > 0 && <Weeks attendance={attendance} />}
            <Events events={attendance.events} since={attendance.thisYear.from} />
          </>
        )}
      </Reading>
    </PageSection>
  );
}

function Weeks({ attendance: { weeks, lastSixWeeks, thisYear, lastYear } }: { attendance: Attendance }) {
  return (
    <>
      <dl className={classes.spans}>
        <Span label={words.lastSix} span={lastSixWeeks} />
        <Span label={words.thisYear} span={thisYear} />
        <Span label={words.lastYear} span={lastYear} />
      </dl>
      <ChartWithTable
        stacked
        legend={[
          { label: words.legend.attended, colour: attendanceColours.attended },
          { label: words.legend.authorised, colour: attendanceColours.authorised },
          { label: words.legend.unauthorised, colour: attendanceColours.unauthorised },
        ]}
        chart={
          <PlotFigure
            label={words.chart}
            of={JSON.stringify(weeks)}
            minHeight={200}
            draw={(Plot, width) => attendanceWeeks(Plot, weeks, width)}
          />
        }
        table={<WeekTable weeks={weeks} />}
      />
      <Text size="sm" c="dimmed" mt="xs">
        {words.absenceHint}
      </Text>
    </>
  );
}

function Span({ label, span: { sessions, percent, punctuality, absence } }: { label: string; span: AttendanceSpan }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Text component="span" fw={650} size="xl">
          {percent === null ? words.noSessions : words.percent(shown(percent))}
        </Text>
        {percent !== null && (
          <span className={classes.sub}>
            {words.sessions(sessions.present + sessions.approved, sessions.possible)}
            {punctuality !== null && `, ${words.punctual(shown(punctuality))}`}
          </span>
        )}
        {(absence === 'severe' || absence === 'persistent') && (
          <Badge color={absence === 'severe' ? 'red' : 'orange'} variant="outline" mt={4}>
            {words.absence[absence]}
          </Badge>
        )}
      </dd>
    </div>
  );
}

function WeekTable({ weeks }: { weeks: AttendanceWeek[] }) {
  return (
    <details>
      <summary>{words.table(weeks.length)}</summary>
      <StackedTable
        caption={words.caption}
        rows={weeks.toReversed()}
        rowKey={({ start }) => start}
        columns={[
          { label: words.week, cell: ({ start }) => formatShortDate(start) },
          { label: words.attended, numeric: true, cell: ({ present, approved, possible }) => `${present + approved} / ${possible}` },
          { label: words.authorised, numeric: true, cell: ({ authorised }) => authorised },
          { label: words.unauthorised, numeric: true, cell: ({ unauthorised }) => unauthorised },
          { label: words.late, numeric: true, cell: ({ lateBefore, lateAfter }) => lateBefore + lateAfter },
          { label: words.share, numeric: true, cell: (week) => shown(attendancePercent(week)) },
        ]}
      />
    </details>
  );
}

const AT_FIRST = 5;

function Events({ events, since }: { events: BehaviourEvent[]; since: string }) {
  const thisYear = events.filter(({ on }) => on >= since);
  const incidents = thisYear.filter(({ kind }) => kind === 'incident').length;
  return (
    <>
      <Title order={3} size="h4" mt="lg">
        {words.behaviour}
      </Title>
      <Text>{events.length === 0 ? words.noEvents : words.events(incidents, thisYear.length - incidents)}</Text>
      {events.length > 0 && <EventList events={events.slice(0, AT_FIRST)} />}
      {events.length > AT_FIRST && (
        <details>
          <summary>{words.moreEvents(events.length - AT_FIRST)}</summary>
          <EventList events={events.slice(AT_FIRST)} />
        </details>
      )}
    </>
  );
}

function EventList({ events }: { events: BehaviourEvent[] }) {
  return (
    <ul className={classes.events} aria-label={words.eventList}>
      {events.map(({ on, kind, category }, index) => (
        // two events of a day may read the same
        <li key={`${on} ${index}`}>
          {formatShortDate(on)}: {words.kinds[kind]}
          {category !== '' && `, ${category}`}
        </li>
      ))}
    </ul>
  );
}
