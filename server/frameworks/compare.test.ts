import type { Outcome, OutcomeType } from '@waymark/contract/framework-content.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareVersions } from './compare.ts';

function outcome(code: string, change: Partial<Outcome> = {}): Outcome {
  const text = {
    statement: `Student can ${code}`,
    question: `${code}?`,
    studentWording: `I can ${code}.`,
    evidence: '',
    descriptors: ['Does not.', 'Does.'],
  };
  return { id: crypto.randomUUID(), seriesId: `series ${code}`, code, ...text, ...change };
}

function type(code: string, outcomes: Outcome[], change: Partial<OutcomeType> = {}): OutcomeType {
  return { id: crypto.randomUUID(), code, name: code.toUpperCase(), description: '', outcomes, ...change };
}

/** One line a change, as a person would tell it. */
function told(from: OutcomeType[], to: OutcomeType[]): string[] {
  return compareVersions(from, to).changes.map((change) => {
    const words = change.rewordings.map(({ field, level, before, after }) => `${field}${level ?? ''} “${before}” → “${after}”`);
    if (change.moved) words.push(change.movedFrom === null ? 'moved' : `moved from ${change.movedFrom}`);
    return [change.kind, change.about, change.code, ...words].join(' ');
  });
}

test('two versions alike have nothing to tell', () => {
  const from = [type('a', [outcome('A1'), outcome('A2')])];
  const to = [type('a', [outcome('A1'), outcome('A2')])];
  expect(compareVersions(from, to)).toEqual({ changes: [], unchangedOutcomes: 2 });
});

test('what was added and what was removed', () => {
  const from = [type('a', [outcome('A1'), outcome('A2')]), type('b', [outcome('B1')])];
  const to = [type('a', [outcome('A1'), outcome('A3')]), type('c', [outcome('C1')])];
  expect(told(from, to)).toEqual([
    'added outcome A3',
    'added outcomeType c',
    'added outcome C1',
    'removed outcome A2',
    'removed outcomeType b',
    'removed outcome B1',
  ]);
});

test('each reworded text, before and after, with the level of a descriptor', () => {
  const from = [type('a', [outcome('A1')])];
  const to = [type('a', [outcome('A1', { question: 'Why?', descriptors: ['Does not.', 'Always does.'] })], { name: 'Alpha' })];
  expect(told(from, to)).toEqual([
    'changed outcomeType a name “A” → “Alpha”',
    'changed outcome A1 question “A1?” → “Why?” descriptor2 “Does.” → “Always does.”',
  ]);
});

test('an outcome keeps its line when its code changes, because its series is the same', () => {
  expect(
    told(
      [type('a', [outcome('A1')])],
      [type('a', [outcome('A9', { seriesId: 'series A1', statement: 'Student can A1', question: 'A1?', studentWording: 'I can A1.' })])],
    ),
  ).toEqual(['changed outcome A9 code “A1” → “A9”']);
});

test('a draft from a file, whose series are new, is paired by code', () => {
  expect(
    told(
      [type('a', [outcome('A1')])],
      [
        type('a', [
          outcome('a1', { code: 'A1', seriesId: 'new', statement: 'Student can A1', question: 'A1?', studentWording: 'I can A1.' }),
        ]),
      ],
    ),
  ).toEqual([]);
});

test('one outcome moved to the top is one move, not a move of all the others', () => {
  const codes = ['A1', 'A2', 'A3', 'A4'];
  expect(
    told(
      [
        type(
          'a',
          codes.map((code) => outcome(code)),
        ),
      ],
      [
        type(
          'a',
          ['A4', 'A1', 'A2', 'A3'].map((code) => outcome(code)),
        ),
      ],
    ),
  ).toEqual(['changed outcome A4 moved']);
});

test('an outcome that went to another outcome type says from where', () => {
  const from = [type('a', [outcome('A1'), outcome('A2')]), type('b', [outcome('B1')])];
  const to = [type('a', [outcome('A1')]), type('b', [outcome('B1'), outcome('A2')])];
  expect(told(from, to)).toEqual(['changed outcome A2 moved from A']);
});

test('however outcomes are shuffled, every one is told of or counted as unchanged', () => {
  const codes = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'];
  fc.assert(
    fc.property(fc.shuffledSubarray(codes), fc.shuffledSubarray(codes), (before, after) => {
      const { changes, unchangedOutcomes } = compareVersions(
        [
          type(
            'a',
            before.map((code) => outcome(code)),
          ),
        ],
        [
          type(
            'a',
            after.map((code) => outcome(code)),
          ),
        ],
      );
      const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
      expect(count('added')).toBe(after.filter((code) => !before.includes(code)).length);
      expect(count('removed')).toBe(before.filter((code) => !after.includes(code)).length);
      expect(unchangedOutcomes + count('changed') + count('added')).toBe(after.length);
      // what did not move kept its order
      const still = after.filter((code) => !changes.some((change) => change.code === code));
      expect(before.filter((code) => still.includes(code))).toEqual(still);
    }),
  );
});
