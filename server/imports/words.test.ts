import { expect, test } from 'vitest';
import { shippedCharacteristics } from '../characteristics/shipped.ts';
import { optionOfHeading, readCharacteristic, readLevel, readPerspective, readPoint, readYearGroup } from './words.ts';

const optionsOf = (code: string) => shippedCharacteristics.find((one) => one.code === code)?.options ?? [];

test.each([
  ['fsm', 'Y', 'yes'],
  ['fsm', 'FALSE', 'no'],
  ['fsm', '✓', 'yes'],
  ['pupil_premium', '1', 'yes'],
  ['send', 'N', 'N'],
  ['send', 'SEN Support', 'K'],
  ['send', 'EHCP', 'E'],
  ['send', 'K - SEN Support', 'K'],
  ['ethnicity', 'wbri', 'WBRI'],
  ['ethnicity', 'White - British', 'WBRI'],
  ['polar4', 'Q1', '1'],
  ['polar4', '5', '5'],
  ['imd', 'Quintile 2', '2'],
  ['imd', '1 (most deprived)', '1'],
  ['care_experience', 'LAC', 'looked_after'],
  ['care_experience', 'care leaver', 'previously'],
  ['care_experience', 'No', 'none'],
])('of %s, %s is %s', (code, text, value) => {
  expect(readCharacteristic(text, optionsOf(code))).toEqual({ value });
});

test('yes under “Looked after” and yes under “Care leaver” are two things, and yes alone is neither', () => {
  const options = optionsOf('care_experience');
  expect(readCharacteristic('Y', options, false, optionOfHeading('Looked After?', options))).toEqual({ value: 'looked_after' });
  expect(readCharacteristic('Y', options, false, optionOfHeading('Care leaver', options))).toEqual({ value: 'previously' });
  expect(readCharacteristic('Y', options, false, optionOfHeading('Care', options))).toBeUndefined();
});

test('what is no option is not guessed', () => {
  expect(readCharacteristic('perhaps', optionsOf('fsm'))).toBeUndefined();
  expect(readCharacteristic('7', optionsOf('imd'))).toBeUndefined();
  expect(readCharacteristic('7', optionsOf('imd'), true)).toEqual({ value: '4' });
});

test('years, perspectives, points and levels are read as people write them', () => {
  expect(['R', 'Year 9', 'Y09', '14', 'Yr 7', 'Nursery', '15'].map(readYearGroup)).toEqual([0, 9, 9, 14, 7, undefined, undefined]);
  expect(['Mentor', 'self-assessment', 'both', 'cat'].map(readPerspective)).toEqual(['mentor', 'student', 'joint', undefined]);
  expect(['Pre', 'mid-point', 'Final', 'x'].map(readPoint)).toEqual(['baseline', 'progress', 'closing', undefined]);
  expect(['3', 'Level 3', '3 – can explain', '3/4', 'L3', '3,0'].map((text) => readLevel(text, ['a', 'b', 'c', 'd']))).toEqual(
    Array(6).fill({ level: 3 }),
  );
  expect(['N/A', 'declined', 'not asked', 'missing'].map((text) => readLevel(text, ['a', 'b', 'c', 'd']))).toEqual([
    { missing: 'not_applicable' },
    { missing: 'declined' },
    { missing: 'not_asked' },
    { missing: 'not_collected' },
  ]);
});
