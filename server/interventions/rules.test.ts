import { expect, test } from 'vitest';
import { attendedShare } from '@waymark/contract/interventions.ts';
import { changedMarks, marksOf, requireNotTwice, requireOrder, requirePast } from './rules.ts';

const body = (studentId: string, attended: 'attended' | 'part' | 'absent', minutes?: number) => ({
  studentId,
  attended,
  note: '',
  ...(minutes === undefined ? {} : { minutes }),
});

test('who was there has all the minutes, who came late the part given, who was not there none', () => {
  const marks = marksOf([body('a', 'attended', 5), body('b', 'part', 20), body('c', 'absent', 60)], 60);
  expect(marks.map(({ minutes }) => minutes)).toEqual([60, 20, 0]);
});

test('part of a session is less than the whole, and every mark that is wrong is named', () => {
  const broken = () => marksOf([body('a', 'part', 60), body('b', 'part'), body('b', 'attended')], 60);
  expect(broken).toThrow('Some marks of the register cannot be taken');
  try {
    broken();
  } catch (error) {
    expect((error as { errors: { field: string }[] }).errors.map(({ field }) => field)).toEqual([
      'marks.0.minutes',
      'marks.1.minutes',
      'marks.2.studentId',
    ]);
  }
});

test('a corrected register writes only what changed', () => {
  const standing = marksOf([body('a', 'attended'), body('b', 'absent')], 60);
  const wanted = marksOf([body('a', 'attended'), body('b', 'part', 30), body('c', 'attended')], 60);
  expect(changedMarks(standing, wanted).map(({ studentId }) => studentId)).toEqual(['b', 'c']);
  // a longer session is more minutes for whoever was there for all of it
  expect(changedMarks(standing, marksOf([body('a', 'attended'), body('b', 'absent')], 90)).map(({ studentId }) => studentId)).toEqual([
    'a',
  ]);
});

test('nothing is recorded of a day still to come, and nothing ends before it began', () => {
  expect(() => requirePast('2026-03-12', '2026-03-11')).toThrow(/still to come/);
  expect(() => requirePast('2026-03-11', '2026-03-11')).not.toThrow();
  expect(() => requireOrder('2026-03-11', '2026-03-10')).toThrow(/before the beginning/);
  expect(() => requireOrder(null, '2026-03-10')).not.toThrow();
});

test('a second mark of the same day needs somebody to say that there were two sessions', () => {
  expect(() => requireNotTwice(['Ada Lovett', 'Ben Hale'], false)).toThrow('Ada Lovett and 1 more have a mark of this day already.');
  expect(() => requireNotTwice(['Ada Lovett'], true)).not.toThrow();
});

test('part of a session counts as having been there; no marks have no share', () => {
  expect(attendedShare({ attended: 6, part: 2, absent: 2 })).toBe(0.8);
  expect(attendedShare({ attended: 0, part: 0, absent: 0 })).toBeNull();
});
