import { expect, test } from 'vitest';
import { fold, likeliest, similarity, splitName, tidy } from './text.ts';

test('odd spaces and control characters go, names stay as they are', () => {
  expect(tidy('  Mary\u00A0 Ann\t')).toBe('Mary Ann');
  expect(tidy('نور الهدى')).toBe('نور الهدى');
  expect(tidy('Ada 👩‍🚀')).toBe('Ada 👩‍🚀');
  expect(tidy('Zoe\u0308')).toBe('Zoë');
});

test('apostrophes, hyphens, accents and capitals do not tell two texts apart', () => {
  expect(fold('O’Brien-Smith')).toBe(fold("O'BRIEN SMITH"));
  expect(fold('Zoë')).toBe('zoe');
});

test.each([
  ['Smith-Jones, Mary Ann', 'Mary Ann', 'Smith-Jones'],
  ['Mary Ann Smith-Jones', 'Mary Ann', 'Smith-Jones'],
  ['Ludwig van Dijk', 'Ludwig', 'van Dijk'],
  ['O’Neill, Seán', 'Seán', 'O’Neill'],
])('%s is %s of the family %s', (text, givenName, familyName) => {
  expect(splitName(text)).toEqual({ givenName, familyName });
});

test('one name alone is not guessed apart', () => {
  expect(splitName('Madonna')).toBeUndefined();
  expect(splitName('Smith,')).toBeUndefined();
});

test('the likeliest choice is proposed, and none when all are unlike', () => {
  const schools = ['Harbour Academy', 'St Cuthbert’s High School', 'Moor Lane School'];
  expect(likeliest('St Cuthberts High', schools, (one) => [one])).toBe('St Cuthbert’s High School');
  expect(likeliest('Zebra', schools, (one) => [one])).toBeUndefined();
  expect(similarity('night', 'nacht')).toBeCloseTo(0.25);
});
