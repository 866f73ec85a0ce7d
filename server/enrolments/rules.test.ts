import { expect, test } from 'vitest';
import { changedMeanwhile, endProblems, type OpenEnrolment } from './rules.ts';

const ada: OpenEnrolment = { id: 'a', student: 'Ada Lovelace', startedOn: '2026-09-01', endedOn: null, version: 3 };

test('an enrolment ends between its first day and two years ahead', () => {
  expect(endProblems([ada], [ada], '2026-09-01', '2026-11-20')).toEqual([]);
  expect(endProblems([ada], [ada], '2026-08-31', '2026-11-20')).toMatchObject([
    { field: 'endedOn', message: expect.stringContaining('1 September 2026') as string },
  ]);
  expect(endProblems([ada], [ada], '2029-08-31', '2026-11-20')).toMatchObject([
    { field: 'endedOn', message: expect.stringContaining('two years') as string },
  ]);
});

test('one that has ended is not ended again; a planned end may be brought forward', () => {
  expect(endProblems([ada], [{ ...ada, endedOn: '2026-10-01' }], '2026-11-20', '2026-11-20')).toMatchObject([{ field: 'enrolments.0' }]);
  expect(endProblems([ada], [{ ...ada, endedOn: '2027-07-16' }], '2026-11-20', '2026-11-20')).toEqual([]);
});

test('one that is not here is named by its place in the list', () => {
  expect(endProblems([ada, { id: 'b' }], [ada], '2026-11-20', '2026-11-20')).toMatchObject([{ field: 'enrolments.1' }]);
});

test('what somebody else changed since is noticed', () => {
  expect(changedMeanwhile([{ id: 'a', version: 3 }], [ada])).toEqual([]);
  expect(changedMeanwhile([{ id: 'a', version: 2 }], [ada])).toEqual(['Ada Lovelace']);
});
