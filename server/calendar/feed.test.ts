import { expect, test } from 'vitest';
import { calendarFeed } from './feed.ts';
import type { CalendarMeeting } from './queries.ts';

const meeting: CalendarMeeting = {
  id: '01920000-0000-7000-8000-000000000001',
  startsAt: '2026-11-24T14:30:00.000Z',
  plannedMinutes: 45,
  place: 'Room 4, ask for Ms Lovelace',
  status: 'scheduled',
  version: 3,
  givenName: 'Ada',
  preferredName: null,
  familyName: 'Lovelace',
};
const of = {
  organisation: 'Beacon Hill',
  names: 'first',
  publicUrl: 'https://waymark.example',
  now: new Date('2026-11-21T08:00:00Z'),
} as const;
/** Long lines are folded at 75 bytes: unfold them to read. */
const lines = (meetings: CalendarMeeting[], names: 'first' | 'initials' | 'none' = 'first') =>
  calendarFeed(meetings, { ...of, names })
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n');

test('an entry says when, how long, where and with whom, in UTC, and leads to the meeting', () => {
  expect(lines([meeting])).toEqual(
    expect.arrayContaining([
      'UID:01920000-0000-7000-8000-000000000001@waymark.example',
      'DTSTART:20261124T143000Z',
      'DTEND:20261124T151500Z',
      'SUMMARY:Meeting with Ada L.',
      'SEQUENCE:2',
      'STATUS:CONFIRMED',
      'URL;VALUE=URI:https://waymark.example/meetings/01920000-0000-7000-8000-000000000001',
    ]),
  );
});

test('the family name is never in it; without names, neither is the place', () => {
  expect(lines([{ ...meeting, place: '' }]).join('\n')).not.toContain('Lovelace');
  const nameless = lines([meeting], 'none').join('\n');
  expect(nameless).toContain('SUMMARY:Mentoring meeting');
  expect(nameless).not.toContain('Ada');
  expect(nameless).not.toContain('Lovelace');
});

test('a cancelled meeting stays and says so', () => {
  expect(lines([{ ...meeting, status: 'cancelled' }])).toEqual(
    expect.arrayContaining(['STATUS:CANCELLED', 'SUMMARY:Cancelled: Meeting with Ada L.']),
  );
});

test('the same identity whatever changes, a higher sequence with each change', () => {
  const moved = lines([{ ...meeting, startsAt: '2026-11-25T09:00:00.000Z', version: 4 }]);
  expect(moved).toContain('UID:01920000-0000-7000-8000-000000000001@waymark.example');
  expect(moved).toContain('SEQUENCE:3');
});
