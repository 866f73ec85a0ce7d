import { expect, test } from 'vitest';
import { calendarName } from './names.ts';

const ada = { givenName: 'Augusta', preferredName: 'Ada', familyName: 'Lovelace' };

test('a first name and an initial, two initials, or nothing', () => {
  expect(calendarName(ada, 'first')).toBe('Ada L.');
  expect(calendarName(ada, 'initials')).toBe('A. L.');
  expect(calendarName(ada, 'none')).toBeUndefined();
});

test('the given name where there is no preferred one; accents and small letters kept and raised', () => {
  expect(calendarName({ givenName: 'Zoë', preferredName: '', familyName: 'de Souza' }, 'first')).toBe('Zoë D.');
  expect(calendarName({ givenName: 'Éa', preferredName: null, familyName: 'Ørsted' }, 'initials')).toBe('É. Ø.');
});

test('a student with one name has no second initial', () => {
  expect(calendarName({ givenName: 'Sukarno', preferredName: null, familyName: '' }, 'first')).toBe('Sukarno');
});
