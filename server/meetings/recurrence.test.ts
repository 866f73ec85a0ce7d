import { expect, test } from 'vitest';
import { dayBounds, meetingDays, momentOf, mostAtOnce, shiftBetween, shifted, wallClockOf } from './recurrence.ts';

const london = 'Europe/London';

test('a meeting without a repeat is on its one day', () => {
  expect(meetingDays('2026-11-24')).toEqual(['2026-11-24']);
});

test('every second week, four times', () => {
  expect(meetingDays('2026-12-15', { everyWeeks: 2, times: 4 })).toEqual(['2026-12-15', '2026-12-29', '2027-01-12', '2027-01-26']);
});

test('the last day may have a meeting, the day after it not', () => {
  expect(meetingDays('2026-11-24', { everyWeeks: 1, until: '2026-12-08' })).toEqual(['2026-11-24', '2026-12-01', '2026-12-08']);
  expect(meetingDays('2026-11-24', { everyWeeks: 1, until: '2026-12-07' })).toEqual(['2026-11-24', '2026-12-01']);
});

test('with both an end and a number, whichever comes first', () => {
  expect(meetingDays('2026-11-24', { everyWeeks: 1, times: 2, until: '2027-11-24' })).toHaveLength(2);
  expect(meetingDays('2026-11-24', { everyWeeks: 1, times: 50, until: '2026-12-01' })).toHaveLength(2);
});

test('a repeat without an end stops at the most that are scheduled together', () => {
  expect(meetingDays('2026-11-24', { everyWeeks: 1 })).toHaveLength(mostAtOnce);
});

test('an end before the beginning leaves no meeting', () => {
  expect(meetingDays('2026-11-24', { everyWeeks: 1, until: '2026-11-23' })).toEqual([]);
});

test('half past two stays half past two when the clocks go back', () => {
  const moments = meetingDays('2026-10-20', { everyWeeks: 1, times: 2 }).map((date) => momentOf({ date, time: '14:30' }, london));
  expect(moments.map((moment) => moment.toISOString())).toEqual(['2026-10-20T13:30:00.000Z', '2026-10-27T14:30:00.000Z']);
  expect(moments.map((moment) => wallClockOf(moment, london).time)).toEqual(['14:30', '14:30']);
});

test('a time the clocks skip in spring becomes the same span later, and says so by its wall clock', () => {
  const moment = momentOf({ date: '2027-03-28', time: '01:30' }, london);
  expect(wallClockOf(moment, london)).toEqual({ date: '2027-03-28', time: '02:30' });
});

test('a time that comes twice in autumn means the first', () => {
  expect(momentOf({ date: '2026-10-25', time: '01:30' }, london).toISOString()).toBe('2026-10-25T00:30:00.000Z');
});

test('the day the clocks go back is twenty-five hours long', () => {
  const { from, before } = dayBounds('2026-10-25', london);
  expect((before.getTime() - from.getTime()) / 3_600_000).toBe(25);
});

test('moving one of a repeat from Tuesday at two to Wednesday at three moves the next across the clock change alike', () => {
  const shift = shiftBetween({ date: '2026-10-20', time: '14:00' }, { date: '2026-10-21', time: '15:00' });
  expect(shift).toEqual({ days: 1, time: '15:00' });
  expect(shifted({ date: '2026-10-27', time: '14:00' }, shift)).toEqual({ date: '2026-10-28', time: '15:00' });
});

test('moving only the day leaves one of the repeat that was put at another time where it is', () => {
  const shift = shiftBetween({ date: '2026-10-20', time: '14:00' }, { date: '2026-10-21', time: '14:00' });
  expect(shifted({ date: '2026-10-27', time: '16:00' }, shift)).toEqual({ date: '2026-10-28', time: '16:00' });
});

test('a move across a month and to an earlier day', () => {
  expect(shiftBetween({ date: '2026-12-01', time: '09:00' }, { date: '2026-11-30', time: '09:00' }).days).toBe(-1);
});
