import { expect, test } from 'vitest';
import { afterPrefix, nameKey, readSearch } from './nameKey.ts';

test.each([
  ["Zoë O'Brien", 'zoeobrien'],
  ['Łukasz', 'lukasz'],
  ['Smith-Jones', 'smithjones'],
  ['de Souza', 'desouza'],
  ['ÅSE', 'ase'],
])('%s is sorted and found as %s', (name, key) => {
  expect(nameKey(name)).toBe(key);
});

test('a beginning finds what begins with it, and nothing after', () => {
  const within = (key: string) => key >= 'sam' && key < afterPrefix('sam');
  expect(['sam', 'samantha', 'samzzz'].every(within)).toBe(true);
  expect(['sal', 'san', 'sb'].some(within)).toBe(false);
});

test('a search is one name, two names, or a UPN', () => {
  expect(readSearch(' Zoë ')).toEqual({ kind: 'either', prefix: 'zoe' });
  expect(readSearch('Lovelace, Ada')).toEqual({ kind: 'both', pairs: [{ one: 'lovelace', other: 'ada' }] });
  expect(readSearch('Mary Ann Smith')).toEqual({
    kind: 'both',
    pairs: [
      { one: 'mary', other: 'annsmith' },
      { one: 'maryann', other: 'smith' },
    ],
  });
  expect(readSearch('b8012 0')).toEqual({ kind: 'upn', prefix: 'B80120' });
  expect(readSearch(' ’ ')).toBeUndefined();
});
