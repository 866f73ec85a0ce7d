import { expect, test } from 'vitest';
import { placeAll, placeOf } from './place.ts';

const first = { id: 'first', startedOn: '2023-09-01', endedOn: '2024-07-01' };
const second = { id: 'second', startedOn: '2024-11-01', endedOn: null };

test('a score belongs to the enrolment of its day', () => {
  expect(placeOf('2024-01-10', [first, second])).toEqual({ kind: 'within', id: 'first' });
  expect(placeOf('2024-07-01', [first, second])).toEqual({ kind: 'within', id: 'first' });
  expect(placeOf('2025-01-10', [first, second])).toEqual({ kind: 'within', id: 'second' });
});

test('an enrolment that began later than its first score began with that score', () => {
  expect(placeOf('2024-09-10', [first, second])).toEqual({ kind: 'earlier', id: 'second', from: '2024-09-10' });
});

test('after the last enrolment has ended another begins', () => {
  expect(placeOf('2024-09-10', [first])).toEqual({ kind: 'new', from: '2024-09-10' });
});

test('of many days, whatever their order, the earliest moves or makes the enrolment and the rest lie within', () => {
  const placed = placeAll(['2024-10-01', '2024-09-01', '2024-10-01', '2025-01-01'], [second], () => 'made');
  expect(placed.moved).toEqual(new Map([['second', '2024-09-01']]));
  expect([...placed.byDay.values()]).toEqual(['second', 'second', 'second']);
  const made = placeAll(['2024-10-01', '2024-09-01'], [], () => 'made');
  expect(made.made).toEqual([{ id: 'made', startedOn: '2024-09-01', endedOn: null }]);
  expect(made.byDay.size).toBe(2);
});
