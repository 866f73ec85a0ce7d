import type { Lacking, StudentReportRunStatus, StudentReportStatus } from '@waymark/contract/student-reports.ts';
import { count } from './count.ts';

const pages = (n: number) => count(n, 'page', 'pages');

export const studentReports = {
  title: 'Student reports',
  lead: 'One page for each student to keep and show at home, in their own words. You read each page first; then it is given to the student it is about.',
  make: 'Make pages',
  runs: {
    caption: 'Runs, newest first',
    run: 'Run',
    about: 'About',
    status: 'Status',
    made: 'Made',
    madeBy: (when: string, who: string | null) => (who === null ? when : `${when} by ${who}`),
    empty: 'No pages were made yet',
    emptyNext:
      'A run makes one page for every student of a programme, a cohort, a school or your caseload. Nobody gets one before you have read it.',
    everybody: 'All students',
    yours: 'Your students',
  },
  /** What a run says of itself. */
  state: (run: { status: StudentReportRunStatus; waiting: number; drafts: number; given: number; withdrawn: number }) => {
    const of = run.waiting + run.drafts + run.given + run.withdrawn;
    if (run.status === 'waiting') return `Waiting to be made: ${pages(of)}`;
    if (run.status === 'making') return `Being made: ${of - run.waiting} of ${pages(of)}`;
    const parts = [
      ...(run.drafts > 0 ? [`${run.drafts} to read`] : []),
      ...(run.given > 0 ? [`${run.given} given`] : []),
      ...(run.withdrawn > 0 ? [`${run.withdrawn} kept back`] : []),
      ...(run.waiting > 0 ? [`${run.waiting} not made`] : []),
    ];
    const stopped = run.status === 'cancelled' ? 'Stopped. ' : run.status === 'failed' ? 'Did not work. ' : '';
    return `${stopped}${parts.join(', ')}`;
  },
  form: {
    title: 'Make pages',
    lead: 'You see one before any is made. Nothing of it reaches a student until you give it.',
    name: 'What to call this run',
    nameHint: 'For your list only. It does not stand on the pages.',
    programme: 'Programme',
    cohort: 'Cohort',
    school: 'School',
    all: 'All',
    ownCaseload: 'The pages are about the students you mentor today.',
    from: 'From',
    to: 'To',
    toHint: 'What was said and done on these days. Where a student stood at the start is their last answer before them.',
    submit: (n: number) => `Make ${pages(n)}`,
    started: 'The pages are being made.',
  },
  preview: {
    title: 'One of them',
    count: (n: number) => (n === 0 ? 'Nobody whom you chose took part in this time.' : `${pages(n)} would be made.`),
    whose: 'Whose page to see',
    lacking: {
      own_view: 'This student has not given a view of their own. The page says so kindly.',
      everything: 'There is nothing on record for this page yet. You may want to keep it back.',
    } satisfies Record<Lacking, string>,
  },
  run: {
    asOf: (from: string, to: string, when: string) => `${from} to ${to}. What had been recorded by ${when}.`,
    progress: 'How far it is',
    stop: 'Stop',
    goOn: 'Go on with it',
    stopped: 'The run was stopped. The pages that were made stay.',
    wentOn: 'The rest is being made.',
    read: 'Read them one by one',
    give: (n: number) => (n === 1 ? 'Give the page to the student' : `Give all ${n} to the students`),
    giveTitle: 'Give these pages to the students?',
    giveBody: (n: number) =>
      n === 1
        ? 'The student finds it on My progress, to read and to keep. What was given does not change.'
        : `Each of the ${n} students finds their own on My progress, to read and to keep. What was given does not change. Have they been read, the students’ own lines too?`,
    giveConfirm: 'Give',
    given: (n: number) => (n === 0 ? 'There was none to give.' : `${pages(n)} given.`),
    files: 'To print and hand out',
    filesLead: 'The pages that were given. Each time they are taken is written to the access log of every student in them.',
    print: (part: number, parts: number) => (parts === 1 ? 'PDF to print' : `PDF to print, part ${part} of ${parts}`),
    zip: 'ZIP, one PDF each',
    pages: 'Pages',
    filter: 'Show',
    filters: { all: 'All', waiting: 'Not made yet', draft: 'To read', given: 'Given', withdrawn: 'Kept back' } satisfies Record<
      StudentReportStatus | 'all',
      string
    >,
    none: 'None of these',
    columns: { student: 'Student', programme: 'Programme', status: 'Status', note: 'To know' },
    status: { waiting: 'Not made yet', draft: 'For you to read first', given: 'Given', withdrawn: 'Kept back' } satisfies Record<
      StudentReportStatus,
      string
    >,
    lacking: { own_view: 'No own view', everything: 'Nothing on record' } satisfies Record<Lacking, string>,
    hasLine: 'Has a line',
  },
  page: {
    crumb: (name: string) => `${name}: page`,
    add: 'Before you give it',
    addLead:
      'The page is the student’s. You can add a line of your own, and leave out what should not leave, for instance somebody else’s name.',
    line: 'A line from you',
    lineHint: 'Two or three sentences to the student, said as you would to them. It stands on the page with your name.',
    comments: 'The student’s own lines',
    commentsHint: 'A worry about a student’s safety does not wait for a page: raise a concern.',
    keep: (on: string, text: string) => `${on}: “${text}”`,
    noComments: 'The student wrote no lines in this time.',
    save: 'Save',
    saved: 'Saved. The page is as you see it.',
    saveFirst: 'Save what you changed, and see the page as it will be. Then you can give it.',
    meanwhile: (who: string | null) => `${who ?? 'Somebody'} saved another line while you wrote. Yours takes its place when you save.`,
    meanwhileGone: 'They left the line empty.',
    next: 'Read the next page',
    give: 'Give to the student',
    given: 'Given. The student finds it on My progress.',
    keepBack: 'Keep it back',
    takeBack: 'Take it back',
    keepBackTitle: 'Keep this page back?',
    takeBackTitle: 'Take this page back from the student?',
    keepBackBody: 'It is not given, and stays in the list with the reason.',
    takeBackBody:
      'The student no longer sees it in Waymark. It stays in the list with the reason; what was printed or downloaded stays out there.',
    reason: 'Why?',
    cancel: 'Cancel',
    withdrawn: 'The page was kept back.',
    takenBack: 'The page was taken back.',
    withdrawnOn: (when: string, why: string) => `Kept back ${when}: ${why}`,
    givenOn: (when: string, who: string | null) => (who === null ? `Given ${when}` : `Given ${when} by ${who}`),
    preview: 'The page',
    pdf: 'PDF',
    word: 'Word',
    taken: (n: number) => (n === 0 ? 'Not downloaded yet' : `Downloaded ${n === 1 ? 'once' : `${n} times`}`),
  },
  own: {
    section: 'Pages for you to keep',
    sectionLead: 'What you said, did and want next, on one page. It is yours: show it to whom you like.',
    open: (programme: string, from: string, to: string, given: string) => `${programme}, ${from} to ${to} (given ${given})`,
    title: 'Your page',
    lead: 'It is yours to keep, and to show to whom you like.',
  },
};
