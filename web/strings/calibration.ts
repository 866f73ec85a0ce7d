import { count } from './count.ts';
import { adjusted, both, double } from './doubleScoring.ts';

const cases = (n: number) => count(n, 'case', 'cases');
const mentors = (n: number) => count(n, 'mentor', 'mentors');
const list = new Intl.ListFormat('en-GB');
const levels = (n: number) => count(n, 'level', 'levels');

/** How far from the reference, in words; `by` in levels. */
const lean = (by: number): string => {
  if (Math.abs(by) < 0.15) return 'On the whole you lean neither up nor down.';
  const much = Math.abs(by) < 0.5 ? 'a little ' : '';
  return by > 0 ? `On the whole you gave levels ${much}above the reference.` : `On the whole you gave levels ${much}below the reference.`;
};

export const calibration = {
  title: 'Calibration',
  due: (on: string) => `Due ${on}`,
  overdue: 'Overdue',
  closed: 'Closed',
  back: 'Back to Calibration',
  notKept: {
    title: (n: number) => `${count(n, 'answer has', 'answers have')} not arrived yet`,
    text: 'What you chose is on this page and is sent again as soon as Waymark can be reached. Keep the page open until then.',
    again: 'Try again now',
  },

  own: {
    lead: 'Now and then everybody scores the same written cases, alone, so that a level means the same whoever gives it.',
    provisionalTitle: 'Your scores are provisional for now',
    provisional: (from: string) =>
      `Since ${from} your organisation asks mentors to score an exercise before their own scores count, so that a level means the same whoever gives it. You and your students work with what you score as always. The organisation’s figures leave out what you scored from that day on until you have finished one exercise; then all of it counts. What you scored before that day counts already.`,
    provisionalAsk: 'No exercise is open for you yet: ask your programme lead to start one.',
    provisionalOpen: 'Finish one of those below, and it is done.',
    toDo: 'To do',
    nothing: 'Nothing to do',
    nothingText: 'When your lead starts an exercise, it stands here. It takes about a minute a case, and you can stop and go on.',
    start: (title: string) => `Start ${title}`,
    goOn: (title: string) => `Go on with ${title}`,
    startShort: 'Start',
    goOnShort: 'Go on',
    day: {
      title: 'Asked of you',
      provisional: 'Your scores are provisional until you have finished one exercise.',
      why: 'Why, and what to do',
    },
    begun: (answered: number, of: number) => `${answered} of ${of} given`,
    about: (vignettes: number, answered: number, of: number) => `${cases(vignettes)}, ${answered} of ${of} levels given`,
    colleagues: 'Meetings of colleagues',
    colleaguesLead: 'You are asked to score these independently, from what was shared of them or because you were there.',
    meetingOn: (day: string) => `Meeting of ${day}`,
    score: 'Score',
    scoreOf: (day: string) => `Score the meeting of ${day}`,
    outcomes: (n: number) => count(n, 'outcome', 'outcomes'),
    done: 'Done',
    finished: (on: string) => `Finished ${on}`,
    compare: 'Compare',
    compareOf: (title: string) => `Compare ${title}`,
  },

  score: {
    lead: 'Score what you read, not what you would guess. Nobody sees your levels before you have finished, and you see nobody’s.',
    position: (at: number, of: number) => `Case ${at} of ${of}`,
    progress: (answered: number, of: number) => `${answered} of ${levels(of)} given`,
    previous: 'Back',
    next: 'Next case',
    finish: 'Finish',
    missing: (n: number) => (n === 0 ? '' : `${levels(n)} still to give.`),
    firstMissing: 'Go to the first',
    finishTitle: 'Finish the exercise?',
    finishText: 'Your levels then stay as they are, and you see how they compare.',
    closedTitle: 'This exercise is closed',
    closedText:
      'Your lead closed it before you had finished, so what you gave is left out. There is nothing more to do; when the next one starts, it stands under Calibration.',
  },

  comparison: {
    lead: (on: string) => `Finished ${on}. Only you see this page.`,
    summary: (same: number, near: number, of: number) => {
      const rest = of - same - near;
      const parts = [
        `${same} of ${of} levels ${same === 1 ? 'is' : 'are'} the same as the reference`,
        near === 0 ? 'none is one away' : `${near} ${near === 1 ? 'is' : 'are'} one away`,
      ];
      return `${parts.join(', ')}${rest === 0 ? '' : `, ${rest} further`}.`;
    },
    lean,
    kind: 'Experienced people differ by a level now and then; the cases are written so that they do. What helps is to read the reasoning where you differ, and to talk about it.',
    lead2:
      'Your lead sees how often you agree with the reference and which way you lean, with how uncertain that is. There is no ranking anywhere.',
    colleagues: (n: number) => `${mentors(n)} beside you have finished. Their levels are shown without names.`,
    tooFew: 'How colleagues scored is shown when at least three of them have finished, so that nobody can be told by their levels.',
    yours: 'You',
    reference: 'Reference',
    same: 'Same',
    near: 'One away',
    far: 'Two or more away',
    why: 'Why',
    others: 'Colleagues',
    othersAt: (counts: readonly number[]) => counts.map((n, i) => `level ${i + 1}: ${n}`).join(', '),
    differences: 'Where you differ',
    alike: 'Where you agree',
    showAlike: (n: number) => `Show ${count(n, 'level', 'levels')}`,
    reread: 'Read the case again',
    descriptors: 'The levels',
    level: (level: number, descriptor: string) => `${level}: ${descriptor}`,
  },

  second: {
    title: (day: string) => `Meeting of ${day}`,
    lead: (student: string, year: number | null) =>
      `With ${student}${year === null ? '' : `, Year ${year}`}. Score only what you read or saw; the levels the mentor gave are not shown.`,
    notes: 'What was shared of the meeting',
    present: 'You were there: score what you saw and heard.',
    closing: 'When you send it, the notes are gone from here.',
    send: 'Send',
    sent: 'Thank you. What you gave is kept apart from the student’s own record.',
    missing: (n: number) => `${count(n, 'outcome has', 'outcomes have')} no answer yet.`,
    cannot: { not_asked: 'Cannot be told from this', not_applicable: 'Does not apply' },
    over: 'This request is over',
    overText: 'You have answered it, or it was taken back. There is nothing more to do.',
  },

  lead: {
    lead: 'How far a level means the same whoever gives it: against the written cases, and between two mentors on the same meeting. In order of name; there is no ranking.',
    start: 'Start an exercise',
    vignettes: 'Cases',
    double: 'Double scoring',
    agreement: 'Agreement with the reference',
    nothingYet: 'Nothing to compare yet.',
    agreementLead: (n: number) => `${count(n, 'level', 'levels')} given in finished exercises, each beside the level agreed for the case.`,
    doubleTitle: 'Two mentors on the same meeting',
    doubleLead: ({ meetings, drawn, n }: { meetings: number; drawn: number; n: number }) =>
      drawn === 0
        ? 'No meeting has been drawn to be scored twice yet: under Double scoring one draws some.'
        : `${meetings} of ${count(drawn, 'meeting', 'meetings')} drawn ${meetings === 1 ? 'is' : 'are'} scored twice: ${count(n, 'pair', 'pairs')} of levels. Only drawn ones are here, since only they speak for the meetings they were drawn from.`,
    byHand: ({ meetings, pairs, same, near }: { meetings: number; pairs: number; same: number; near: number }) =>
      `Not in these figures: ${count(meetings, 'meeting', 'meetings')} chosen by hand, with ${count(pairs, 'pair', 'pairs')} of levels, ${same} the same and ${near} one apart. They were chosen for a reason, so nothing follows from them for the others.`,
    kappa: 'Agreement beyond chance (κ)',
    kappaHint: '1 is full agreement, 0 what chance would give; far misses weigh more',
    exact: 'The same level',
    adjacent: 'At most one level apart',
    figure: 'Figure',
    valueAndInterval: 'Value (95% interval)',
    interval: '95% interval',
    n: 'Levels',
    to: (low: string, high: string) => `${low} to ${high}`,
    refused: (says: string, wouldNeed: string) => `Cannot be said. ${says} It would need: ${wouldNeed}`,
    mentors: 'By mentor',
    mentorsLead:
      'Tendency: how many levels above (+) or below (−) the reference, with its 95% interval. An interval that reaches both sides of 0 does not show a tendency.',
    mentor: 'Mentor',
    exercises: 'Exercises',
    same: 'Same',
    near: 'At most one apart',
    tendency: 'Tendency',
    drift: 'Change a year',
    next: 'Next',
    nothingDue: 'Nothing due',
    last: (on: string) => `last finished ${on}`,
    never: 'None finished yet',
    provisional: 'Provisional',
    notYet: '–',
    little: 'Too little to say',
    severity: 'Compared with colleagues on what they judged in common',
    severityLead:
      'Levels above (+) or below (−) the mean of those compared. It speaks of the cases and meetings they shared, not of their own students.',
    severityColumn: 'Above or below',
    severityOf: (when: string) => `Worked out on what had been judged by ${when}.`,
    severityMore: 'More has been judged since: to count it too, compare again.',
    severityRun: {
      title: 'Comparing so many mentors takes a while',
      lead: 'It is worked on beside the page. You may leave and come back; the result is kept for everybody who may see it.',
      start: 'Compare now',
      again: 'Compare again',
    },
    overTime: 'Over time',
    overTimeOf: (name: string) => `Over time: ${name}, mean levels above or below the reference, exercise by exercise`,
    exercise: 'Exercise',
    listTitle: 'Exercises',
    none: 'No exercise yet',
    noneText: 'An exercise gives every mentor the same written cases. Fifteen are here to begin with; you can write your own.',
    finishedOf: (finished: number, asked: number) => `${finished} of ${asked} finished`,
    dueOn: 'Due',
    state: 'Finished',
    gateTitle: (n: number) => `The scores of ${mentors(n)} do not count yet`,
    gateOn: (from: string) =>
      `Mentors calibrate first since ${from}. Those marked provisional have not finished an exercise; what they scored from that day on is left out of figures until they have, and then counts, all of it. What they scored before that day counts as it always did.`,
    gateUnasked: (names: readonly string[]) =>
      `Nobody has asked ${list.format(names)}: start an exercise, or ask for more mentors in an open one.`,
    wouldNeed: (wouldNeed: string) => `It would need: ${wouldNeed}`,
    linkBy: 'What you can do:',
    linkOr: 'with the same cases for everybody, or',
    drawMeetings: 'draw meetings for a second mentor.',
    noMentors: 'No mentors yet',
    noMentorsText: 'An administrator invites them under People. Then start an exercise: what they give stands here.',
    method: 'How this is worked out',
  },

  exercise: {
    lead: (cs: number, due: string) => `${cases(cs)}, due ${due}.`,
    people: 'Who is asked',
    person: 'Mentor',
    answered: 'Answered',
    of: (answered: number, of: number) => `${answered} of ${of}`,
    finishedOn: 'Finished',
    notYet: 'Not yet',
    askMore: 'Ask more mentors',
    ask: 'Ask',
    asked: (n: number) => `${mentors(n)} asked.`,
    nobodyMore: 'Every mentor is asked already.',
    close: 'Close the exercise',
    closeTitle: 'Close this exercise?',
    closeText: 'Nobody can answer it any more. What was finished counts; what was not is left out.',
    closedToast: 'Closed.',
    given: 'What was given',
    givenLead: 'How many of those who have finished gave each level. The reference is marked.',
    case: 'Case',
    reference: 'Reference',
    level: (level: number) => `Level ${level}`,
    isReference: 'reference',
    nobody: 'Nobody has finished yet.',
  },

  start: {
    title: 'Start an exercise',
    lead: 'Everybody you ask scores the same cases alone. They get a message with a link.',
    name: 'Name',
    nameHint: 'As mentors see it, such as “Autumn calibration”',
    nameMissing: 'Give the exercise a name.',
    dueOn: 'Due',
    dueMissing: 'Choose a day.',
    cases: 'Cases',
    casesHint: 'About a minute each. A spread of outcome types and levels says most.',
    casesMissing: 'Choose at least one case.',
    used: (n: number) => (n === 0 ? 'not given yet' : `given in ${count(n, 'exercise', 'exercises')}`),
    all: 'Choose all',
    none: 'Choose none',
    mentors: 'Mentors',
    allMentors: 'Choose all: mentors',
    noMentorsChosen: 'Choose none: mentors',
    mentorsChosen: (n: number) => `${mentors(n)} chosen`,
    noMentors: 'No mentors yet',
    noMentorsText: 'An exercise is for mentors with a seat. An administrator invites them under People.',
    mentorsMissing: 'Ask at least one mentor.',
    lastDone: (on: string) => `last ${on}`,
    neverDone: 'never yet',
    busy: 'has one open',
    chosen: (n: number) => `${cases(n)} chosen`,
    send: 'Start and ask',
    sent: 'Started. Those you asked have been written to.',
  },

  adjusted,
  both,
  double,
};
