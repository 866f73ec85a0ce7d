import { count } from './count.ts';

/** What two mentors gave to one meeting. */
export const both = {
  title: (day: string, student: string) => `${day}, ${student}`,
  lead: (mentor: string, scorer: string) => `${mentor} held the meeting; ${scorer} scored it independently.`,
  open: (scorer: string, due: string) => `${scorer} has not sent it yet. It is due ${due}; until then there is nothing to compare.`,
  withdrawn: 'This request was taken back, and nobody scored the meeting a second time.',
  levels: 'Both levels',
  summary: (n: number, same: number, near: number) =>
    `Of ${count(n, 'level', 'levels')} both gave, ${same} ${same === 1 ? 'is' : 'are'} the same and ${near} ${near === 1 ? 'is' : 'are'} one apart.`,
  outcome: 'Outcome',
  outcomeOf: (type: string, statement: string) => `${type}: ${statement}`,
  difference: 'Second beside first',
  takenBack: 'Taken back since',
  none: '–',
  by: (off: number) => (off === 0 ? 'The same' : `${count(Math.abs(off), 'level', 'levels')} ${off > 0 ? 'higher' : 'lower'}`),
  byHand: 'Chosen by hand: it is in no figure of how alike mentors judge.',
  drawn: (seed: string, drawn: number, of: number) => `One of ${drawn} drawn from ${of} with “${seed}”.`,
  oneMeeting: 'From one meeting nothing follows about either mentor: use it to talk about what a level means.',
};

/** Asking for second scorings. */
export const double = {
  title: 'Double scoring',
  lead: 'A second mentor scores a meeting independently, from the notes shared from it or because they were there. It says how alike two people judge, and never enters the student’s record.',
  how: 'How the meetings are chosen',
  draw: 'Draw meetings',
  drawLead:
    'The same seed draws the same meetings, so that nobody has chosen them. They speak for the meetings they were drawn from: held and scored in the period and, where notes are read, with something shared from them.',
  from: 'Held from',
  to: 'to',
  dayMissing: 'Choose a day.',
  toBeforeFrom: 'Choose a day that is not before the first.',
  seed: 'Seed',
  seedHint: 'Any word or number',
  seedMissing: 'Enter a seed: any word or number.',
  count: 'How many',
  countWrong: 'From 1 to 50.',
  basis: 'Scored from',
  bases: { notes: 'Notes shared from the meeting', present: 'Having been there' },
  basesShort: { notes: 'From notes', present: 'From having been there' },
  drawButton: 'Draw',
  of: (shown: number, of: number) => `${shown} drawn of ${count(of, 'meeting', 'meetings')} that could be.`,
  leftOut: (n: number) =>
    `${count(n, 'meeting', 'meetings')} of the draw left out. Leave out only what nobody can score: what is left out by choice makes the rest less of a sample. How many were drawn is kept.`,
  byHandTitle: 'Choose by hand',
  byHandLead: 'Particular meetings you want a second view of: a new mentor’s first ones, say, or one the two of you want to talk about.',
  byHandWhy:
    'Meetings chosen by hand are chosen for a reason, so nothing follows from them for the others. You see both mentors’ levels; the agreement figures and the comparison of mentors leave them out.',
  anyMentor: 'Any mentor',
  anyStudent: 'Any student',
  chosen: (n: number, most: number) =>
    `${count(n, 'meeting', 'meetings')} chosen${n >= most ? '; that is as many as can be asked for at once' : ''}.`,
  chosenTitle: 'Chosen meetings',
  noneTitle: 'No meeting there',
  noneText: (basis: 'notes' | 'present') =>
    basis === 'notes'
      ? 'It takes meetings that were held and scored in this period, with a note shared from them, and that nobody scores twice already. Try a longer period, or have somebody score from having been there.'
      : 'It takes meetings that were held and scored in this period, and that nobody scores twice already. Try a longer period.',
  fewMentors: 'A second scoring takes two mentors with a seat. An administrator invites them under People.',
  second: 'Second mentor',
  secondOf: (day: string, student: string) => `Second mentor for ${day}, ${student}`,
  choose: 'Not this one',
  dueOn: 'Due',
  ask: (n: number) => (n === 0 ? 'Ask' : `Ask for ${count(n, 'second scoring', 'second scorings')}`),
  asked: (n: number) => `Asked for ${count(n, 'second scoring', 'second scorings')}.`,
  byHand: 'chosen by hand',
  seedOf: (seed: string) => `drawn with “${seed}”`,
  list: 'Asked so far',
  listNone: 'Nothing asked yet. Draw some meetings above, or choose them by hand.',
  listNoneSuch: 'None of this kind.',
  show: 'Show',
  shown: { all: 'All', open: 'Open', done: 'Done', withdrawn: 'Taken back', 'by-hand': 'Chosen by hand' },
  meeting: 'Meeting',
  meetingOf: (day: string, student: string) => `${day}, ${student}`,
  student: 'Student',
  first: 'Mentor',
  scoredBy: 'Mentor, then second',
  firstThenSecond: (mentor: string, scorer: string) => `${mentor}, then ${scorer}`,
  chosenHow: 'How',
  outcomes: 'Outcomes',
  status: 'State',
  statuses: { open: 'Open', done: 'Done', withdrawn: 'Taken back' },
  actions: 'What can be done',
  levels: 'Both levels',
  levelsOf: (day: string, scorer: string) => `Both levels: ${day}, ${scorer}`,
  withdraw: 'Take back',
  withdrawOf: (day: string, scorer: string) => `Take back: ${day}, ${scorer}`,
  withdrawTitle: 'Take this request back?',
  withdrawText: (day: string, scorer: string) => `${scorer} no longer sees the notes of ${day}, and what they have chosen so far is gone.`,
  withdrawn: 'Taken back. What was shown for it is shown no longer.',
};

/** A student's levels without the leanings of who gave them. */
export const adjusted = {
  title: 'As given, and adjusted for who scored',
  lead: 'Beside the mean of the latest levels as they are on record stands an estimate of what it would be if every mentor judged like their colleagues. It assumes that a mentor leans with their own students as they do with cases and meetings scored twice. It is not on record, changes no figure, and is for leads and administrators.',
  refused: (says: string, wouldNeed: string) =>
    `${says} It would need: ${wouldNeed} Under Calibration, give everybody the same cases, or draw meetings for a second mentor. Until then, levels stand as given.`,
  nothing: 'No mentor has given this student a level yet.',
  type: 'Outcomes',
  typeOf: (name: string, n: number) => `${name} (${n})`,
  scoredBy: 'Latest given by',
  asGiven: 'As given (mean)',
  adjusted: 'Adjusted: an estimate (95% interval)',
  estimate: (estimate: string, low: string, high: string) => `≈ ${estimate} (${low} to ${high})`,
  notLinked: 'Cannot be adjusted: somebody who scored has nothing in common with colleagues',
  notCompared: 'Mentors have not been compared yet: of so many that takes a while, and is started under',
  calibration: 'Calibration',
  earlier: (when: string) => `The leanings are of what had been judged by ${when}.`,
  restsOn: (says: string) =>
    `The leanings it takes out are estimated: ${says.charAt(0).toLowerCase()}${says.slice(1)} The interval has their uncertainty in it, and none of the student’s own.`,
};
