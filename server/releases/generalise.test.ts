import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rareValues } from './generalise.ts';
import { pseudonymsOf } from './pseudonyms.ts';

test('values that enough students share stay as they are', () => {
  expect(
    rareValues(
      new Map([
        ['A', 5],
        ['B', 90],
      ]),
      5,
    ),
  ).toEqual({ grouped: [], students: 0, withheld: false });
});

test('rare values go together, and take the next smallest with them while they are few even so', () => {
  expect(
    rareValues(
      new Map([
        ['A', 3],
        ['B', 4],
        ['C', 90],
      ]),
      5,
    ),
  ).toEqual({ grouped: ['A', 'B'], students: 7, withheld: false });
  expect(
    rareValues(
      new Map([
        ['A', 1],
        ['B', 20],
        ['C', 90],
      ]),
      5,
    ),
  ).toEqual({ grouped: ['A', 'B'], students: 21, withheld: false });
});

test('a yes that three students have is withheld with the no', () => {
  expect(
    rareValues(
      new Map([
        ['yes', 3],
        ['no', 237],
      ]),
      5,
    ),
  ).toMatchObject({ withheld: true, students: 240 });
});

test('whatever the counts, no value that is left and no group has fewer students than asked for, unless all are withheld', () => {
  const counts = fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.nat({ max: 40 }), { maxKeys: 12 });
  fc.assert(
    fc.property(counts, fc.integer({ min: 2, max: 12 }), (given, below) => {
      const all = new Map(Object.entries(given));
      const { grouped, students, withheld } = rareValues(all, below);
      const left = [...all].filter(([value, n]) => n > 0 && !grouped.includes(value));
      expect(left.every(([, n]) => n >= below)).toBe(true);
      expect(grouped.reduce((sum, value) => sum + (all.get(value) ?? 0), 0)).toBe(students);
      if (grouped.length > 0 && !withheld) expect(students).toBeGreaterThanOrEqual(below);
    }),
  );
});

test('a release gives the same pseudonym to the same student, and another release another', () => {
  const id = '01920000-0000-7000-8000-000000000050';
  const [one, other] = [pseudonymsOf('a'), pseudonymsOf('b')];
  expect(one('student', id)).toMatch(/^[0-9a-f]{20}$/);
  expect(one('student', id)).toBe(pseudonymsOf('a')('student', id));
  expect(other('student', id)).not.toBe(one('student', id));
  // somebody who is a mentor and was a student is not found out by it
  expect(one('mentor', id)).not.toBe(one('student', id));
});
