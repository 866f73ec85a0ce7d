import { expect, test } from 'vitest';
import {
  addOutcome,
  addType,
  descriptorsLost,
  type Draft,
  editOutcome,
  emptyTexts,
  moveOutcome,
  moveOutcomeTo,
  moveType,
  removeOutcome,
  removeType,
  setLevels,
} from './draftEdits.ts';

const outcome = (code: string) => ({
  id: code,
  code,
  statement: `Student can ${code}`,
  question: '?',
  studentWording: 'I can.',
  evidence: '',
  descriptors: ['Does not.', 'Does.'],
});
const draft: Draft = {
  levels: 2,
  note: '',
  outcomeTypes: [
    { id: 'a', code: 'a', name: 'Alpha', description: '', outcomes: [outcome('A1'), outcome('A2')] },
    { id: 'b', code: 'b', name: 'Beta', description: '', outcomes: [outcome('B1')] },
  ],
};

/** `a: A1 A2 | b: B1`. */
const told = ({ outcomeTypes }: Draft) =>
  outcomeTypes.map((type) => `${type.id}: ${type.outcomes.map(({ code }) => code).join(' ')}`.trim()).join(' | ');

test('an outcome moves within its type, and past its end into the next', () => {
  expect(told(moveOutcome(draft, 'A1', 1))).toBe('a: A2 A1 | b: B1');
  expect(told(moveOutcome(draft, 'A2', 1))).toBe('a: A1 | b: A2 B1');
  expect(told(moveOutcome(draft, 'B1', -1))).toBe('a: A1 A2 B1 | b:');
});

test('at the very top and the very end there is nowhere to go', () => {
  expect(moveOutcome(draft, 'A1', -1)).toEqual(draft);
  expect(moveOutcome(draft, 'B1', 1)).toEqual(draft);
  expect(moveType(draft, 'a', -1)).toEqual(draft);
});

test('a type moves with its outcomes', () => {
  expect(told(moveType(draft, 'a', 1))).toBe('b: B1 | a: A1 A2');
});

test('an outcome can be sent to a type directly', () => {
  expect(told(moveOutcomeTo(draft, 'A1', 'b', 'end'))).toBe('a: A2 | b: B1 A1');
});

test('a new outcome gets the next free code of its type and as many empty descriptors as there are levels', () => {
  const added = addOutcome(draft, 'a', 'new').outcomeTypes[0]?.outcomes[2];
  expect(added).toMatchObject({ id: 'new', code: 'A3', descriptors: ['', ''] });
  const taken = editOutcome(draft, 'B1', { code: 'a3' });
  expect(addOutcome(taken, 'a', 'new').outcomeTypes[0]?.outcomes[2]?.code).toBe('A4');
  expect(addOutcome(addType(draft, 'c'), 'c', 'new').outcomeTypes[2]?.outcomes[0]?.code).toBe('T1');
});

test('a new type never repeats a code', () => {
  const twice = addType(removeType(addType(addType(draft, 'c'), 'd'), 'c'), 'e');
  expect(new Set(twice.outcomeTypes.map(({ code }) => code)).size).toBe(4);
});

test('fewer levels drop the top ones, and it is known how much writing that loses', () => {
  const four = setLevels(draft, 4);
  expect(four.outcomeTypes[0]?.outcomes[0]?.descriptors).toEqual(['Does not.', 'Does.', '', '']);
  expect(descriptorsLost(four, 2)).toBe(0);
  expect(descriptorsLost(draft, 1)).toBe(3);
});

test('removing takes one thing and leaves the rest', () => {
  expect(told(removeOutcome(draft, 'A1'))).toBe('a: A2 | b: B1');
  expect(told(removeType(draft, 'a'))).toBe('b: B1');
});

test('what is still to be written is counted, evidence aside', () => {
  expect(emptyTexts(outcome('A1'))).toBe(0);
  expect(emptyTexts({ ...outcome('A1'), question: ' ', descriptors: ['', 'Does.'] })).toBe(2);
});
