import { expect, test } from 'vitest';
import type { OutcomeType } from '@waymark/contract/framework-content.ts';
import { assessedOn, inOrder, readAnswers, requireHolder, unseen } from './rules.ts';

const id = (n: number) => `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = new Date('2026-03-11T10:00:00.000Z');
const note = (body: string, editedAt: string) => ({ key: 'notes', value: { id: id(1), body }, editedAt });

test('an answer stamped by a clock that runs ahead is held to the server’s', () => {
  const { good } = readAnswers([note('Early', '2026-03-12T10:00:00.000Z')], now);
  expect(good).toMatchObject([{ key: 'notes', editedAt: now.toISOString() }]);
});

test('of two edits of one answer in a batch the later is kept, whichever comes first', () => {
  const [earlier, later] = [note('First', '2026-03-11T09:00:00.000Z'), note('Second', '2026-03-11T09:30:00.000Z')];
  for (const batch of [
    [earlier, later],
    [later, earlier],
  ]) {
    expect(readAnswers(batch, now).good).toMatchObject([{ value: { body: 'Second' } }]);
  }
});

test('a bad answer is refused by name and the others are kept', () => {
  const { good, refused } = readAnswers(
    [note('Kept', '2026-03-11T09:00:00.000Z'), { key: 'notes', value: 7, editedAt: '2026-03-11T09:00:00.000Z' }],
    now,
  );
  expect(good).toHaveLength(1);
  expect(refused).toMatchObject([{ key: 'notes' }]);
});

test('a score cannot be a level and declined at once', () => {
  const value = { id: id(2), level: 3, missingReason: 'declined', reason: '' };
  const { refused } = readAnswers([{ key: `score:${id(3)}`, value, editedAt: now.toISOString() }], now);
  expect(refused[0]?.message).toContain('not both');
});

test('an answer edited after it was looked at, and one never looked at, are unseen', () => {
  const stored = [
    { key: 'notes', editedAt: '2026-03-11T09:30:00.000Z' },
    { key: 'attendance', editedAt: '2026-03-11T09:00:00.000Z' },
    { key: 'assessment', editedAt: '2026-03-11T09:00:00.000Z' },
  ];
  const seen = [
    { key: 'notes', editedAt: '2026-03-11T09:20:00.000Z' },
    { key: 'attendance', editedAt: '2026-03-11T09:00:00.000Z' },
  ];
  expect(unseen(stored, seen).map(({ key }) => key)).toEqual(['notes', 'assessment']);
});

test('the chosen questions come first in the order they were chosen, the others in the framework’s, none twice', () => {
  const outcome = (n: number) => ({
    id: id(n),
    seriesId: id(100 + n),
    code: `O${n}`,
    statement: '',
    question: '',
    studentWording: '',
    evidence: '',
    descriptors: [],
  });
  const types: OutcomeType[] = [
    { id: id(20), code: 'K', name: 'Knowledge', description: '', outcomes: [outcome(1), outcome(2)] },
    { id: id(21), code: 'M', name: 'Motivation', description: '', outcomes: [outcome(3), outcome(4)] },
  ];
  const chosen = [id(104), id(101), id(199)].map((seriesId) => ({ seriesId, reasons: [{ kind: 'never_assessed' as const }] }));
  const asked = inOrder(types, chosen);
  expect(asked.map(({ outcomeId, typeName, chosenFor }) => [outcomeId, typeName, chosenFor !== null])).toEqual([
    [id(4), 'Motivation', true],
    [id(1), 'Knowledge', true],
    [id(2), 'Knowledge', false],
    [id(3), 'Motivation', false],
  ]);
});

test('a mentor holds their own meeting, a lead anybody’s, another mentor not', () => {
  const meeting = { mentorId: id(1), mentorName: 'Mo Farooq' };
  expect(() => requireHolder({ role: 'mentor', memberId: id(1) }, meeting)).not.toThrow();
  expect(() => requireHolder({ role: 'lead', memberId: id(2) }, meeting)).not.toThrow();
  expect(() => requireHolder({ role: 'mentor', memberId: id(2) }, meeting)).toThrow('Mo Farooq');
});

test('an assessment is dated by its meeting, and never in the future', () => {
  expect(assessedOn('2026-03-04', '2026-03-11')).toBe('2026-03-04');
  expect(assessedOn('2026-03-18', '2026-03-11')).toBe('2026-03-11');
});
