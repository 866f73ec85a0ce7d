import { expect, test } from 'vitest';
import { CharacteristicOption } from '@waymark/contract/characteristics.ts';
import { readCharacteristicValue } from './readValue.ts';
import { shippedCharacteristics } from './shipped.ts';

const optionsOf = (code: string) => shippedCharacteristics.find((one) => one.code === code)?.options ?? [];
const read = (code: string, text: string) => readCharacteristicValue(optionsOf(code), text);

test('every shipped characteristic has values the contract takes', () => {
  expect(shippedCharacteristics.map(({ code }) => code)).toEqual([
    'fsm',
    'pupil_premium',
    'send',
    'eal',
    'first_in_family',
    'care_experience',
    'ethnicity',
    'polar4',
    'tundra',
    'imd',
  ]);
  for (const { options } of shippedCharacteristics)
    for (const option of options) expect(CharacteristicOption.parse(option)).toEqual(option);
});

test.each([
  ['fsm', 'Y', 'yes'],
  ['fsm', ' no ', 'no'],
  ['pupil_premium', 'TRUE', 'yes'],
  ['send', 'n', 'N'],
  ['send', 'SEN Support', 'K'],
  ['ethnicity', 'wbri', 'WBRI'],
  ['ethnicity', 'White - British', 'WBRI'],
  ['imd', 'Q1', '1'],
  ['polar4', 'Quintile 5', '5'],
  ['tundra', '3', '3'],
])('in %s, “%s” is read as %s', (code, text, value) => {
  expect(read(code, text)).toEqual({ ok: true, value, missingReason: null });
});

test.each([
  ['ethnicity', 'REFU', 'prefer_not_to_say'],
  ['ethnicity', 'NOBT', 'not_collected'],
  ['fsm', 'Unknown', 'not_known'],
  ['tundra', 'N/A', 'not_applicable'],
])('in %s, “%s” is the reason %s, not a value', (code, text, missingReason) => {
  expect(read(code, text)).toEqual({ ok: true, value: null, missingReason });
});

test('an empty cell says nothing', () => {
  expect(read('fsm', '  ')).toEqual({ ok: true, value: null, missingReason: null });
});

test('what cannot be read is named with what could be', () => {
  expect(read('send', 'maybe')).toEqual({
    ok: false,
    message: '“maybe” is not one of its values: N, K, E. Leave it empty if nothing is known.',
  });
  expect(read('imd', '7')).toMatchObject({ ok: false });
  // a yes says nothing about a characteristic that is not yes or no
  expect(read('send', 'yes')).toMatchObject({ ok: false });
});
