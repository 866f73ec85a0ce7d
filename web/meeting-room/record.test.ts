import { describe, expect, test } from 'vitest';
import type { AnswerKey } from '@waymark/contract/meeting-answers.ts';
import type { MeetingRecord, Recorded, Room } from '@waymark/contract/meeting-room.ts';
import { recordProblems } from '@waymark/contract/meeting-rules.ts';
import type { KeptAnswer } from '../offline/answers.ts';
import { daysAfter } from '@waymark/contract/days.ts';
import { leftoversOf } from './leftovers.ts';
import { recordOf, rulesOf } from './record.ts';
import { groupsOf, indexOf, progressOf, stepsOf } from './steps.ts';

const question = (outcomeId: string, typeName: string, chosen: boolean) => ({
  outcomeId,
  typeName,
  chosenFor: chosen ? [] : null,
  statement: `About ${outcomeId}`,
});
const room = {
  framework: { versionId: 'version', levels: 4 },
  questions: [question('B', 'Motivation', true), question('A', 'Knowledge', false), question('C', 'Knowledge', false)],
  dueActions: [],
} as unknown as Room;

function answersOf(entries: Record<string, unknown>): ReadonlyMap<AnswerKey, KeptAnswer> {
  return new Map(
    Object.entries(entries).map(([key, value]) => [
      key as AnswerKey,
      { key, value, editedAt: '2026-03-11T09:00:00.000Z', saved: true } as KeptAnswer,
    ]),
  );
}
const score = (id: string, level: number | null, reason = '', missingReason: string | null = null) => ({
  id,
  level,
  missingReason,
  reason,
});
const held = { attendance: 'held', reason: '', mode: 'in_person', minutes: 30, movedTo: null };
const assessment = { id: 'assessment', perspective: 'joint', point: 'review' };

describe('what finishing records', () => {
  test('is nothing until it is said how the meeting came out', () => {
    expect(recordOf(room, answersOf({ 'score:A': score('a', 2) }))).toBeUndefined();
  });

  test('is what was entered, in the order of the questions; a blank action and an empty note are not', () => {
    const record = recordOf(
      room,
      answersOf({
        attendance: held,
        assessment,
        'score:A': score('a', 2, ' with spaces '),
        'score:B': score('b', null, '', 'declined'),
        'score:C': score('c', null, ' '),
        notes: { id: 'n', body: '  ' },
        shared_notes: { id: 's', body: 'Well done. ' },
        'action:X': { id: 'X', title: ' ', detail: '', seriesId: null, libraryId: null, owner: 'student', dueOn: null },
        'proposal:A:L': {
          decision: 'accepted',
          action: { id: 'Y', title: 'List three', detail: '', seriesId: 'sA', libraryId: 'L', owner: 'student', dueOn: '2026-03-25' },
        },
        'proposal:A:M': { decision: 'dismissed', action: null },
        'action_outcome:D': { outcome: 'done', note: '', dueOn: null },
      }),
    );
    expect(record?.assessment).toEqual({
      id: 'assessment',
      frameworkVersionId: 'version',
      perspective: 'joint',
      point: 'review',
      scores: [
        { id: 'b', outcomeId: 'B', level: null, missingReason: 'declined', reason: '' },
        { id: 'a', outcomeId: 'A', level: 2, missingReason: null, reason: 'with spaces' },
      ],
    });
    expect(record?.notes).toEqual([{ id: 's', body: 'Well done.', shared: true }]);
    expect(record?.newActions.map(({ id }) => id)).toEqual(['Y']);
    expect(record?.actionOutcomes).toEqual([{ actionId: 'D', outcome: 'done', note: '', dueOn: null }]);
    expect(record?.seen).toHaveLength(11);
  });

  test('does not drop a reason that lost its level: it is named as a problem', () => {
    const record = recordOf(
      room,
      answersOf({ attendance: held, assessment, 'score:C': score('c', null, 'only a thought') }),
    ) as MeetingRecord;
    const rules = rulesOf({ ...room, meeting: { date: '2026-03-11', time: '09:00' } } as Room);
    expect(recordProblems(record, rules)).toMatchObject([{ code: 'score-empty', outcomeId: 'C' }]);
  });

  test('leaves the levels out of a meeting that was not held, and keeps its notes', () => {
    const record = recordOf(
      room,
      answersOf({
        attendance: { ...held, attendance: 'student_absent', reason: 'Ill' },
        assessment,
        'score:A': score('a', 2),
        notes: { id: 'n', body: 'Rang home.' },
      }),
    );
    expect(record).toMatchObject({
      attendance: 'student_absent',
      reason: 'Ill',
      minutes: null,
      assessment: null,
      notes: [{ body: 'Rang home.' }],
    });
  });

  test('keeps the framework version the meeting was begun with', () => {
    const record = recordOf(
      room,
      answersOf({ attendance: held, assessment, framework: { frameworkVersionId: 'begun with' }, 'score:A': score('a', 2) }),
    );
    expect(record?.assessment?.frameworkVersionId).toBe('begun with');
  });
});

describe('what a device has besides the record', () => {
  const recorded = {
    scores: [{ outcomeId: 'A', statement: '', level: 2, missingReason: null, reason: 'Said so' }],
    notes: [{ id: 'n', body: 'Tired.', shared: false }],
    newActions: [{ id: 'X', title: 'Visit' }],
  } as unknown as Recorded;
  const action = { id: 'X', title: 'Visit', detail: '', seriesId: null, libraryId: null, owner: 'student', dueOn: null };

  test('is nothing where it is what was recorded', () => {
    expect(
      leftoversOf(
        room,
        recorded,
        answersOf({ 'score:A': score('a', 2, 'Said so '), notes: { id: 'n', body: 'Tired. ' }, 'action:X': action }),
      ),
    ).toEqual([]);
  });

  test('is every level, note and action that differs', () => {
    const left = leftoversOf(
      room,
      recorded,
      answersOf({
        'score:A': score('a', 3, 'Said so'),
        'score:C': score('c', 1),
        notes: { id: 'n', body: 'Wide awake.' },
        'action:Z': { ...action, id: 'Z', title: 'Other' },
      }),
    );
    expect(left.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['score A', 'score C', 'note n', 'action Z']);
  });
});

describe('the way through', () => {
  test('asks what is due first and ends with the review; an address that leads nowhere leads to the start', () => {
    const steps = stepsOf({ ...room, dueActions: [{}] } as unknown as Room);
    expect(steps.map(({ name }) => name)).toEqual(['follow-up', 'B', 'A', 'C', 'finish']);
    expect(indexOf(steps, 'A')).toBe(2);
    expect(indexOf(steps, 'gone')).toBe(0);
    expect(indexOf(steps, null)).toBe(0);
  });

  test('counts the day’s questions, or all where none was chosen', () => {
    expect(progressOf(room.questions, (outcome) => outcome === 'B')).toEqual({ answered: 1, total: 1 });
    expect(progressOf(room.questions.slice(1), (outcome) => outcome === 'A')).toEqual({ answered: 1, total: 2 });
  });

  test('lists today’s questions, then the others by outcome type', () => {
    expect(groupsOf(room.questions).map(({ name, questions }) => [name, questions.map(({ outcomeId }) => outcomeId)])).toEqual([
      [null, ['B']],
      ['Knowledge', ['A', 'C']],
    ]);
  });
});

test('a day two weeks on is the same number of days whatever the clocks do', () => {
  expect(daysAfter('2026-03-22', 14)).toBe('2026-04-05');
  expect(daysAfter('2026-12-25', 14)).toBe('2027-01-08');
});
