import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { openRoom } from '@waymark/contract/meeting-room.ts';
import { getPrep, type Prep } from '@waymark/contract/prep.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component } from './PreparePage.tsx';

const id = (n: number) => `01920000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const view = (level: number, on: string) => ({ level, on, previousLevel: null, askedOn: on, missingReason: null });

const outcome = (n: number, statement: string, more: Partial<Prep['types'][number]['outcomes'][number]> = {}) => ({
  seriesId: id(n),
  outcomeId: id(n + 100),
  statement,
  question: `Tell me: ${statement.toLowerCase()}?`,
  descriptors: ['Does not yet', 'With help', 'On their own', 'With reasons'],
  mentor: null,
  student: null,
  history: [],
  ...more,
});

const prep: Prep = {
  meeting: {
    id: id(1),
    startsAt: '2026-03-12T10:00:00Z',
    status: 'scheduled',
    mode: 'in_person',
    place: 'Library',
    plannedMinutes: 30,
    mentor: { id: id(2), name: 'Mo Farooq' },
    programme: 'Aspire',
    purpose: 'Choosing a course',
  },
  student: { id: id(3), name: 'Ada Byron', yearGroup: 12, school: 'Hill Road' },
  today: '2026-03-11',
  last: {
    id: id(4),
    startsAt: '2026-02-11T10:00:00Z',
    mentor: 'Mo Farooq',
    minutes: 35,
    scored: [{ seriesId: id(20), statement: 'Names a course', level: 1, previousLevel: 3 }],
  },
  changes: [
    { kind: 'meeting', on: '2026-02-25', mentor: 'Mo Farooq', status: 'student_absent', reason: 'Bus was late' },
    {
      kind: 'scored',
      on: '2026-02-20',
      by: 'Ada Byron',
      perspective: 'student',
      statement: 'Names a course',
      level: 4,
      previousLevel: null,
    },
  ],
  questions: [
    {
      seriesId: id(20),
      reasons: [
        { kind: 'action_due', actionId: id(5), title: 'Visit an open day', dueOn: '2026-03-10', overdue: true },
        { kind: 'fell', from: 3, to: 1, on: '2026-02-11' },
        { kind: 'disagree', mentor: 1, student: 4 },
      ],
    },
    { seriesId: id(21), reasons: [{ kind: 'never_assessed' }] },
    { seriesId: id(22), reasons: [{ kind: 'stale', on: '2025-09-01', days: 191 }] },
  ],
  levels: 4,
  types: [
    {
      code: 'knowledge',
      name: 'Knowledge',
      outcomes: [
        outcome(20, 'Names a course', {
          mentor: { ...view(1, '2026-02-11'), previousLevel: 3 },
          student: view(4, '2026-02-20'),
          history: [
            { on: '2025-11-01', level: 3, perspective: 'mentor', point: 'baseline' },
            { on: '2026-02-11', level: 1, perspective: 'mentor', point: 'progress' },
          ],
        }),
        outcome(21, 'Knows the deadlines'),
      ],
    },
    { code: 'motivation', name: 'Motivation', outcomes: [outcome(22, 'Keeps going when it is hard', { mentor: view(4, '2025-09-01') })] },
  ],
  actions: [{ id: id(5), title: 'Visit an open day', detail: 'Take a parent', owner: 'student', dueOn: '2026-03-10', seriesId: id(20) }],
  notes: [
    {
      id: id(6),
      meetingOn: '2026-01-15',
      author: 'Pat Before',
      body: 'Likes to be asked about music',
      handedOver: true,
      sharedWithStudent: false,
    },
  ],
  classroom: { items: [], waiting: 2 },
  mayMeet: true,
};

const routes = [
  { path: '/meetings/:id/prepare', Component },
  { path: '/meetings/:id/meet', element: <p>The meeting</p> },
];
// the page puts the meeting on the device in the background; without it the page is the same
const noRoom = answer(openRoom, () => Promise.reject(refusal(404, 'This meeting is not here.')));
const show = (data: Partial<Prep> = {}) =>
  renderPage(routes, { at: `/meetings/${id(1)}/prepare`, respond: [answer(getPrep, { ...prep, ...data }), noRoom] });

afterEach(() => page.viewport(390, 844));

test('a mentor reads what to ask first, each question with its reasons', async () => {
  const { screen } = await show();
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Prepare for Ada Byron' })).toBeVisible();
  const questions = screen.getByRole('region', { name: 'Worth asking now' });
  await expect.element(questions.getByText('Tell me: names a course?')).toBeVisible();
  await expect.element(questions.getByText('Fell from 3 to 1 on Wed 11 Feb')).toBeVisible();
  await expect.element(questions.getByText('Views differ: mentor 1, student 4')).toBeVisible();
  await expect.element(questions.getByText('Never assessed')).toBeVisible();
  await expect.element(questions.getByText('Last scored 191 days ago')).toBeVisible();
  await expectAccessible();
});

test('what happened since the last meeting, what is due and what was handed over stand beside', async () => {
  const { screen } = await show();
  const since = screen.getByRole('region', { name: 'Since last time' });
  await expect.element(since.getByText('Last met on 11 February 2026 for 35 minutes, with Mo Farooq.')).toBeVisible();
  await expect.element(since.getByText('3 → 1')).toBeVisible();
  await expect.element(since.getByText(/Student did not come, Mo Farooq: Bus was late/)).toBeVisible();
  await expect.element(screen.getByText('Overdue since Tue 10 Mar · Student’s')).toBeVisible();
  await expect.element(screen.getByText('Pat Before, Thu 15 Jan · Handed over')).toBeVisible();
});

test('where the student stands is told by the whole distribution, with their own view beside the mentor’s', async () => {
  const { screen } = await show();
  const stands = screen.getByRole('region', { name: 'Where Ada Byron stands' });
  await expect.element(stands.getByText('1 at level 1 · 1 not assessed')).toBeVisible();
  await expect.element(stands.getByText('Mentor’s scores so far: 3 → 1')).toBeVisible();
  await expect.element(stands.getByRole('table', { name: 'Knowledge' }).getByText('Level 4 of 4')).toBeInTheDocument();
});

test('the meeting starts from here, for the mentor whose meeting it is', async () => {
  const { screen, router } = await show();
  await screen.getByRole('link', { name: 'Start meeting' }).click();
  await expect.poll(() => router.state.location.pathname).toBe(`/meetings/${id(1)}/meet`);
});

test('a lead reads it without starting it, and a meeting that is over says so', async () => {
  const { screen } = await show({ mayMeet: false, meeting: { ...prep.meeting, status: 'held' } });
  await expect.element(screen.getByText('This meeting is over: met.')).toBeVisible();
  await expect.element(screen.getByText('With Mo Farooq', { exact: true })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Start meeting' })).not.toBeInTheDocument();
});

test('before the first meeting it says so, and nothing is empty without a word', async () => {
  const { screen } = await show({ last: null, changes: [], actions: [], notes: [], questions: [] });
  await expect.element(screen.getByText(/This is the first meeting/)).toBeVisible();
  await expect.element(screen.getByText('No open actions.')).toBeVisible();
  await expect.element(screen.getByText('No notes from earlier meetings that you may read.')).toBeVisible();
  await expectAccessible();
});

test('a meeting that is not there for the mentor any more is said in a sentence', async () => {
  const gone = answer(getPrep, () => Promise.reject(refusal(404, 'This meeting is not here.')));
  const { screen } = await renderPage(routes, { at: `/meetings/${id(1)}/prepare`, respond: [gone] });
  await expect.element(screen.getByText('This meeting is not here.')).toBeVisible();
});

test('it fits a narrow phone', async () => {
  await page.viewport(320, 640);
  const { screen } = await show();
  await expect.element(screen.getByText('Tell me: names a course?')).toBeVisible();
  expectNoSidewaysScroll();
});
