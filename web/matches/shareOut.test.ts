import { expect, test } from 'vitest';
import { shareOut } from './shareOut.ts';

test('students go to whoever has fewest, so that caseloads end level', () => {
  const loads = [
    { mentorId: 'mo', students: 30 },
    { mentorId: 'ann', students: 27 },
  ];
  const given = shareOut(5, loads);
  expect(given).toEqual(['ann', 'ann', 'ann', 'mo', 'ann']);
  expect(loads[1]?.students).toBe(27);
});

test('one mentor takes them all', () => {
  expect(shareOut(3, [{ mentorId: 'mo', students: 40 }])).toEqual(['mo', 'mo', 'mo']);
});

test('with no mentor chosen nobody is shared out', () => {
  expect(shareOut(3, [])).toEqual([]);
});
