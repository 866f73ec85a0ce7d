import { expect, test } from 'vitest';
import type { Feedback } from '@waymark/contract/feedback.ts';
import { classroomNow } from './classroom.ts';

const said = (on: string): Feedback => ({
  id: on,
  studentId: 's',
  author: 'Ms Hall',
  subject: 'Maths',
  givenAt: `${on}T12:00:00Z`,
  answers: {},
  goingWell: on,
  wouldHelp: '',
  asked: null,
  toldTo: null,
  sharedWithStudent: false,
});

test('what was said since the last meeting stands first and is all there; of before, the latest three of twelve weeks', () => {
  const feedback = ['2026-03-10', '2026-03-05', '2026-03-01', '2026-02-20', '2026-02-10', '2026-02-01', '2025-11-01'].map(said);
  const shown = classroomNow(feedback, '2026-03-04T10:00:00Z', '2026-03-11');
  expect(shown.map(({ goingWell, sinceLast }) => [goingWell, sinceLast])).toEqual([
    ['2026-03-10', true],
    ['2026-03-05', true],
    ['2026-03-01', false],
    ['2026-02-20', false],
    ['2026-02-10', false],
  ]);
  expect(classroomNow([said('2025-11-01')], '2026-03-04T10:00:00Z', '2026-03-11')).toEqual([]);
});
