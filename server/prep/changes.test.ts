import { describe, expect, test } from 'vitest';
import { changesSince, scoredIn, type Since } from './changes.ts';
import type { PastAction, PastEvent, PastScore } from './queries.ts';

const since: Since = { at: '2026-10-01T10:00:00.000Z', day: '2026-10-01', lastMeetingId: 'last' };

function score(more: Partial<PastScore>): PastScore {
  return {
    seriesId: 'apply',
    statement: 'Can name a course',
    on: '2026-10-05',
    level: 2,
    missingReason: null,
    perspective: 'mentor',
    point: 'progress',
    by: 'Mo Farooq',
    meetingId: null,
    recordedAt: `${more.on ?? '2026-10-05'}T12:00:00.000Z`,
    recordedOn: more.on ?? '2026-10-05',
    amendmentReason: null,
    amendedBy: null,
    ...more,
  };
}

function action(more: Partial<PastAction>): PastAction {
  return {
    id: 'a',
    title: 'Visit the library',
    detail: '',
    owner: 'student',
    dueOn: null,
    seriesId: null,
    status: 'open',
    setOn: '2026-10-03',
    closedOn: null,
    closeNote: '',
    meetingId: null,
    closedMeetingId: null,
    ...more,
  };
}

describe('what changed since the last meeting', () => {
  test('is a score by somebody else, with the level of that perspective before it', () => {
    const scores = [
      score({ on: '2026-09-01', level: 1 }),
      score({ on: '2026-09-02', level: 4, perspective: 'student' }),
      score({ on: '2026-10-05', level: 3, by: 'Nia Bowen' }),
    ];
    expect(changesSince(since, scores, [], [])).toEqual([
      {
        kind: 'scored',
        on: '2026-10-05',
        by: 'Nia Bowen',
        perspective: 'mentor',
        statement: 'Can name a course',
        level: 3,
        previousLevel: 1,
      },
    ]);
  });

  test('is not what was scored or agreed in that meeting itself', () => {
    const scores = [score({ on: '2026-10-01', meetingId: 'last', recordedAt: '2026-10-01T10:40:00.000Z' })];
    const actions = [
      action({ setOn: '2026-10-01', meetingId: 'last' }),
      action({ status: 'done', closedOn: '2026-10-01', closedMeetingId: 'last' }),
    ];
    expect(changesSince(since, scores, actions, [])).toEqual([]);
  });

  test('is a correction made since, of however old a score', () => {
    const scores = [
      score({
        on: '2026-05-01',
        recordedAt: '2026-10-04T09:00:00.000Z',
        recordedOn: '2026-10-04',
        amendmentReason: 'Mis-keyed',
        amendedBy: 'Lea',
      }),
    ];
    expect(changesSince(since, scores, [], [])).toEqual([
      { kind: 'amended', on: '2026-10-04', by: 'Lea', statement: 'Can name a course', reason: 'Mis-keyed' },
    ]);
  });

  test('is actions set and closed, meetings missed, a new mentor: newest first', () => {
    const events: PastEvent[] = [
      { kind: 'meeting', on: '2026-10-08', mentor: 'Mo Farooq', text: 'Bus was late', status: 'student_absent' },
      { kind: 'match_started', on: '2026-10-02', mentor: 'Nia Bowen', text: 'Maths', status: '' },
    ];
    const actions = [
      action({}),
      action({ id: 'b', title: 'Email the college', status: 'done', closedOn: '2026-10-06', closeNote: 'They replied' }),
    ];
    expect(changesSince(since, [], actions, events)).toEqual([
      { kind: 'meeting', on: '2026-10-08', mentor: 'Mo Farooq', status: 'student_absent', reason: 'Bus was late' },
      { kind: 'action_closed', on: '2026-10-06', title: 'Email the college', status: 'done', note: 'They replied' },
      { kind: 'action_set', on: '2026-10-03', title: 'Visit the library' },
      { kind: 'match_started', on: '2026-10-02', mentor: 'Nia Bowen', purpose: 'Maths' },
    ]);
  });

  test('is cut to sixty, the oldest left out', () => {
    const many = Array.from({ length: 80 }, (_, index) => score({ on: `2026-11-${String((index % 28) + 1).padStart(2, '0')}` }));
    const changes = changesSince(since, many, [], []);
    expect(changes).toHaveLength(60);
    expect(changes[0]?.on).toBe('2026-11-28');
  });
});

test('what was scored in the last meeting is shown with the level before it, whoever gave that', () => {
  const scores = [
    score({ on: '2026-09-01', level: 1, by: 'Predecessor' }),
    score({ on: '2026-10-01', level: 2, meetingId: 'last' }),
    score({ seriesId: 'revise', statement: 'Revises to a plan', on: '2026-10-01', level: 3, meetingId: 'last' }),
    score({ seriesId: 'ask', on: '2026-10-01', level: null, missingReason: 'declined', meetingId: 'last' }),
  ];
  expect(scoredIn('last', scores)).toEqual([
    { seriesId: 'apply', statement: 'Can name a course', level: 2, previousLevel: 1 },
    { seriesId: 'revise', statement: 'Revises to a plan', level: 3, previousLevel: null },
  ]);
});
