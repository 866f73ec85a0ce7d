import type { CaseloadStudent, FollowUpReason } from '@waymark/contract/caseload.ts';

const plural = new Intl.PluralRules('en-GB');
const count = (n: number, one: string, other: string) => `${n} ${plural.select(n) === 'one' ? one : other}`;

export const caseload = {
  title: 'Caseload',
  titleOf: (mentor: string) => `Caseload of ${mentor}`,
  lead: 'Your students, those who most need follow-up first.',
  leadOf: 'Those who most need follow-up first.',
  mentor: 'Mentor',
  mentorPlaceholder: 'Choose a mentor',
  mentorChoice: (name: string, students: number) => `${name} (${count(students, 'student', 'students')})`,
  chooseTitle: 'Whose caseload?',
  choose: 'Choose a mentor to see their students, when they last met and what is due.',
  emptyTitle: 'No students on this caseload',
  empty: 'Students appear here as soon as they are matched. A programme lead makes matches.',
  search: 'Find on this caseload',
  onlyFollowUp: 'Only those who need follow-up',
  sort: 'Order',
  sorts: { followUp: 'Follow-up', name: 'Name', contact: 'Longest without contact', next: 'Next meeting' },
  noneLeft: 'Nobody fits what you are looking for.',
  count: (shown: number, all: number) =>
    shown === all ? count(all, 'student', 'students') : `${shown} of ${count(all, 'student', 'students')}`,
  columns: {
    student: 'Student',
    followUp: 'Follow-up',
    contact: 'Last contact',
    next: 'Next meeting',
    actions: 'Actions',
    outcomes: 'Outcomes',
  },
  year: (year: number) => `Year ${year}`,
  never: 'Never met',
  noNext: 'None',
  missed: (n: number) => `${n} missed in a row`,
  held: (n: number) => count(n, 'meeting', 'meetings'),
  actions: (open: number, overdue: number) =>
    open === 0 ? 'None open' : overdue === 0 ? `${open} open` : `${open} open, ${overdue} overdue`,
  outcomes: ({ all, scored }: CaseloadStudent['outcomes']) => `${scored} of ${all} scored`,
  notScored: (n: number) => `${n} not yet scored`,
  stale: (n: number) => `${n} gone stale`,
  nothing: 'Nothing to do',
  why: 'Why',
  reason: (reason: FollowUpReason, date: (day: string) => string): string => {
    switch (reason.reason) {
      case 'missed_in_a_row':
        return `Missed ${reason.meetings} in a row`;
      case 'no_contact':
        return reason.ever
          ? `No contact for ${count(reason.weeks, 'week', 'weeks')}`
          : `Not met in ${count(reason.weeks, 'week', 'weeks')} since the match`;
      case 'overdue_actions':
        return reason.actions === 1
          ? `Action overdue since ${date(reason.oldestDueOn)}`
          : `${reason.actions} actions overdue, the oldest since ${date(reason.oldestDueOn)}`;
      case 'meeting_not_recorded':
        return reason.meetings === 1 ? 'A meeting is not recorded' : `${reason.meetings} meetings are not recorded`;
      case 'review_overdue':
        return `Review ${count(reason.days, 'day', 'days')} overdue`;
      case 'no_baseline':
        return 'No baseline';
      case 'no_next_meeting':
        return 'No next meeting';
      case 'stale_outcomes':
        return `${count(reason.outcomes, 'outcome', 'outcomes')} gone stale`;
    }
  },
  explained: (weeks: number, days: number) =>
    `No contact counts from ${count(weeks, 'week', 'weeks')}, an outcome is stale after ${count(days, 'day', 'days')}. Your organisation sets both.`,
};
