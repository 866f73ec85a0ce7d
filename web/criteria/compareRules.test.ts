import { expect, test } from 'vitest';
import { compareRules } from './compareRules.ts';

test('a rule that was reworded is told from one that came or went', () => {
  const before = [
    { id: 'a', sentence: 'Attendance below 92%' },
    { id: 'b', sentence: 'Gone' },
    { id: 'c', sentence: 'Same' },
  ];
  const after = [
    { id: 'a', sentence: 'Attendance below 90%' },
    { id: 'c', sentence: 'Same' },
    { id: 'd', sentence: 'New' },
  ];
  expect(compareRules(before, after)).toEqual({
    added: [{ id: 'd', sentence: 'New' }],
    removed: [{ id: 'b', sentence: 'Gone' }],
    changed: [{ id: 'a', before: 'Attendance below 92%', after: 'Attendance below 90%' }],
  });
});
