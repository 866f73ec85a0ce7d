import { expect, test } from 'vitest';
import type { EvidencePoint } from '@waymark/contract/evidence.ts';
import { gcseScale } from '@waymark/contract/measure-values.ts';
import { levelState, targetState, whyUnsaid } from '../targets/rules.ts';
import { answerOf } from './questions.ts';
import { blankEntry, entryProblems, sinceOf, teacherVoice } from './rules.ts';

const of = { startedOn: '2025-09-03', today: '2026-03-11' };
const entry = { ...blankEntry, heldOn: '2026-03-11' };
const fields = (more: Partial<typeof blankEntry>) => entryProblems({ ...entry, ...more }, of).map(({ field }) => field);

test('each decision asks only for what it is made of', () => {
  expect(fields({})).toEqual(['decision']);
  expect(fields({ decision: 'continue' })).toEqual([]);
  expect(fields({ decision: 'step_down' })).toEqual(['plan']);
  expect(fields({ decision: 'refer_on', plan: 'The school nurse, for sleep' })).toEqual([]);
  expect(fields({ decision: 'close' })).toEqual(['decisionNote']);
  expect(fields({ decision: 'change_plan' })).toEqual(['plan']);
  const action = { id: '0192f0c0-0000-7000-8000-000000000001', title: 'Ask for a later bus', owner: 'student' as const, dueOn: null };
  expect(fields({ decision: 'change_plan', actions: [action] })).toEqual([]);
  // what was begun for another decision does not stand in the way
  expect(fields({ decision: 'continue', actions: [{ ...action, title: '' }] })).toEqual([]);
});

test('a review is held between the start and today, and the next comes after it', () => {
  expect(fields({ decision: 'continue', heldOn: null })).toEqual(['heldOn']);
  expect(fields({ decision: 'continue', heldOn: '2026-03-12' })).toEqual(['heldOn']);
  expect(fields({ decision: 'continue', heldOn: '2025-09-02' })).toEqual(['heldOn']);
  expect(fields({ decision: 'continue', nextReviewOn: '2026-03-11' })).toEqual(['nextReviewOn']);
  // a case that closes has no next review, whatever was chosen before
  expect(fields({ decision: 'close', decisionNote: 'Done', nextReviewOn: '2026-03-01' })).toEqual([]);
});

test('a target is reached, nearly reached, not reached, or nothing tells', () => {
  const attendance = { scale: { type: 'percent' as const }, better: 'higher' as const };
  const states = [95, 94.9, 93, 92.9].map((value) => targetState(attendance, { value }, 95));
  expect(states).toEqual(['on', 'near', 'near', 'off']);
  expect(targetState(attendance, { value: null }, 95)).toBe('unknown');
  expect(targetState(attendance, undefined, 95)).toBe('unknown');
  const incidents = { scale: { type: 'count' as const, one: 'incident', other: 'incidents' }, better: 'lower' as const };
  expect([1, 2, 3, 4].map((value) => targetState(incidents, { value }, 2))).toEqual(['on', 'on', 'near', 'off']);
  expect([4, 5, 6].map((value) => targetState({ scale: gcseScale, better: 'higher' }, { value }, 6))).toEqual(['off', 'near', 'on']);
  expect([null, 1, 2, 3, 4].map((level) => levelState(level, 3))).toEqual(['unknown', 'off', 'near', 'on', 'on']);
});

test('nothing is said without a baseline, nor when the baseline is all there is', () => {
  const point = (on: string): EvidencePoint => ({ value: 1, shown: '1', from: null, on, source: 'hand' });
  expect(whyUnsaid(null, null)).toBe('nothing_recorded');
  expect(whyUnsaid(null, point('2026-03-01'))).toBe('no_baseline');
  expect(whyUnsaid(point('2025-09-05'), point('2025-09-05'))).toBe('nothing_new');
  expect(whyUnsaid(point('2025-09-05'), null)).toBe('nothing_new');
  expect(whyUnsaid(point('2025-09-05'), point('2026-03-01'))).toBeNull();
});

test('up and down together are mixed, and what is unknown does not decide', () => {
  const answer = (...movements: ('better' | 'same' | 'worse' | 'unknown')[]) => answerOf(movements.map((movement) => ({ movement })));
  expect(answer()).toBe('unknown');
  expect(answer('unknown', 'same')).toBe('same');
  expect(answer('better', 'same', 'unknown')).toBe('better');
  expect(answer('worse', 'same')).toBe('worse');
  expect(answer('better', 'worse')).toBe('mixed');
});

test('the teacher’s part begins with what teachers sent, each with who said it and when', () => {
  const said = { author: 'Ms Khan', subject: 'Maths', on: '2026-03-03', body: 'Asks good questions.' };
  expect(teacherVoice([said, { ...said, author: 'Mr Lee', subject: '', body: ' ' }])).toBe(
    'Ms Khan (Maths), 3 March 2026:\nAsks good questions.',
  );
});

test('what counts for a review begins the day after the last one', () => {
  expect(sinceOf(null, '2025-09-03')).toBe('2025-09-03');
  expect(sinceOf('2025-12-31', '2025-09-03')).toBe('2026-01-01');
});
