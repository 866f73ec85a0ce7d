import { expect, test } from 'vitest';
import { canMentor, cutOff, endProblem, handoverProblem, matchProblem, type MatchStart, type PlannedHandover } from './rules.ts';

const mo = { name: 'Mo Farooq', role: 'mentor', status: 'active' };

const start: MatchStart = {
  startedOn: '2026-11-20',
  student: { name: 'Ada Lovelace', leftOn: null },
  mentor: mo,
  enrolment: { startedOn: '2026-09-01', endedOn: null, programme: 'Aspire' },
  already: false,
};

test('a match can start for an enrolled student with a mentor who has a seat', () => {
  expect(matchProblem(start)).toBeUndefined();
});

test.each<[string, Partial<MatchStart>, RegExp]>([
  ['a student who left', { student: { name: 'Ada Lovelace', leftOn: '2026-07-17' } }, /left on 17 July 2026/],
  ['somebody unknown', { mentor: undefined }, /not a member/],
  ['a mentor whose seat has ended', { mentor: { ...mo, status: 'ended' } }, /no mentor's seat/],
  ['a lead', { mentor: { ...mo, role: 'lead' } }, /no mentor's seat/],
  ['a student not enrolled', { enrolment: undefined }, /Enrol them/],
  [
    'an enrolment that ended',
    { enrolment: { startedOn: '2025-09-01', endedOn: '2026-07-17', programme: 'Aspire' } },
    /ends on 17 July 2026/,
  ],
  ['a day before the enrolment', { startedOn: '2026-08-31' }, /starts on 1 September 2026/],
  ['the same mentor a second time', { already: true }, /already mentors/],
])('a match with %s is refused, with the reason', (_, change, message) => {
  expect(matchProblem({ ...start, ...change })).toMatch(message);
});

test('an invited mentor may be given students before they first sign in; a name on old records may not', () => {
  expect(canMentor({ ...mo, status: 'invited' })).toBe(true);
  expect(canMentor({ ...mo, status: 'record_only' })).toBe(false);
});

test('a match may end on the day it started, which takes it back, and not earlier', () => {
  expect(endProblem('2026-11-20', '2026-11-20', '2026-11-20')).toBeUndefined();
  expect(endProblem('2026-11-19', '2026-11-20', '2026-11-20')).toMatch(/cannot end before/);
  expect(endProblem('2062-11-20', '2026-11-20', '2026-11-20')).toMatch(/more than a year/);
});

test('a match that ends today keeps this morning’s meetings; on another day, all of the day’s go', () => {
  const now = new Date('2026-06-10T11:30:00Z');
  expect(cutOff('2026-06-10', now, 'Europe/London')).toBe('2026-06-10T11:30:00Z');
  // midnight in British summer time
  expect(cutOff('2026-06-12', now, 'Europe/London')).toBe('2026-06-11T23:00:00Z');
  expect(cutOff('2026-06-01', now, 'Europe/London')).toBe('2026-05-31T23:00:00Z');
  // still the tenth in London, the eleventh in Auckland
  expect(cutOff('2026-06-11', new Date('2026-06-10T13:00:00Z'), 'Pacific/Auckland')).toBe('2026-06-10T13:00:00Z');
});

const plan: PlannedHandover = {
  from: '2026-11-20',
  today: '2026-11-20',
  match: { startedOn: '2026-09-01', endedOn: null, changed: false },
  student: { name: 'Ada Lovelace' },
  fromMentorId: 'a',
  toMentorId: 'b',
  toMentor: mo,
  already: false,
};

test('a match can be handed over from today', () => {
  expect(handoverProblem(plan)).toBeUndefined();
});

test.each<[string, Partial<PlannedHandover>, RegExp]>([
  ['that somebody else ended', { match: { ...plan.match, endedOn: '2026-11-20', changed: true } }, /ended by somebody else/],
  ['that somebody else changed', { match: { ...plan.match, changed: true } }, /changed by somebody else/],
  ['that ends before', { from: '2027-01-08', match: { ...plan.match, endedOn: '2026-12-18' } }, /ends on 18 December 2026/],
  ['from a day gone by', { from: '2026-11-19' }, /today or later/],
  ['to the same mentor', { toMentorId: 'a' }, /already/],
  ['to a mentor without a seat', { toMentor: { ...mo, status: 'ended' } }, /no mentor's seat/],
  ['to a mentor the student has already', { already: true }, /End this match instead/],
  ['before it starts', { match: { ...plan.match, startedOn: '2026-12-01' } }, /only starts/],
])('a match %s is not handed over, with the reason', (_, change, message) => {
  expect(handoverProblem({ ...plan, ...change })).toMatch(message);
});
