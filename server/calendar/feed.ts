import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { CalendarNames } from '@waymark/contract/calendar.ts';
import { calendarName } from './names.ts';
import type { CalendarMeeting } from './queries.ts';

interface FeedOf {
  organisation: string;
  names: CalendarNames;
  /** Where Waymark is, for the link of each entry. */
  publicUrl: string;
  now: Date;
}

/** Calendars are asked to look again this often. */
const refreshSeconds = 30 * 60;

/**
 * Meetings as an iCalendar. An entry keeps its identity when its meeting is moved, so that a calendar moves it too, and
 * one that is cancelled stays and says so: a calendar that had it would otherwise keep it.
 */
export function calendarFeed(meetings: readonly CalendarMeeting[], { organisation, names, publicUrl, now }: FeedOf): string {
  const host = new URL(publicUrl).hostname;
  const calendar = ical({
    name: `Waymark: ${organisation}`,
    prodId: { company: 'Waymark', product: 'Meetings', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
  });
  for (const meeting of meetings) {
    const cancelled = meeting.status === 'cancelled' || meeting.status === 'moved';
    const name = calendarName(meeting, names);
    const title = name === undefined ? 'Mentoring meeting' : `Meeting with ${name}`;
    const start = new Date(meeting.startsAt);
    calendar.createEvent({
      id: `${meeting.id}@${host}`,
      sequence: meeting.version - 1,
      stamp: now,
      start,
      end: new Date(start.getTime() + meeting.plannedMinutes * 60_000),
      summary: cancelled ? `Cancelled: ${title}` : title,
      // whoever shows no names may have typed one into the place
      location: names === 'none' || meeting.place === '' ? null : meeting.place,
      url: `${publicUrl}/meetings/${meeting.id}`,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}
