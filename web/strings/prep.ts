import type { Change, Prep, QuestionReason } from '@waymark/contract/prep.ts';

const plural = new Intl.PluralRules('en-GB');
const count = (n: number, one: string, other: string) => `${n} ${plural.select(n) === 'one' ? one : other}`;

type Dated = (day: string) => string;

const attendance: Record<Prep['meeting']['status'], string> = {
  scheduled: 'Planned',
  held: 'Met',
  student_absent: 'Student did not come',
  mentor_absent: 'Mentor could not come',
  cancelled: 'Cancelled',
  moved: 'Moved',
};

const modes: Record<Prep['meeting']['mode'], string> = { in_person: 'In person', online: 'Online', phone: 'By phone', group: 'In a group' };

const closed = { done: 'Done', not_done: 'Not done', dropped: 'Dropped' } as const;
const views = { mentor: 'mentor', student: 'own view', joint: 'joint' } as const;
const because = (reason: string) => (reason === '' ? '' : `: ${reason}`);

export const prep = {
  crumb: 'Prepare',
  title: (student: string) => `Prepare for ${student}`,
  start: 'Start meeting',
  print: 'Print',
  meeting: (when: string, minutes: number, mode: Prep['meeting']['mode'], place: string) =>
    [when, count(minutes, 'minute', 'minutes'), modes[mode], place].filter(Boolean).join(' · '),
  about: (programme: string, purpose: string, year: number | null, school: string | null) =>
    [year === null ? '' : `Year ${year}`, school ?? '', programme, purpose].filter(Boolean).join(' · '),
  withMentor: (mentor: string) => `With ${mentor}`,
  over: (status: Prep['meeting']['status']) => `This meeting is over: ${attendance[status].toLowerCase()}.`,
  ask: {
    title: 'Worth asking now',
    lead: 'Chosen by a rule, each with its reason. Ask what you think right.',
    none: 'Nothing can be proposed: the programme’s framework has no published version.',
    stands: (level: number, levels: number) => `Mentor: ${level} of ${levels}`,
    own: (level: number, levels: number) => `Own view: ${level} of ${levels}`,
    look: (level: number) => `What level ${level} looks like`,
  },
  reason: (reason: QuestionReason, date: Dated): string => {
    switch (reason.kind) {
      case 'action_due':
        return reason.overdue ? `Action overdue since ${date(reason.dueOn)}: ${reason.title}` : `Action due today: ${reason.title}`;
      case 'fell':
        return `Fell from ${reason.from} to ${reason.to} on ${date(reason.on)}`;
      case 'never_assessed':
        return 'Never assessed';
      case 'disagree':
        return `Views differ: mentor ${reason.mentor}, student ${reason.student}`;
      case 'low':
        return `Low: level ${reason.level} on ${date(reason.on)}`;
      case 'stale':
        return `Last scored ${count(reason.days, 'day', 'days')} ago`;
      case 'longest_ago':
        return reason.on === null ? 'Longest without coming up' : `Longest since it came up: ${date(reason.on)}`;
    }
  },
  last: {
    title: 'Since last time',
    first: 'This is the first meeting. What has happened since the student joined:',
    met: (when: string, mentor: string, minutes: number | null) =>
      minutes === null
        ? `Last met on ${when}, with ${mentor}.`
        : `Last met on ${when} for ${count(minutes, 'minute', 'minutes')}, with ${mentor}.`,
    scored: (n: number) => `${count(n, 'outcome', 'outcomes')} scored then`,
    counts: (first: number, same: number) =>
      [first === 0 ? '' : `${first} for the first time`, same === 0 ? '' : `${same} as before`].filter(Boolean).join(', '),
    many: (n: number, who: string, view: keyof typeof views) =>
      view === 'student'
        ? `${who} gave their own view of ${count(n, 'outcome', 'outcomes')}`
        : `${who} scored ${count(n, 'outcome', 'outcomes')}`,
    moved: (level: number, before: number | null) => (before === null ? `${level}, first time` : `${before} → ${level}`),
    which: 'Which ones',
    nothing: 'Nothing has been recorded since.',
  },
  change: (change: Change): string => {
    switch (change.kind) {
      case 'scored': {
        const move = change.previousLevel === null ? `${change.level}` : `${change.previousLevel} → ${change.level}`;
        return `${change.statement}: ${move} (${views[change.perspective]}, ${change.by})`;
      }
      case 'amended':
        return `Score corrected by ${change.by}: ${change.statement}. Because: ${change.reason}`;
      case 'action_closed':
        return `${closed[change.status]}: ${change.title}${change.note === '' ? '' : ` (${change.note})`}`;
      case 'action_set':
        return `New action: ${change.title}`;
      case 'meeting':
        return `${attendance[change.status]}, ${change.mentor}${because(change.reason)}`;
      case 'match_started':
        return `New mentor: ${change.mentor}${because(change.purpose)}`;
      case 'match_ended':
        return `Match with ${change.mentor} ended${because(change.reason)}`;
    }
  },
  actions: {
    title: 'Open actions',
    none: 'No open actions.',
    owner: { mentor: 'Yours', student: 'Student’s' } as const,
    overdue: (day: string) => `Overdue since ${day}`,
    due: (day: string) => `Due ${day}`,
    dueToday: 'Due today',
    undated: 'No day set',
  },
  stands: {
    title: (name: string) => `Where ${name} stands`,
    columns: { outcome: 'Outcome', mentor: 'Mentor', student: 'Own view', history: 'Mentor’s scores so far' },
    at: (n: number, level: number) => `${n} at level ${level}`,
    unassessed: (n: number) => `${n} not assessed`,
    on: (day: string) => day,
    history: (levels: readonly number[]) => levels.join(' → '),
    none: 'None yet',
  },
  notes: {
    title: 'Notes',
    none: 'No notes from earlier meetings that you may read.',
    handedOver: 'Handed over',
    shared: 'Shared with the student',
    by: (author: string, day: string) => `${author}, ${day}`,
  },
  student: 'Student’s page',
};
