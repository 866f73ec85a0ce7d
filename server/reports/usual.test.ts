import { periodInWords, titled, untitled } from '@waymark/contract/report-titles.ts';
import { usualPeriod } from '@waymark/contract/reports.ts';
import { expect, test } from 'vitest';
import { filtersMovedOn, movedOn, stepDue } from './usual.ts';

test('a report made in the autumn looks back on the year that has ended, one made later on the year under way', () => {
  expect(['2026-11-22', '2027-01-10', '2027-08-31', '2027-09-01'].map((day) => periodInWords(usualPeriod(day)))).toEqual([
    '2025/26',
    '2026/27',
    '2026/27',
    '2026/27',
  ]);
});

test('a title ends with its period once, and whoever gives it another each time begins without', () => {
  const period = usualPeriod('2026-11-22');
  expect(titled('Annual report', period)).toBe('Annual report, 2025/26');
  expect([
    untitled('Annual report, 2025/26', period),
    untitled('Annual report', period),
    untitled('Annual report, 2024/25', period),
  ]).toEqual(['Annual report', 'Annual report', 'Annual report, 2024/25']);
});

test('a schedule counts from its first day: the last day of a month stays the last, the 30th comes back after February', () => {
  expect([1, 2, 13].map((steps) => movedOn('2026-01-31', 'month', steps))).toEqual(['2026-02-28', '2026-03-31', '2027-02-28']);
  expect([1, 2].map((steps) => movedOn('2026-01-30', 'month', steps))).toEqual(['2026-02-28', '2026-03-30']);
  expect([movedOn('2026-09-01', 'term', 1), movedOn('2028-02-29', 'year', 1)]).toEqual(['2027-01-01', '2029-02-28']);
  const of = { perspective: 'mentor', enrolment: 'all', startedFrom: '2026-02-01', startedTo: '2026-02-28' } as const;
  expect(filtersMovedOn(of, 'month', 1)).toMatchObject({ startedFrom: '2026-03-01', startedTo: '2026-03-31' });
});

test('of the days that passed while nothing ran only the last is made up for, and none that has not come', () => {
  expect(stepDue('2026-01-15', 'month', 0, '2026-04-20')).toBe(3);
  expect(stepDue('2026-01-15', 'month', 4, '2026-04-20')).toBeUndefined();
  expect(stepDue('2026-04-21', 'year', 0, '2026-04-20')).toBeUndefined();
});
