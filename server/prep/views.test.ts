import { expect, test } from 'vitest';
import { actionsBySeries, mentorView, studentView, type StandingRow } from './views.ts';

const standing = (
  perspective: StandingRow['perspective'],
  latestLevel: number | null,
  on: string,
  more: Partial<StandingRow> = {},
): StandingRow => ({
  seriesId: 's',
  perspective,
  latestLevel,
  latestOn: latestLevel === null ? null : on,
  previousLevel: null,
  lastAskedOn: on,
  lastMissingReason: null,
  ...more,
});

test("the mentor's side is the later of the mentor's and the joint score, never something between", () => {
  const mentor = standing('mentor', 2, '2026-09-01', { previousLevel: 1 });
  const joint = standing('joint', 4, '2026-10-01', { previousLevel: 3 });
  expect(mentorView([mentor, joint])).toMatchObject({ level: 4, on: '2026-10-01', previousLevel: 3 });
  expect(mentorView([mentor, { ...joint, latestOn: '2026-08-01', lastAskedOn: '2026-08-01' }])).toMatchObject({
    level: 2,
    previousLevel: 1,
  });
  expect(mentorView([mentor, { ...joint, latestOn: '2026-09-01' }])).toMatchObject({ level: 2 });
});

test('a level stays when the outcome came up later without one', () => {
  const view = mentorView([standing('mentor', 2, '2026-09-01'), standing('joint', null, '2026-10-01', { lastMissingReason: 'declined' })]);
  expect(view).toEqual({ level: 2, on: '2026-09-01', previousLevel: null, askedOn: '2026-10-01', missingReason: 'declined' });
});

test('who has no standing has no view, and the student’s own is theirs alone', () => {
  expect(mentorView([standing('student', 3, '2026-09-01')])).toBeNull();
  expect(studentView([standing('student', 3, '2026-09-01'), standing('mentor', 1, '2026-09-01')])).toMatchObject({ level: 3 });
});

test('of several actions for an outcome the one due soonest counts; those without a day or an outcome do not', () => {
  const actions = [
    { id: 'b', title: 'Later', dueOn: '2026-11-02', seriesId: 's' },
    { id: 'a', title: 'Sooner', dueOn: '2026-11-01', seriesId: 's' },
    { id: 'c', title: 'Some day', dueOn: null, seriesId: 's' },
    { id: 'd', title: 'Anything', dueOn: '2026-10-01', seriesId: null },
  ];
  expect([...actionsBySeries(actions)]).toEqual([['s', { id: 'a', title: 'Sooner', dueOn: '2026-11-01' }]]);
});
