import { expect, test } from 'vitest';
import fc from 'fast-check';
import { type FollowUpFacts, byFollowUp, followUpReasons, followUpWeight, weights } from './follow-up.ts';

const today = '2026-11-24';
const settings = { noContactWeeks: 3 };
const well: FollowUpFacts = {
  matchedOn: '2026-09-01',
  lastHeldOn: '2026-11-17',
  missedInARow: 0,
  hasNextMeeting: true,
  unrecordedMeetings: 0,
  overdueActions: 0,
  oldestOverdueOn: null,
  reviewDueOn: null,
  scoredOutcomes: 20,
  staleOutcomes: 0,
};
const reasonsOf = (facts: Partial<FollowUpFacts>) => followUpReasons({ ...well, ...facts }, settings, today).map(({ reason }) => reason);

test('a student met last week, with a date for the next meeting, needs nothing', () => {
  expect(reasonsOf({})).toEqual([]);
});

test('no contact counts from the third week to the day', () => {
  expect(reasonsOf({ lastHeldOn: '2026-11-04' })).toEqual([]);
  expect(followUpReasons({ ...well, lastHeldOn: '2026-11-03' }, settings, today)).toEqual([{ reason: 'no_contact', weeks: 3, ever: true }]);
});

test('a new match is not late on its first day, but is when nobody met for three weeks', () => {
  expect(reasonsOf({ lastHeldOn: null, matchedOn: today })).toEqual([]);
  expect(followUpReasons({ ...well, lastHeldOn: null, matchedOn: '2026-10-27' }, settings, today)).toEqual([
    { reason: 'no_contact', weeks: 4, ever: false },
  ]);
});

test('one missed meeting is no reason, two in a row are', () => {
  expect(reasonsOf({ missedInARow: 1 })).toEqual([]);
  expect(reasonsOf({ missedInARow: 2 })).toEqual(['missed_in_a_row']);
});

test('an overdue action says how many and since when', () => {
  expect(followUpReasons({ ...well, overdueActions: 2, oldestOverdueOn: '2026-11-20' }, settings, today)).toEqual([
    { reason: 'overdue_actions', actions: 2, oldestDueOn: '2026-11-20' },
  ]);
});

test('a student without a score, a date, or with outcomes gone stale is named for each', () => {
  expect(reasonsOf({ scoredOutcomes: 0 })).toEqual(['no_baseline']);
  expect(reasonsOf({ hasNextMeeting: false })).toEqual(['no_next_meeting']);
  expect(reasonsOf({ staleOutcomes: 4 })).toEqual(['stale_outcomes']);
  expect(reasonsOf({ unrecordedMeetings: 1 })).toEqual(['meeting_not_recorded']);
});

test('a review that is overdue says by how many days', () => {
  expect(followUpReasons({ ...well, reviewDueOn: '2026-11-14' }, settings, today)).toEqual([{ reason: 'review_overdue', days: 10 }]);
});

test('all reasons together are given, the heaviest first', () => {
  expect(
    reasonsOf({
      missedInARow: 3,
      lastHeldOn: null,
      overdueActions: 1,
      oldestOverdueOn: '2026-11-01',
      unrecordedMeetings: 1,
      reviewDueOn: '2026-11-14',
      scoredOutcomes: 0,
      hasNextMeeting: false,
      staleOutcomes: 2,
    }),
  ).toEqual([
    'missed_in_a_row',
    'no_contact',
    'overdue_actions',
    'meeting_not_recorded',
    'review_overdue',
    'no_baseline',
    'no_next_meeting',
    'stale_outcomes',
  ]);
});

const student = (name: string, lastHeldAt: string | null, facts: Partial<FollowUpFacts>) => ({
  name,
  lastHeldAt,
  followUp: followUpReasons({ ...well, ...facts }, settings, today),
});

test('the order goes by weight, then longest without contact, then name', () => {
  const ordered = byFollowUp([
    student('Well', '2026-11-20T10:00:00Z', {}),
    student('Stale', '2026-11-20T10:00:00Z', { staleOutcomes: 1 }),
    student('Dateless B', '2026-11-18T10:00:00Z', { hasNextMeeting: false }),
    student('Dateless A', '2026-11-18T10:00:00Z', { hasNextMeeting: false }),
    student('Dateless sooner', '2026-11-10T10:00:00Z', { hasNextMeeting: false }),
    student('Dateless never', null, { hasNextMeeting: false }),
    student('Missed', '2026-11-20T10:00:00Z', { missedInARow: 2 }),
  ]);
  expect(ordered.map(({ name }) => name)).toEqual([
    'Missed',
    'Dateless never',
    'Dateless sooner',
    'Dateless A',
    'Dateless B',
    'Stale',
    'Well',
  ]);
});

test('one more thing wrong never moves a student down', () => {
  const facts = fc.record({
    matchedOn: fc.constant('2026-09-01'),
    lastHeldOn: fc.constantFrom(null, '2026-11-17', '2026-10-01'),
    missedInARow: fc.nat(4),
    hasNextMeeting: fc.boolean(),
    unrecordedMeetings: fc.nat(2),
    overdueActions: fc.constant(0),
    oldestOverdueOn: fc.constant(null),
    reviewDueOn: fc.constantFrom(null, '2026-11-20'),
    scoredOutcomes: fc.nat(3),
    staleOutcomes: fc.nat(3),
  });
  fc.assert(
    fc.property(facts, (one) => {
      const before = followUpWeight(followUpReasons(one, settings, today));
      const after = followUpWeight(followUpReasons({ ...one, overdueActions: 1, oldestOverdueOn: '2026-11-01' }, settings, today));
      return after === before + weights.overdue_actions;
    }),
  );
});
