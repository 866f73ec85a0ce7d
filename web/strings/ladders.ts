import type { Perspective, Point } from '@waymark/contract/assessments.ts';

const plural = new Intl.PluralRules('en-GB');
const count = (n: number, one: string, other: string) => `${n} ${plural.select(n) === 'one' ? one : other}`;

const perspectives: Record<Perspective, string> = { mentor: 'Mentor', student: 'Student’s own view', joint: 'Joint' };
const points: Record<Point, string> = { baseline: 'Baseline', progress: 'Progress', review: 'Review', closing: 'Closing' };

export const ladders = {
  title: 'Outcomes',
  lead: 'Every score on record, as steps. Mentor, student and joint scores are kept apart. Steps are drawn from three scores on.',
  perspectives,
  points,
  key: {
    title: 'How to read the ladders',
    mentor: 'Mentor',
    student: 'Student’s own view',
    joint: 'Joint',
    missing: 'Came up, no level',
    mentorChange: 'New mentor',
    version: 'New framework version',
  },
  tables: 'Show scores as tables',
  table: (n: number) => `${count(n, 'score', 'scores')} as a table`,
  emptyTitle: 'No framework yet',
  empty: 'Outcomes appear here once the student is enrolled in a programme.',
  never: 'Not assessed yet',
  typeLine: (scored: number, all: number, last: string) => `${scored} of ${count(all, 'outcome', 'outcomes')} scored, last on ${last}`,
  alsoOnRecord: (scores: string[]) => `Also on record: ${scores.join('; ')}`,
  viewed: (who: string, what: string) => `${who}, ${what}`,
  notAssessed: (n: number) => `${count(n, 'outcome', 'outcomes')} not assessed yet`,
  latest: (who: string, when: string) => `${who}, ${when}`,
  ladder: (statement: string, n: number, first: string, latest: string) =>
    n === 1
      ? `${statement}: one score, ${first}.`
      : `${statement}: ${count(n, 'score', 'scores')}, from ${first} to ${latest}. The table says all.`,
  step: (level: number, levels: number, on: string) => `level ${level} of ${levels} on ${on}`,
  noStep: (reason: string, on: string) => `${reason} on ${on}`,
  mentors: 'Mentors',
  span: (name: string, from: string, to: string | null) => (to === null ? `${name}, since ${from}` : `${name}, ${from} to ${to}`),
  stepAtChange: (mentor: string, on: string, way: 'up' | 'down', moved: number, of: number) =>
    `With the first scores of ${mentor}, from ${on}, ${moved} of the ${of} outcomes scored by both mentors went ${way}. That may be the student, or another person’s eye: look at what was said beside the scores before you read it as movement.`,
  columns: { on: 'Date', view: 'Whose view', by: 'By', level: 'Level', point: 'Point', reason: 'Reason given', change: 'Correct' },
  version: (n: number) => `framework version ${n}`,
  versionShort: (n: number) => `v${n}`,
  level: (level: number, levels: number) => `${level} of ${levels}`,
  replaced: (value: string) => `Was ${value}`,
  corrected: (who: string, when: string) => `Corrected by ${who} on ${when}`,
  first: (who: string, when: string) => `first written by ${who} on ${when}`,
  because: (why: string) => `Because: ${why}`,
  somebody: 'an import',
  correct: 'Correct',
  correctThis: (on: string, who: string) => `Correct the score of ${on} (${who})`,
  amend: {
    title: 'Correct a score',
    about: (who: string, on: string) =>
      `Given by ${who} on ${on}. The score on record stays in sight, struck through, with your name and reason.`,
    now: 'On record',
    reason: 'Reason given for the level',
    why: 'Why it is corrected',
    whyHint: 'For example: pressed 1 instead of 4',
    whyNeeded: 'Say in a few words why the score is corrected.',
    unchanged: 'Choose another level, or change the line beside it.',
    save: 'Save the correction',
    cancel: 'Leave as it is',
    done: 'The score is corrected. The earlier one stays on record.',
  },
};
