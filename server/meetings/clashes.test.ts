import { expect, test } from 'vitest';
import { clashesOf, overlap } from './clashes.ts';

const at = (time: string, plannedMinutes = 30) => ({ startsAt: `2026-11-24T${time}:00Z`, plannedMinutes });
const meeting = (meetingId: string, time: string, mentorId: string, studentId: string) => ({
  ...at(time),
  meetingId,
  mentorId,
  studentId,
  mentorName: mentorId,
  studentName: studentId,
});

test('a meeting that ends when the next starts does not clash with it', () => {
  expect(overlap(at('10:00'), at('10:30'))).toBe(false);
  expect(overlap(at('10:30'), at('10:00'))).toBe(false);
});

test('a minute shared is a clash, and so is one meeting inside another', () => {
  expect(overlap(at('10:00', 31), at('10:30'))).toBe(true);
  expect(overlap(at('10:00', 60), at('10:20', 10))).toBe(true);
});

test('says whether the mentor, the student or both are busy, in order of time', () => {
  const planned = { ...at('10:00', 60), mentorId: 'Mo', studentId: 'Ada' };
  const found = clashesOf(planned, [
    meeting('later', '10:45', 'Mo', 'Ben'),
    meeting('sooner', '09:45', 'Jo', 'Ada'),
    meeting('same', '10:00', 'Mo', 'Ada'),
    meeting('free', '11:00', 'Mo', 'Ada'),
  ]);
  expect(found.map(({ meetingId, who }) => [meetingId, who])).toEqual([
    ['sooner', 'student'],
    ['same', 'both'],
    ['later', 'mentor'],
  ]);
});
