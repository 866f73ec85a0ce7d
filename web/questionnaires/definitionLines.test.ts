import { expect, test } from 'vitest';
import { answersOf, itemsOf, linesOfItems } from './definitionLines.ts';

const before = [
  { id: 'sleep', text: 'I sleep well', reversed: false },
  { id: 'tired', text: 'I am tired', reversed: true },
];

test('items written as lines read back as themselves', () => {
  expect(itemsOf(linesOfItems(before), before)).toEqual(before);
});

test('an item that stays keeps its id in the next version, a new one gets one of its own', () => {
  expect(itemsOf('- I am tired\nI eat breakfast', before)).toEqual([
    { id: 'tired', text: 'I am tired', reversed: true },
    { id: 'q1', text: 'I eat breakfast', reversed: false },
  ]);
});

test('the same line twice is two items', () => {
  expect(itemsOf('I sleep well\nI sleep well', before).map(({ id }) => id)).toEqual(['sleep', 'q1']);
});

test('answers count up from the first', () => {
  expect(answersOf('Never\n\nOften', 0)).toEqual([
    { value: 0, label: 'Never' },
    { value: 1, label: 'Often' },
  ]);
});
