import type { Evidence, EvidenceLine } from '@waymark/contract/evidence.ts';
import type { Review, ReviewRow } from '@waymark/contract/reviews.ts';
import { ids } from '../students/testStudent.ts';

/** For browser tests: a review that is due, with something better, something without a baseline and something not followed. */
export const reviewId = '01920000-0000-7000-8000-00000000a101';
const targetId = '01920000-0000-7000-8000-00000000a102';

const point = (shown: string, on: string) => ({ value: 90, shown, from: null, on, source: 'hand' as const });
const line = (more: Partial<EvidenceLine>): EvidenceLine => ({
  id: ids.match,
  name: 'Attendance',
  group: null,
  perspective: null,
  baseline: point('88.0%', '2025-09-05'),
  now: point('94.0%', '2026-03-01'),
  movement: 'better',
  cannotSay: null,
  ...more,
});

export const evidence: Evidence = {
  asOf: '2026-03-11',
  startedOn: '2025-09-03',
  since: '2025-09-03',
  targets: [
    {
      id: targetId,
      enrolmentId: ids.enrolment,
      measureId: ids.match,
      seriesId: null,
      name: 'Attendance',
      value: 95,
      shown: '95.0%',
      dueOn: null,
      note: '',
      setOn: '2025-09-10',
      setBy: 'Mo Farooq',
      baseline: point('88.0%', '2025-09-05'),
      now: point('94.0%', '2026-03-01'),
      state: 'near',
    },
  ],
  questions: [
    { key: 'attendance', answer: 'better', cannotSay: null, lines: [line({})] },
    {
      key: 'punctuality',
      answer: 'unknown',
      cannotSay: 'no_baseline',
      lines: [line({ id: ids.school, name: 'Punctuality', baseline: null, movement: 'unknown', cannotSay: 'no_baseline' })],
    },
    { key: 'homework', answer: 'unknown', cannotSay: 'not_followed', lines: [] },
    {
      key: 'outcomes',
      answer: 'better',
      cannotSay: null,
      lines: [
        line({
          name: 'Student can ask for help',
          group: 'Independence',
          perspective: 'mentor',
          baseline: point('Level 1 of 4', '2025-09-05'),
          now: point('Level 3 of 4', '2026-03-01'),
        }),
        line({ id: ids.mentor, name: 'Student can plan a week', group: 'Independence', perspective: 'mentor', movement: 'same' }),
      ],
    },
  ],
  meetings: { held: 9, studentAbsent: 2, mentorAbsent: 0, minutes: 270 },
  actions: {
    done: 4,
    notDone: 1,
    open: 1,
    overdue: 1,
    items: [{ id: ids.nextMentor, title: 'Set two alarms', owner: 'student', status: 'open', dueOn: '2026-03-02' }],
  },
  feedback: [{ author: 'Ms Khan', subject: 'Maths', on: '2026-03-03', body: 'Asks good questions.' }],
};

export const dueReview: Review = {
  id: reviewId,
  enrolmentId: ids.enrolment,
  student: { id: ids.student, name: 'Ada Lovelace' },
  programme: 'Aspire',
  kind: 'progress',
  status: 'due',
  dueOn: '2026-03-04',
  closed: false,
  skippedReason: null,
  evidence,
  seen: 'seen',
  entry: {
    heldOn: null,
    voices: { mentor: '', student: '', teacher: 'Ms Khan (Maths), 3 March 2026:\nAsks good questions.', parent: '' },
    decision: null,
    decisionNote: '',
    plan: '',
    targets: [],
    actions: [],
    nextReviewOn: null,
  },
  held: null,
  draftSavedAt: null,
  version: 1,
};

export const reviewRow: ReviewRow = {
  id: reviewId,
  enrolmentId: ids.enrolment,
  student: { id: ids.student, name: 'Ada Lovelace' },
  programme: 'Aspire',
  school: 'Northgate',
  mentors: [{ id: ids.mentor, name: 'Mo Farooq' }],
  kind: 'progress',
  status: 'due',
  dueOn: '2026-03-04',
  daysOverdue: 7,
  begun: false,
  heldOn: null,
  heldBy: null,
  decision: null,
  skippedReason: null,
};
