import { expect, test } from 'vitest';
import { linesOf, optionsOf } from './optionLines.ts';

test('values survive being typed as lines', () => {
  const options = [
    { code: 'yes', label: 'Yes: always' },
    { code: 'no', label: 'No' },
  ];
  expect(optionsOf(`\n${linesOf(options)}\n `)).toEqual({ options });
});

test.each(['bus', 'by bus: Bus', ': Bus', 'bus:'])('“%s” is not a value, and is named', (line) => {
  expect(optionsOf(`walks: Walks\n${line}`)).toEqual({ bad: line });
});

test('a code stands for one value', () => {
  expect(optionsOf('bus: Bus\nbus: Coach')).toEqual({ bad: 'bus: Coach' });
});
