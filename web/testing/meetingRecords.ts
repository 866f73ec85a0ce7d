import type { Action } from '@waymark/contract/actions.ts';
import type { CaseloadStudent } from '@waymark/contract/caseload.ts';
import type { Meeting, MeetingChoice } from '@waymark/contract/meetings.ts';
import { testSeat } from './renderPage.tsx';

/*
 * Made-up records for the browser tests of meetings, actions, the day and the caseload: one student of Mo Farooq's, as the
 * API would give them.
 */

const id = (nth: number) => `01920000-0000-7000-8000-${String(nth).padStart(12, '0')}`;
export const adaId = id(100);

export const aMeeting = (more: Partial<Meeting> = {}): Meeting => {
  const date = more.date ?? '2026-11-24';
  const time = more.time ?? '14:30';
  return {
    id: id(200),
    studentId: adaId,
    studentName: 'Ada Byron',
    mentorId: testSeat.memberId,
    mentorName: 'Mo Farooq',
    matchId: id(300),
    programmeName: 'Aspire',
    startsAt: `${date}T${time}:00Z`,
    date,
    time,
    plannedMinutes: 30,
    mode: 'in_person',
    place: 'Library',
    status: 'scheduled',
    minutes: null,
    statusReason: null,
    movedTo: null,
    repeatId: null,
    finishedAt: null,
    version: 1,
    ...more,
  };
};

export const aChoice = (more: Partial<MeetingChoice> = {}): MeetingChoice => ({
  matchId: id(300),
  studentId: adaId,
  studentName: 'Ada Byron',
  mentorId: testSeat.memberId,
  mentorName: 'Mo Farooq',
  programmeName: 'Aspire',
  purpose: '',
  usual: { mode: 'online', place: 'https://meet.example/ada', plannedMinutes: 45 },
  ...more,
});

export const anAction = (more: Partial<Action> = {}): Action => ({
  id: id(400),
  studentId: adaId,
  studentName: 'Ada Byron',
  matchId: id(300),
  mentorId: testSeat.memberId,
  mentorName: 'Mo Farooq',
  meetingId: null,
  seriesId: null,
  outcome: null,
  libraryId: null,
  title: 'List three routes',
  detail: '',
  owner: 'student',
  dueOn: '2026-11-20',
  status: 'open',
  overdue: true,
  closedOn: null,
  closeNote: '',
  sharedWithStudent: true,
  createdAt: '2026-11-01T10:00:00Z',
  version: 1,
  ...more,
});

export const onCaseload = (more: Partial<CaseloadStudent> = {}): CaseloadStudent => ({
  studentId: adaId,
  name: 'Ada Byron',
  yearGroup: 10,
  schoolName: 'Hillside',
  matches: [{ matchId: id(300), programmeName: 'Aspire', purpose: '', startedOn: '2026-09-01' }],
  lastHeldAt: '2026-11-10T14:30:00Z',
  meetingsHeld: 4,
  missedInARow: 0,
  nextMeeting: null,
  unrecorded: null,
  actionsOpen: 2,
  actionsOverdue: 1,
  outcomes: { all: 25, scored: 20, notScored: 5, stale: 3 },
  followUp: [
    { reason: 'overdue_actions', actions: 1, oldestDueOn: '2026-11-20' },
    { reason: 'no_next_meeting' },
    { reason: 'stale_outcomes', outcomes: 3 },
  ],
  ...more,
});
