import { expect, test } from 'vitest';
import { ageOn } from './age.ts';

test('a birthday counts from the day itself', () => {
  expect(ageOn('2012-11-20', '2026-11-19')).toBe(13);
  expect(ageOn('2012-11-20', '2026-11-20')).toBe(14);
  expect(ageOn('2012-02-29', '2026-02-28')).toBe(13);
});
