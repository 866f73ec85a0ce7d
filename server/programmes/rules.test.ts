import { expect, test } from 'vitest';
import { datesProblems, frameworkProblems } from './rules.ts';

test('a programme may end on the day it starts, not before', () => {
  expect(datesProblems({ startsOn: '2026-09-01', endsOn: '2026-09-01' })).toEqual([]);
  expect(datesProblems({ startsOn: null, endsOn: '2026-09-01' })).toEqual([]);
  expect(datesProblems({ startsOn: '2026-09-02', endsOn: '2026-09-01' })).toMatchObject([{ field: 'endsOn' }]);
});

test('a framework is chosen among published ones, and stays once students have enrolled', () => {
  const good = { name: 'Ours', retired: false, published: true };
  expect(frameworkProblems('a', good)).toEqual([]);
  expect(frameworkProblems('a', { ...good, published: false })[0]?.message).toMatch(/Publish it first/);
  expect(frameworkProblems('a', { ...good, retired: true })[0]?.message).toMatch(/retired/);
  expect(frameworkProblems('a', undefined)).toHaveLength(1);
  expect(frameworkProblems('b', good, { frameworkId: 'a', everEnrolled: true })[0]?.message).toMatch(/Start another programme/);
  expect(frameworkProblems('b', good, { frameworkId: 'a', everEnrolled: false })).toEqual([]);
  // an old programme keeps its framework, retired or not
  expect(frameworkProblems('a', { ...good, retired: true }, { frameworkId: 'a', everEnrolled: true })).toEqual([]);
});
