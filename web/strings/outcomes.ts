import type { MissingReason, Perspective } from '@waymark/contract/assessments.ts';

const plural = new Intl.PluralRules('en-GB');
const number = new Intl.NumberFormat('en-GB');
const count = (n: number, one: string, other: string) => `${number.format(n)} ${plural.select(n) === 'one' ? one : other}`;

const missing: Record<MissingReason, string> = {
  not_asked: 'No level: not asked',
  declined: 'No level: student declined',
  not_applicable: 'No level: does not apply',
  not_collected: 'No level: not collected',
};

export const outcomes = {
  title: 'Outcomes over time',
  lead: 'Distance travelled: how far each student moved from their first score to their latest. It says what moved, not why.',
  leadCaseload: 'Distance travelled on your own caseload: from each student’s first score to their latest. It says what moved, not why.',
  download: 'Download CSV',
  print: 'Print',
  asOf: (when: string) => `Counted ${when}.`,
  provisional: (mentors: number) =>
    `Scores of ${mentors} ${mentors === 1 ? 'mentor' : 'mentors'} who ${mentors === 1 ? 'has' : 'have'} not calibrated yet are left out; they count once they have.`,
  matching: (enrolments: number, students: number) =>
    enrolments === students
      ? `${count(students, 'student matches', 'students match')} the filters.`
      : `${count(enrolments, 'enrolment', 'enrolments')} of ${count(students, 'student', 'students')} match the filters; a student who came back counts once for each enrolment.`,
  once: 'A student counts once for each outcome.',
  emptyTitle: 'Nobody matches these filters',
  empty: 'Take a filter away, or enrol students in a programme first.',
  clear: 'Clear filters',
  filters: {
    title: 'Filters',
    show: (n: number) => (n === 0 ? 'Filters' : `Filters (${n})`),
    programme: 'Programme',
    cohort: 'Cohort',
    school: 'School',
    type: 'Outcome type',
    outcome: 'Outcome',
    any: 'All',
    view: 'Whose scores',
    views: { mentor: 'Mentors', student: 'Students’ own', joint: 'Joint' } satisfies Record<Perspective, string>,
    from: 'Enrolled from',
    to: 'Enrolled to',
    enrolment: 'Enrolment',
    enrolments: { all: 'All', current: 'Still taking part', planned: 'Ended as planned', early: 'Left early' },
    characteristics: 'Characteristics',
    characteristic: (label: string, value: string) => `${label}: ${value}`,
    noValue: 'no value recorded',
  },
  up: 'Moved up',
  same: 'Same',
  down: 'Moved down',
  one: 'Only one score',
  noLevel: 'No level',
  never: 'Never assessed',
  paired: 'Two scores or more',
  missing,
  columns: { outcome: 'Outcome', of: 'Enrolled', level: 'Level', students: 'Students', share: 'Share', point: 'Point', group: 'Group' },
  all: (type: string) => `All of ${type} together`,
  retired: 'No longer in the framework: only students scored on it',
  moved: {
    title: (type: string) => type,
    chart: (type: string) => `${type}: for each outcome, how many students moved up, stayed, moved down, or cannot be compared.`,
    of: (n: number) => `of ${number.format(n)}`,
    see: 'See the distribution',
  },
  back: 'All outcomes',
  detail: {
    have: 'Who has scores to compare',
    haveLead: 'Only students with two scores or more have a distance. The others are counted here, and why.',
    points: 'Levels at each point',
    pointsLead: 'Different students may stand behind each bar: n is how many have a score at that point.',
    pointsChart: (what: string) => `${what}: how many students stand at each level at each point.`,
    pairs: 'From first to latest',
    pairsLead:
      'Students with two scores or more: rows are the first level, columns the latest. Right of the shaded diagonal they moved up, left of it down.',
    from: (level: number) => `First: level ${level}`,
    to: (level: number) => `Latest: level ${level}`,
    ceiling: (n: number, of: number, share: string) =>
      `${number.format(n)} of ${count(of, 'student', 'students')} (${share}) began at the top level and could not move up.`,
    level: (level: number) => `Level ${level}`,
    n: (n: number) => `n = ${number.format(n)}`,
    points_: { first: 'First', baseline: 'Baseline', progress: 'Progress', review: 'Review', closing: 'Closing', latest: 'Latest' },
  },
  behind: {
    title: 'Students behind this figure',
    about: (group: string, outcome: string) => `${group}: ${outcome}`,
    pseudonyms: 'Shown by pseudonym: the same student always has the same one.',
    none: 'Nobody is behind this figure any more.',
    columns: { student: 'Student', programme: 'Programme', first: 'First', latest: 'Latest' },
    on: (level: number, day: string) => `${level} (${day})`,
    more: 'Show more',
    groups: {
      pair: (first: string, latest: string) => `From ${first} to ${latest}`,
      at: (point: string, level: string) => `${point}, level ${level}`,
    },
    link: (n: number, group: string, outcome: string) => `${number.format(n)}: ${group}, ${outcome}. Show the students`,
  },
};
