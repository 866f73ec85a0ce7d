import { longWait, type ProvisionTable } from '@waymark/contract/provision.ts';
import type { EnrolmentRow, ReferralRow } from './queries.ts';
import { bySchool, byYear, counting, median, saying, tableOf, weekdaysBetween, whole, type Grouping } from './rules.ts';

type Left = ProvisionTable['left'];

const undecided = ({ status }: ReferralRow): boolean => status === 'open' || status === 'waiting';
const decided = ({ status }: ReferralRow): boolean => status === 'accepted' || status === 'declined' || status === 'redirected';

/** Left out for something that is counted on the way; nobody is not worth a line. */
const leftOut = (left: Left, ...more: Left): Left => [...left, ...more.filter(({ n }) => n > 0)];

/** Who was referred and why: by reason, school and year group. */
export function referralTables(rows: readonly ReferralRow[], left: Left): ProvisionTable[] {
  const figures = [
    whole<ReferralRow>('referrals', 'Referrals'),
    counting<ReferralRow>('accepted', 'Accepted', ({ status }) => status === 'accepted'),
    counting<ReferralRow>('declined', 'Declined', ({ status }) => status === 'declined'),
    counting<ReferralRow>('redirected', 'Referred on', ({ status }) => status === 'redirected'),
    counting<ReferralRow>('undecided', 'Undecided', undecided),
    counting<ReferralRow>('withdrawn', 'Withdrawn', ({ status }) => status === 'withdrawn'),
  ];
  const byReason: Grouping<ReferralRow> = {
    groups: ({ reasons }) => (reasons.length === 0 ? [{ key: 'none', label: 'No reason given', place: 100_000 }] : reasons),
    additive: false,
  };
  const about = { what: 'referrals received in the period', left, figures, total: 'All referrals' };
  return [
    tableOf(rows, {
      ...about,
      key: 'reason',
      caption: 'Referrals by reason',
      by: byReason,
      note: 'A referral with several reasons stands in each of their rows, and once in the last.',
    }),
    tableOf(rows, { ...about, key: 'school', caption: 'Referrals by school', by: bySchool }),
    tableOf(rows, { ...about, key: 'year', caption: 'Referrals by year group', by: byYear }),
  ];
}

/** What was decided and how long that took. */
export function waitingTables(rows: readonly ReferralRow[], left: Left): ProvisionTable[] {
  const waits = rows.filter(decided).map((row) => ({ ...row, waited: weekdaysBetween(row.receivedOn, row.decidedOn ?? row.receivedOn) }));
  type Wait = (typeof waits)[number];
  const band = (key: string, header: string, above: number, upTo: number) =>
    counting<Wait>(key, header, ({ waited }) => waited > above && waited <= upTo);
  const figures = [
    whole<Wait>('decided', 'Decided'),
    band('week', 'Up to 5 days', -1, 5),
    band('fortnight', '6 to 10 days', 5, 10),
    band('month', `11 to ${longWait} days`, 10, longWait),
    band('longer', `More than ${longWait} days`, longWait, Infinity),
    saying<Wait>('median', 'Median days', 'middle', (these) => median(these.map(({ waited }) => waited))),
    saying<Wait>('longest', 'Longest days', 'middle', (these) =>
      these.length === 0 ? null : Math.max(...these.map(({ waited }) => waited)),
    ),
    saying<Wait>('beyond', `Share beyond ${longWait} days`, 'share', (these) =>
      these.length === 0 ? null : these.filter(({ waited }) => waited > longWait).length / these.length,
    ),
  ];
  const labels = { accepted: 'Accepted', declined: 'Declined', redirected: 'Referred on' };
  const byDecision: Grouping<Wait> = {
    groups: ({ status }) => {
      const place = Object.keys(labels).indexOf(status);
      return [{ key: status, label: labels[status as keyof typeof labels], place }];
    },
    additive: true,
  };
  const about = {
    what: 'referrals received in the period and decided',
    left: leftOut(
      left,
      { n: rows.filter(undecided).length, why: 'not decided yet' },
      { n: rows.filter(({ status }) => status === 'withdrawn').length, why: 'withdrawn' },
    ),
    note: 'Days are Monday to Friday. School holidays are not recorded here and count as days.',
    figures,
    total: 'All decided',
  };
  return [
    tableOf(waits, { ...about, key: 'waits', caption: 'Days from referral to decision, by decision', by: byDecision }),
    tableOf(waits, { ...about, key: 'waits-school', caption: 'Days from referral to decision, by school', by: bySchool }),
  ];
}

const byProgramme: Grouping<EnrolmentRow> = {
  groups: ({ programmeId, programme }) => [{ key: programmeId, label: programme, place: 0 }],
  additive: true,
};

/** How many were mentored, and how much. */
export function mentoringTables(rows: readonly EnrolmentRow[], left: Left): ProvisionTable[] {
  const sum = (key: 'held' | 'missed' | 'minutes', header: string) =>
    saying<EnrolmentRow>(key, header, 'sum', (these) => these.reduce((all, row) => all + row[key], 0));
  const students = new Set(rows.map(({ studentId }) => studentId)).size;
  const figures = [
    whole<EnrolmentRow>('enrolments', 'Enrolments'),
    counting<EnrolmentRow>('matched', 'With a mentor', ({ matched }) => matched),
    counting<EnrolmentRow>('unmatched', 'Without a mentor', ({ matched }) => !matched),
    sum('held', 'Meetings held'),
    sum('missed', 'Student absent'),
    sum('minutes', 'Minutes'),
  ];
  const band = (key: string, header: string, least: number, most: number) =>
    counting<EnrolmentRow>(key, header, ({ held }) => held >= least && held <= most);
  const dose = [
    whole<EnrolmentRow>('enrolments', 'Enrolments'),
    band('none', 'No meeting', 0, 0),
    band('few', '1 to 3', 1, 3),
    band('some', '4 to 6', 4, 6),
    band('many', '7 to 12', 7, 12),
    band('most', '13 or more', 13, Infinity),
    saying<EnrolmentRow>('middle', 'Median meetings', 'middle', (these) => median(these.map(({ held }) => held))),
    saying<EnrolmentRow>('middle-minutes', 'Median minutes', 'middle', (these) => median(these.map(({ minutes }) => minutes))),
  ];
  const about = {
    what: 'enrolments open at some time of the period',
    left,
    total: 'All enrolments',
    note: students === rows.length ? '' : 'An enrolment is one student in one programme: a student in two programmes counts twice.',
  };
  return [
    tableOf(rows, { ...about, key: 'programme', caption: 'Mentored students and meetings, by programme', figures, by: byProgramme }),
    tableOf(rows, { ...about, key: 'school', caption: 'Mentored students and meetings, by school', figures, by: bySchool }),
    tableOf(rows, { ...about, key: 'year', caption: 'Mentored students and meetings, by year group', figures, by: byYear }),
    tableOf(rows, { ...about, key: 'dose', caption: 'How many meetings each enrolment had in the period', figures: dose, by: byProgramme }),
  ];
}

/** A reason in people's own words is shown only when so many gave it: a rare one may be about somebody. */
const sharedReason = 3;

/** How cases ended: planned or early, who ended them, and the reasons given most. */
export function endingTables(rows: readonly EnrolmentRow[], to: string, today: string, left: Left): ProvisionTable[] {
  const ended = rows.filter(({ endedOn }) => endedOn !== null && endedOn <= to && endedOn <= today);
  const by = (key: string, header: string, who: EnrolmentRow['endedBy']) =>
    counting<EnrolmentRow>(key, header, ({ endedBy }) => endedBy === who);
  const figures = [
    whole<EnrolmentRow>('ended', 'Ended'),
    by('mentor', 'By the mentor', 'mentor'),
    by('student', 'By the student', 'student'),
    by('family', 'By the family', 'family'),
    by('school', 'By the school', 'school'),
    by('by-programme', 'By the programme', 'programme'),
    by('unsaid', 'Not recorded', null),
  ];
  const kinds = { planned: 'As planned', early: 'Early', none: 'Not recorded' };
  const byKind: Grouping<EnrolmentRow> = {
    groups: ({ endKind }) => {
      const key = endKind ?? 'none';
      return [{ key, label: kinds[key], place: Object.keys(kinds).indexOf(key) }];
    },
    additive: true,
  };
  const reasonOf = ({ endReason }: EnrolmentRow) => (endReason ?? '').trim().toLowerCase();
  const given = Map.groupBy(ended, reasonOf);
  const byReason: Grouping<EnrolmentRow> = {
    groups: (row) => {
      const reason = reasonOf(row);
      const these = given.get(reason) ?? [];
      if (reason === '') return [{ key: 'none', label: 'No reason recorded', place: 2 }];
      if (these.length < sharedReason)
        return [{ key: 'other', label: `Other reasons, each given fewer than ${sharedReason} times`, place: 1 }];
      return [{ key: `reason-${reason}`, label: (these[0]?.endReason ?? '').trim(), place: 0 }];
    },
    additive: true,
  };
  const about = {
    what: 'enrolments that ended in the period',
    left: leftOut(left, { n: rows.length - ended.length, why: 'still open at the end of it' }),
    total: 'All that ended',
  };
  const reasonFigures = [
    whole<EnrolmentRow>('ended', 'Ended'),
    counting<EnrolmentRow>('planned', 'As planned', ({ endKind }) => endKind === 'planned'),
    counting<EnrolmentRow>('early', 'Early', ({ endKind }) => endKind === 'early'),
    counting<EnrolmentRow>('unknown', 'Not recorded', ({ endKind }) => endKind === null),
  ];
  return [
    tableOf(ended, { ...about, key: 'kind', caption: 'How cases ended, and who ended them', figures, by: byKind }),
    tableOf(ended, { ...about, key: 'reasons', caption: 'Reasons for which cases ended', figures: reasonFigures, by: byReason }),
  ];
}
