import { expect, test } from 'vitest';
import type { MeetingRecord } from './meeting-room.ts';
import { recordProblems, type RecordRules } from './meeting-rules.ts';

const rules: RecordRules = { requireReason: true, levels: 4, outcomeIds: new Set(['A', 'B', 'C']), date: '2026-11-02', time: '10:00' };
const score = (outcomeId: string, level: number | null, reason = 'He said so.', missingReason: 'declined' | null = null) => ({
  id: `score-${outcomeId}`,
  outcomeId,
  level,
  missingReason,
  reason,
});
const record = (part: Partial<MeetingRecord>, ...scores: ReturnType<typeof score>[]): MeetingRecord => ({
  attendance: 'held',
  reason: '',
  mode: 'in_person',
  minutes: 30,
  movedTo: null,
  assessment:
    scores.length === 0 ? null : { id: 'assessment', frameworkVersionId: 'version', perspective: 'mentor', point: 'progress', scores },
  notes: [],
  newActions: [],
  actionOutcomes: [],
  seen: [],
  ...part,
});
const codes = (given: MeetingRecord, changed: Partial<RecordRules> = {}) =>
  recordProblems(given, { ...rules, ...changed }).map(({ code, field }) => `${code} at ${field}`);

test('a held meeting with reasons for its levels may be recorded', () => {
  expect(codes(record({}, score('A', 1), score('B', 4)))).toEqual([]);
});

test('a meeting in which nothing was scored may be recorded', () => {
  expect(codes(record({}))).toEqual([]);
});

test('every required reason that is missing is named, not only the first', () => {
  expect(codes(record({}, score('A', 2, ''), score('B', 3), score('C', 1, '')))).toEqual([
    'reason-missing at assessment.scores.0.reason',
    'reason-missing at assessment.scores.2.reason',
  ]);
});

test('a student who declined needs no reason beside it', () => {
  expect(codes(record({}, score('A', null, '', 'declined')))).toEqual([]);
});

test('an organisation that asks for no reasons gets none asked', () => {
  expect(codes(record({}, score('A', 2, '')), { requireReason: false })).toEqual([]);
});

test('a level off the scale is named', () => {
  expect(codes(record({}, score('A', 5), score('B', 0)))).toEqual([
    'level-out-of-range at assessment.scores.0.level',
    'level-out-of-range at assessment.scores.1.level',
  ]);
});

test('an outcome of another version of the framework is named', () => {
  expect(codes(record({}, score('Z', 2)))).toEqual(['outcome-of-another-version at assessment.scores.0.outcomeId']);
});

test('a score is a level or a reason for having none', () => {
  expect(codes(record({}, score('A', null), score('B', 2, 'x', 'declined')))).toEqual([
    'score-empty at assessment.scores.0.level',
    'score-empty at assessment.scores.1.level',
  ]);
});

test('one outcome is scored once', () => {
  expect(codes(record({}, score('A', 2), score('A', 3)))).toEqual(['score-doubled at assessment.scores.1.outcomeId']);
});

test('scores are recorded for a held meeting only', () => {
  expect(codes(record({ attendance: 'student_absent', minutes: null }, score('A', 2)))).toEqual(['scores-not-held at assessment']);
});

test('a held meeting says how long it was', () => {
  expect(codes(record({ minutes: null }))).toEqual(['minutes-missing at minutes']);
  expect(codes(record({ minutes: 481 }))).toEqual(['minutes-out-of-range at minutes']);
});

test('a moved meeting names its new time, and it is another', () => {
  expect(codes(record({ attendance: 'moved', minutes: null }))).toEqual(['new-time-missing at movedTo']);
  const same = { meetingId: 'm', date: '2026-11-02', time: '10:00' };
  expect(codes(record({ attendance: 'moved', minutes: null, movedTo: same }))).toEqual(['new-time-same at movedTo.time']);
});

test('one action has one outcome', () => {
  const done = { actionId: 'a', outcome: 'done' as const, note: '', dueOn: null };
  expect(codes(record({ actionOutcomes: [done, { ...done, outcome: 'not_done' }] }))).toEqual([
    'action-doubled at actionOutcomes.1.actionId',
  ]);
});

test('an action says what is to be done, and is agreed once', () => {
  const action = {
    id: 'x',
    seriesId: null,
    libraryId: null,
    title: 'Visit the open day',
    detail: '',
    owner: 'student' as const,
    dueOn: null,
  };
  expect(codes(record({ newActions: [action] }))).toEqual([]);
  expect(codes(record({ newActions: [{ ...action, title: ' ' }, action] }))).toEqual([
    'action-untitled at newActions.0.title',
    'action-doubled at newActions.1.id',
  ]);
});
