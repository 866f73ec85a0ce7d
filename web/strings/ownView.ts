import { count } from './count.ts';

/**
 * The steps a student chooses between, lowest first. They stand for the levels of the programme's scale in words that
 * promise nothing and blame nobody; descriptors are written for mentors and are not shown here.
 */
function steps(levels: number, yes = 'Yes, and I can give examples'): string[] {
  const named: Record<number, string[]> = {
    2: ['Not yet', yes],
    3: ['Not yet', 'Partly, or with help', yes],
    4: ['Not yet', 'A little, or with help', 'Mostly', yes],
    5: ['Not yet', 'A little, or with help', 'Partly', 'Mostly', yes],
  };
  return (
    named[levels] ??
    Array.from({ length: levels }, (_, index) => (index === 0 ? 'Not yet' : index === levels - 1 ? yes : `Step ${index + 1} of ${levels}`))
  );
}

export const ownView = {
  steps,
  /** The same steps as somebody else's view of the student. */
  stepsSeen: (levels: number) => steps(levels, 'Yes, with examples'),
  title: 'My view',
  lead: 'Say how you see yourself at the moment. There are no right answers, and you can skip anything.',
  question: (place: number, of: number) => `${place} of ${of}`,
  progress: (answered: number, of: number) => `${answered} of ${of} answered`,
  hint: 'Which of these fits you best at the moment?',
  lastTime: (date: string) => `What you said on ${date}`,
  notApplicable: 'This is not about me',
  declined: 'I would rather not say',
  comment: 'Anything you want to add?',
  commentHint: 'Your mentor can read this.',
  next: 'Next',
  skip: 'Skip',
  back: 'Back',
  finish: 'Look it over',
  kept: 'Kept on this device until you send it or sign out',
  notKept: 'This browser keeps nothing. Send it before you close this page.',
  resumed: 'You began this earlier. It is still here.',
  startAgain: 'Start again',
  startAgainTitle: 'Start again?',
  startAgainBody: 'What you answered so far on this device is removed.',
  newQuestions: 'The questions have changed since you began. What still fits has been kept.',
  reviewTitle: 'Look it over',
  reviewLead: 'This is what your mentor will see beside their own view. You can still change anything.',
  reviewNone: 'You have not answered anything yet. Go back and answer one, or come another day.',
  skipped: 'Skipped',
  change: (wording: string) => `Change: ${wording}`,
  changeShort: 'Change',
  send: 'Send my view',
  sentTitle: 'Thank you. Your view is with your mentor.',
  sentLead: (n: number) => `You answered ${count(n, 'question', 'questions')}. You can talk about it when you next meet.`,
  sentNext: 'Back to my progress',
  offline: 'There is no connection. Your answers are kept on this device; send them when you are back.',
  whichTitle: 'Which programme?',
  none: 'There is nothing to answer at the moment',
  noneLead: 'When you take part in a programme, its questions appear here.',

  home: {
    title: (name: string) => `Hello, ${name}`,
    titleAnonymous: 'My progress',
    lead: 'Your meetings, what you agreed to do, and how you see yourself.',
    next: 'Your next meeting',
    nextWith: (mentor: string) => `With ${mentor}`,
    noNext: 'No meeting is planned yet. Your mentor will arrange one with you.',
    minutes: (n: number) => count(n, 'minute', 'minutes'),
    modes: { in_person: 'In person', online: 'Online', phone: 'By phone', group: 'In a group' },
    actions: 'What we agreed',
    noActions: 'Nothing is open. Well done, or nothing was agreed yet.',
    mine: 'For you',
    mentors: 'For your mentor',
    due: (when: string) => `By ${when}`,
    overdue: (when: string) => `Was due ${when}`,
    tick: (title: string) => `I have done this: ${title}`,
    done: 'Your mentor sees that you have done it.',
    reopened: 'It is open again.',
    doneOn: (date: string) => `Done ${date}`,
    recentlyDone: 'Done lately',
    notes: 'Notes your mentor shared with you',
    noNotes: 'Nothing shared yet.',
    noteFrom: (author: string, date: string) => `${author}, ${date}`,
    view: 'My view',
    viewNever: (n: number) =>
      `${count(n, 'short question', 'short questions')} about how you see yourself. It takes about ten minutes, and you can stop and come back.`,
    viewAgain: (date: string) => `You last gave your view on ${date}. Has anything changed?`,
    viewDraft: 'You have begun and not sent it yet.',
    giveView: 'Give my view',
    goOn: 'Go on with it',
    outcomes: 'How it has been going',
    outcomesLead:
      'In your own words, with what you said and what your mentor said beside it. The two need not agree; that is something to talk about.',
    noOutcomes: 'When you or your mentor have answered the questions, the steps appear here.',
    perspectives: { student: 'You', mentor: 'Your mentor', joint: 'Together' },
    said: (words: string, step: number, of: number) => `${words} (step ${step} of ${of})`,
    notYet: 'No answer yet',
    allSteps: 'All answers over time',
    when: 'When',
    who: 'Who',
    what: 'Answer',
    missing: { not_asked: 'Not asked', declined: 'Rather not say', not_applicable: 'Not about me', not_collected: 'Not asked' },
  },
};
