import type { ImportKind } from '@waymark/contract/imports.ts';

export const importLeads = {
  roll: 'One row for each student. Which column is which is recognised, and you can change it.',
  scores:
    'One row for each student, outcome and date; or one row for each student and date, with a column for each outcome. The students must be here already: import the roll first.',
  attendance:
    'One row for each student and session; or for each student and day, with the morning’s and the afternoon’s code; or for each student, with a column for each session. They are added up to weeks. The students must be here already.',
  results:
    'One row for each student and subject, with the grade or mark; or one row for each student, with a column for each subject. They become readings of your measures. The students must be here already.',
  behaviour:
    'One row for each event: the student, the day, and whether it is an incident or positive. What was written about it is not kept. The students must be here already.',
} satisfies Record<ImportKind, string>;

export const importColumns = {
  roll: [
    'given name and family name, in two columns or one (needed)',
    'UPN, your own number, date of birth: they keep a student from being added twice',
    'year group, school, preferred name, e-mail address',
    'programme, cohort, first day in the programme',
    'free school meals, Pupil Premium, SEND, ethnicity, first in family, POLAR4, TUNDRA, IMD, care experience, and characteristics of your own',
  ],
  scores: [
    'UPN, your own number, or name and date of birth (needed)',
    'date of the assessment (needed)',
    'outcome and level, or a column for each outcome (needed)',
    'assessor: name or e-mail address',
    'perspective, point, programme and a reason, where you have them',
  ],
  attendance: [
    'UPN, your own number, or name and date of birth (needed)',
    'date, session (AM or PM) and code; or date and the codes of the morning and the afternoon',
    'or a column for each session, with a heading such as 03/09/2025 AM',
    'codes of the Department for Education; for others you are asked once what they count as',
  ],
  results: [
    'UPN, your own number, or name and date of birth (needed)',
    'date, or one day for every row (needed)',
    'subject and grade or mark; or a column for each subject (needed)',
    'grades are read on the scale of the measure: GCSE 9 to 1, percentages, levels, or steps of your own',
  ],
  behaviour: [
    'UPN, your own number, or name and date of birth (needed)',
    'date of the event (needed)',
    'incident or positive: words for the two are asked about once',
    'category, points, and the event’s number in the school’s system, by which it is known again',
  ],
} satisfies Record<ImportKind, string[]>;

type Counts = Record<ImportKind, string>;

/** How many of what, by what would become of it. */
export const importCounts = {
  create: {
    roll: 'new students',
    scores: 'rows of new scores',
    attendance: 'students with new weeks',
    results: 'rows of new results',
    behaviour: 'new events',
  },
  update: {
    roll: 'students with changes',
    scores: 'rows with changes',
    attendance: 'students with weeks replaced',
    results: 'rows with changes',
    behaviour: 'rows with changes',
  },
  unchanged: {
    roll: 'already here, the same',
    scores: 'already on record',
    attendance: 'students on record, the same',
    results: 'already on record',
    behaviour: 'already on record',
  },
  skip: {
    roll: 'left out',
    scores: 'left out or empty',
    attendance: 'students without a mark',
    results: 'left out or empty',
    behaviour: 'left out',
  },
  choose: { roll: 'to decide', scores: 'to decide', attendance: 'students to decide', results: 'to decide', behaviour: 'to decide' },
  bad: {
    roll: 'with problems',
    scores: 'with problems',
    attendance: 'rows with problems',
    results: 'with problems',
    behaviour: 'with problems',
  },
} satisfies Record<string, Counts>;
