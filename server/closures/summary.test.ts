import { expect, test } from 'vitest';
import type { Evidence, EvidenceLine, EvidencePoint } from '@waymark/contract/evidence.ts';
import { suggestSummary } from './summary.ts';

const point = (value: number, shown: string): EvidencePoint => ({ value, shown, from: null, on: '2026-03-01', source: 'hand' });
const line = (more: Partial<EvidenceLine>): EvidenceLine => ({
  id: 'a',
  name: 'Attendance',
  group: null,
  perspective: null,
  baseline: point(88, '88.0%'),
  now: point(95, '95.0%'),
  movement: 'better',
  cannotSay: null,
  ...more,
});
const evidence: Evidence = {
  asOf: '2026-03-11',
  startedOn: '2025-09-03',
  since: '2025-09-03',
  targets: [],
  questions: [
    { key: 'attendance', answer: 'better', cannotSay: null, lines: [line({})] },
    { key: 'behaviour', answer: 'worse', cannotSay: null, lines: [line({ name: 'Behaviour incidents', movement: 'worse' })] },
    {
      key: 'outcomes',
      answer: 'mixed',
      cannotSay: null,
      lines: [
        line({ id: 'k1', perspective: 'mentor', baseline: point(1, 'Level 1 of 4'), now: point(2, 'Level 2 of 4') }),
        line({ id: 'k1', perspective: 'student', baseline: point(2, 'Level 2 of 4'), now: point(3, 'Level 3 of 4') }),
        line({ id: 'k2', perspective: 'mentor', baseline: point(1, 'Level 1 of 4'), now: point(4, 'Level 4 of 4') }),
        line({ id: 'k3', perspective: 'mentor', movement: 'worse' }),
      ],
    },
  ],
  meetings: { held: 12, studentAbsent: 1, mentorAbsent: 0, minutes: 400 },
  actions: { done: 3, notDone: 1, open: 0, overdue: 0, items: [] },
  feedback: [],
};
const ground = {
  firstName: 'Ada',
  programme: 'Aspire',
  mentors: ['Mo Farooq'],
  startedOn: '2025-09-03',
  today: '2026-03-11',
  evidence,
  studentWording: new Map([
    ['k1', 'I know what I could do next.'],
    ['k2', 'I know what I would need.'],
    ['k3', 'I ask for help.'],
  ]),
  plan: '',
};

test('a student reads what moved, furthest first and in their own words, and nothing that went down', () => {
  const text = suggestSummary(ground);
  expect(text).toContain('You took part in Aspire from September 2025 to March 2026. You met 12 times with Mo Farooq.');
  expect(text).toContain('- I know what I would need.\n- I know what I could do next.');
  expect(text).toContain('- Attendance: from 88.0% to 95.0%');
  expect(text).toContain('3 of them are done');
  expect(text).not.toMatch(/incidents|ask for help|Level/);
});

test('where nothing moved the words are kind all the same', () => {
  const still = { ...evidence, questions: [], actions: { ...evidence.actions, done: 0 } };
  expect(suggestSummary({ ...ground, evidence: still })).toContain('Thank you for your time');
});
