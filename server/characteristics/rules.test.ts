import { expect, test } from 'vitest';
import { CharacteristicOption } from '@waymark/contract/characteristics.ts';
import { codeFor, removedCodes, unknownValues } from './rules.ts';
import { shippedCharacteristics } from './shipped.ts';

const yesNo = [
  { code: 'yes', label: 'Yes' },
  { code: 'no', label: 'No' },
];

test('a characteristic gets a code a spreadsheet can carry, and one of its own', () => {
  expect(codeFor('Free bus pass?', new Set())).toBe('free_bus_pass');
  expect(codeFor('Élève boursier', new Set())).toBe('eleve_boursier');
  expect(codeFor('FSM', new Set(['fsm', 'fsm_2']))).toBe('fsm_3');
  expect(codeFor('？', new Set())).toBe('characteristic');
});

test('a value that is not among the options is noticed, a missing one is not', () => {
  expect(unknownValues(yesNo, ['yes', null, 'maybe', 'maybe'])).toEqual(['maybe']);
});

test('taking a value off the list is noticed, rewording it is not', () => {
  expect(removedCodes(yesNo, [{ code: 'yes', label: 'Aye' }])).toEqual(['no']);
  expect(removedCodes(yesNo, [...yesNo, { code: 'soon', label: 'Soon' }])).toEqual([]);
});

test('every shipped characteristic has values the contract takes, each code once', () => {
  for (const { options } of shippedCharacteristics) {
    for (const option of options) expect(CharacteristicOption.parse(option)).toEqual(option);
    expect(new Set(options.map((option) => option.code)).size).toBe(options.length);
  }
});
