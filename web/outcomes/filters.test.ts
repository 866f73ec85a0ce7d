import { expect, test } from 'vitest';
import { changeFilters, countQuery, fileQuery, narrowing, readFilters } from './filters.ts';

const at = (text: string) => new URLSearchParams(text);

test('what is in the address is what is counted', () => {
  const filters = readFilters(at('programme=p1&view=student&with=fsm:yes,send:missing&bar=moved:up&of=s1'));
  expect(filters).toEqual({ programme: 'p1', view: 'student', with: 'fsm:yes,send:missing' });
  expect(countQuery(filters)).toMatchObject({ programmeId: 'p1', perspective: 'student', characteristics: 'fsm:yes,send:missing' });
});

test('choosing another programme lets go of the cohort, choosing another type of the outcome', () => {
  expect(changeFilters(at('programme=p1&cohort=c1&school=s1'), { programme: 'p2' }).toString()).toBe('programme=p2&school=s1');
  expect(changeFilters(at('type=k&outcome=o1'), { type: '' }).toString()).toBe('');
});

test('changing a filter closes the list of students, whose figure it no longer is', () => {
  expect(changeFilters(at('bar=moved:up&of=s1&school=a'), { school: 'b' }).toString()).toBe('school=b');
});

test('the file is cut to the outcome on the screen, the count is not', () => {
  const filters = readFilters(at('type=k&outcome=o1'));
  expect(fileQuery(filters)).toMatchObject({ type: 'k', seriesId: 'o1' });
  expect(countQuery(filters)).not.toHaveProperty('type');
  expect(narrowing(filters)).toBe(0);
  expect(narrowing(readFilters(at('school=s&from=2026-01-01')))).toBe(2);
});
