import { schoolYearStart } from './days.ts';
import { expect, test } from 'vitest';
import { absenceOf, addSessions, attendancePercent, noSessions, punctualityPercent } from './attendance.ts';

const sessions = (more: Partial<typeof noSessions>) => {
  const made = { ...noSessions, ...more };
  return { ...made, possible: made.present + made.approved + made.authorised + made.unauthorised };
};

test('time at an approved educational activity counts as attending', () => {
  expect(attendancePercent(sessions({ present: 8, approved: 1, authorised: 1 }))).toBe(90);
});

test('a student for whom no session was possible has no attendance, rather than none of 0%', () => {
  expect(attendancePercent(noSessions)).toBeNull();
  expect(absenceOf(noSessions)).toBe('unknown');
});

test('missing exactly a tenth of their own possible sessions is persistent absence, one session less is not', () => {
  expect(absenceOf(sessions({ present: 342, authorised: 20, unauthorised: 18 }))).toBe('persistent');
  expect(absenceOf(sessions({ present: 343, authorised: 20, unauthorised: 17 }))).toBe('none');
});

test('missing exactly half is severe', () => {
  expect(absenceOf(sessions({ present: 10, unauthorised: 10 }))).toBe('severe');
  expect(absenceOf(sessions({ present: 11, unauthorised: 10 }))).toBe('persistent');
});

test('coming after the register closed is an absence in attendance and a late arrival in punctuality', () => {
  const week = sessions({ present: 8, lateBefore: 1, unauthorised: 2, lateAfter: 1 });
  expect(attendancePercent(week)).toBe(80);
  expect(punctualityPercent(week)).toBeCloseTo((7 / 9) * 100, 10);
});

test('nobody is late on the days they are at work experience', () => {
  expect(punctualityPercent(sessions({ approved: 10 }))).toBeNull();
});

test('weeks add up session by session', () => {
  const two = addSessions(sessions({ present: 9, authorised: 1 }), sessions({ present: 5, approved: 5 }));
  expect(two).toMatchObject({ possible: 20, present: 14, approved: 5, authorised: 1 });
  expect(attendancePercent(two)).toBe(95);
});

test('a school year begins on 1 September', () => {
  expect(schoolYearStart('2026-08-31')).toBe('2025-09-01');
  expect(schoolYearStart('2026-09-01')).toBe('2026-09-01');
});
