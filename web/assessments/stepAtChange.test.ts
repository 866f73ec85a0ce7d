import type { StudentOutcomes } from '@waymark/contract/assessments.ts';
import { expect, test } from 'vitest';
import { stepAtChange } from './stepAtChange.ts';

const given = (assessor: string, assessedOn: string, level: number | null, perspective = 'mentor') => ({
  assessor: { id: assessor, name: assessor },
  assessedOn,
  level,
  perspective,
});
const student = (...outcomes: ReturnType<typeof given>[][]) =>
  ({ types: [{ outcomes: outcomes.map((scores) => ({ scores })) }] }) as unknown as StudentOutcomes;

const up = [given('Mo', '2025-10-01', 2), given('Nia', '2026-01-10', 3)];
const same = [given('Mo', '2025-10-01', 2), given('Nia', '2026-01-12', 2)];
const down = [given('Mo', '2025-10-01', 2), given('Nia', '2026-01-12', 1)];

test('scores that rose on most outcomes when another mentor began to give them are pointed out', () => {
  expect(stepAtChange(student(up, up, up, same))).toEqual({ mentor: 'Nia', on: '2026-01-10', way: 'up', moved: 3, of: 4 });
  expect(stepAtChange(student(down, down, down, up))).toMatchObject({ way: 'down', moved: 3 });
});

test('nothing is said where scores moved both ways, stayed, or hardly any outcome was scored by both', () => {
  expect(stepAtChange(student(up, up, down, same))).toBeUndefined();
  expect(stepAtChange(student(same, same, same, same))).toBeUndefined();
  expect(stepAtChange(student(up, up, up))).toBeUndefined();
});

test('a student’s own view, and a score without a level, are not taken for the mentor’s', () => {
  const own = [given('Mo', '2025-10-01', 2), given('Ada', '2025-12-01', 4, 'student'), given('Mo', '2026-01-10', 4)];
  const missing = [given('Mo', '2025-10-01', 2), given('Nia', '2026-01-10', null)];
  expect(stepAtChange(student(own, own, missing, missing, missing, missing))).toBeUndefined();
});
