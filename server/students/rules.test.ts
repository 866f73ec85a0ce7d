import { expect, test } from 'vitest';
import { ageOn, birthDateProblem, changedFields, lookalikeSentence } from './rules.ts';

test('a birthday counts from the day itself, and a leap day from 1 March in other years', () => {
  expect(ageOn('2012-11-20', '2026-11-19')).toBe(13);
  expect(ageOn('2012-11-20', '2026-11-20')).toBe(14);
  expect(ageOn('2012-02-29', '2026-02-28')).toBe(13);
  expect(ageOn('2012-02-29', '2026-03-01')).toBe(14);
});

test('a birth date is questioned when it makes an unlikely age', () => {
  expect(birthDateProblem('2027-01-01', '2026-11-20')).toMatch(/still to come/);
  expect(birthDateProblem('2025-01-01', '2026-11-20')).toMatch(/ 1 year old/);
  expect(birthDateProblem('1912-05-04', '2026-11-20')).toMatch(/114 years old/);
  expect(birthDateProblem('2012-05-04', '2026-11-20')).toBeUndefined();
});

test('a lookalike is described so that a person can tell', () => {
  const ada = {
    id: '',
    givenName: 'Ada',
    familyName: 'Lovelace',
    birthDate: '2012-12-10',
    yearGroup: 9,
    school: 'Northgate',
    leftOn: null,
  };
  expect(lookalikeSentence(ada)).toBe('Looks like Ada Lovelace, born 10 December 2012, Year 9 at Northgate, already here.');
  expect(lookalikeSentence({ ...ada, birthDate: null, yearGroup: null, school: null, leftOn: '2026-07-17' })).toBe(
    'Looks like Ada Lovelace, who left on 17 July 2026.',
  );
});

test('the audit log names the fields that changed', () => {
  expect(changedFields({ a: 1, b: 'x', c: null }, { a: 2, b: 'x', c: null })).toEqual(['a']);
});
