import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  answerVignette,
  type Consistency,
  finishExercise,
  getConsistency,
  getOwnComparison,
  getOwnExercise,
  listCalibrators,
  listExercises,
  listOwnExercises,
  type OwnComparison,
  type OwnExercise,
  startExercise,
} from '@waymark/contract/calibration.ts';
import { cancelAnalysisRun } from '@waymark/contract/analysis.ts';
import { findSeverityRun, getSeverity, type Severity, type SeverityRun, startSeverityRun } from '@waymark/contract/severity.ts';
import { listOwnSecondScorings } from '@waymark/contract/second-scorings.ts';
import { listVignettes, type Vignette } from '@waymark/contract/vignettes.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as CalibrationPage } from './CalibrationPage.tsx';
import { Component as ExercisePage } from './ExercisePage.tsx';
import { Component as StartExercisePage } from './StartExercisePage.tsx';

const id = (n: number) => `01920000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`;
const exerciseId = id(1);
const descriptors = ['Names none.', 'Names one.', 'Names two.', 'Compares them.'];
const question = (n: number) => ({
  outcomeId: id(n),
  code: `K${n}`,
  type: 'Knowledge',
  statement: `Outcome ${n}`,
  descriptors,
  level: null,
});
const exercise: OwnExercise = {
  id: exerciseId,
  title: 'Autumn',
  dueOn: '2026-03-20',
  closed: false,
  finishedAt: null,
  vignettes: [
    { id: id(11), title: 'Amira', body: 'She names two routes.', questions: [question(21)] },
    { id: id(12), title: 'Callum', body: 'He names none.', questions: [question(22)] },
  ],
};
const reference = { ...question(21), level: 3, reasoning: 'Two routes named.' };
const comparison: OwnComparison = {
  id: exerciseId,
  title: 'Autumn',
  finishedAt: '2026-03-10T10:00:00Z',
  same: 1,
  near: 1,
  of: 2,
  lean: 0.5,
  colleagues: 4,
  shown: true,
  answers: [
    { ...reference, vignetteId: id(11), title: 'Amira', body: 'She names two routes.', own: 4, others: [0, 1, 3, 0] },
    { ...reference, outcomeId: id(22), vignetteId: id(12), title: 'Callum', body: 'He names none.', own: 3, others: null },
  ],
};
const routes = [
  { path: '/calibration', element: <CalibrationPage /> },
  { path: '/calibration/new', element: <StartExercisePage /> },
  { path: '/calibration/:id', element: <ExercisePage /> },
];
const noMeetings = answer(listOwnSecondScorings, { items: [] });

test('on a small phone a mentor scores the cases one by one, and cannot finish before the last', async () => {
  await page.viewport(320, 640);
  let finished = false;
  const { screen, callsOf } = await renderPage(routes, {
    at: `/calibration/${exerciseId}`,
    respond: [
      answer(getOwnExercise, () => ({ ...exercise, finishedAt: finished ? '2026-03-10T10:00:00Z' : null })),
      answer(answerVignette, { answered: 1, of: 2 }),
      answer(finishExercise, () => {
        finished = true;
        return { id: exerciseId };
      }),
      answer(getOwnComparison, comparison),
      answer(listOwnExercises, { provisionalFrom: null, items: [] }),
      noMeetings,
    ],
  });
  await expect.element(screen.getByRole('heading', { name: 'Amira' })).toBeVisible();
  expectNoSidewaysScroll();
  await expectAccessible();
  await userEvent.click(screen.getByText('Names two.'));
  await expect.element(screen.getByText('1 of 2 levels given')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Next case' }));
  await expect.element(screen.getByRole('heading', { name: 'Callum' })).toHaveFocus();
  await expect.element(screen.getByRole('button', { name: /1 level still to give/ })).toBeVisible();
  // with the number keys, as in the meeting room
  await userEvent.tab();
  await userEvent.keyboard('1');
  await userEvent.click(screen.getByRole('button', { name: 'Finish' }));
  await userEvent.click(screen.getByRole('dialog').getByRole('button', { name: 'Finish' }));
  await expect.element(screen.getByText(/1 of 2 levels are the same as the reference/)).toBeVisible();
  expect(callsOf(answerVignette).map(({ body }) => body.level)).toEqual([3, 1]);
});

test('a level that could not be kept is not shown as given', async () => {
  const { screen } = await renderPage(routes, {
    at: `/calibration/${exerciseId}`,
    respond: [
      answer(getOwnExercise, exercise),
      answer(answerVignette, () => {
        throw refusal(409, 'This exercise is closed.');
      }),
    ],
  });
  await userEvent.click(screen.getByText('Names two.'));
  await expect.element(screen.getByText('This exercise is closed.')).toBeVisible();
  await expect.element(screen.getByText('0 of 2 levels given')).toBeVisible();
});

test('what could not be sent stays chosen, is said, and is sent again; whoever leaves and comes back finds what they gave', async () => {
  let there = false;
  const kept: { vignetteId: string; level: number | null }[] = [];
  const { screen, router } = await renderPage(routes, {
    at: `/calibration/${exerciseId}`,
    respond: [
      answer(getOwnExercise, () => ({
        ...exercise,
        vignettes: exercise.vignettes.map((one) => {
          const level = kept.findLast(({ vignetteId }) => vignetteId === one.id)?.level ?? null;
          return { ...one, questions: one.questions.map((asked) => ({ ...asked, level })) };
        }),
      })),
      answer(answerVignette, ({ body }) => {
        if (!there) throw refusal(503, 'Waymark is starting.');
        kept.push(body);
        return { answered: 1, of: 2 };
      }),
      answer(listOwnExercises, { provisionalFrom: null, items: [] }),
      noMeetings,
    ],
  });
  await userEvent.click(screen.getByText('Names two.'));
  await expect.element(screen.getByText('1 answer has not arrived yet')).toBeVisible();
  await expect.element(screen.getByText('1 of 2 levels given')).toBeVisible();
  there = true;
  await userEvent.click(screen.getByRole('button', { name: 'Try again now' }));
  await expect.poll(() => kept).toMatchObject([{ vignetteId: id(11), level: 3 }]);
  await expect.element(screen.getByText('1 answer has not arrived yet')).not.toBeInTheDocument();
  await router.navigate('/calibration');
  await expect.element(screen.getByText('Nothing to do')).toBeVisible();
  await router.navigate(`/calibration/${exerciseId}`);
  await expect.element(screen.getByText('1 of 2 levels given')).toBeVisible();
});

test('the comparison begins with where one differs, says why, and names no colleague', async () => {
  await page.viewport(390, 844);
  const { screen } = await renderPage(routes, {
    at: `/calibration/${exerciseId}`,
    respond: [answer(getOwnExercise, { ...exercise, finishedAt: comparison.finishedAt }), answer(getOwnComparison, comparison)],
  });
  await expect.element(screen.getByRole('heading', { name: 'Where you differ' })).toBeVisible();
  await expect.element(screen.getByText('Colleagues', { exact: true })).toBeVisible();
  await expect.element(screen.getByText('Level 3 (reference)')).toBeVisible();
  await expect.element(screen.getByText(/Only you see this page/)).toBeVisible();
  await expectAccessible();
});

test('a mentor whose scores do not count yet is told so, and what to do about it', async () => {
  const item = { id: exerciseId, title: 'Autumn', dueOn: '2026-03-20', closed: false, vignettes: 2, answered: 0, of: 2, finishedAt: null };
  const { screen } = await renderPage(routes, {
    at: '/calibration',
    respond: [
      answer(listOwnExercises, { provisionalFrom: '2026-03-01', items: [item] }),
      answer(listOwnSecondScorings, {
        items: [{ id: id(31), meetingOn: '2026-03-02', basis: 'notes', dueOn: '2026-03-20', outcomes: 3, answered: 1 }],
      }),
    ],
  });
  await expect
    .element(
      screen.getByText(
        /Since 1 March 2026 .* leave out what you scored from that day on until you have finished one exercise; then all of it counts\. What you scored before that day counts already/,
      ),
    )
    .toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Start Autumn' })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Go on with Meeting of 2 March 2026' })).toBeVisible();
  await expectAccessible();
});

const estimate = (value: number, ci: [number, number]) => ({
  kind: 'estimate' as const,
  estimate: value,
  ci,
  n: 30,
  method: 'Mean',
  warnings: [],
});
const refused = { kind: 'refusal' as const, says: 'There is one exercise or none.', wouldNeed: 'A second exercise.' };
const mentor = (name: string, n: number, tendency: Consistency['mentors'][number]['tendency']): Consistency['mentors'][number] => ({
  memberId: id(n),
  name,
  exercises: 1,
  answers: 17,
  lastFinishedAt: '2026-02-03T10:00:00Z',
  due: null,
  provisional: name === 'Cai',
  exact: 0.5,
  adjacent: 0.9,
  tendency,
  drift: refused,
  byExercise: [],
});
const consistency: Consistency = {
  gateFrom: '2026-03-01',
  reference: { n: 51, kappa: estimate(0.7, [0.5, 0.85]), exact: estimate(0.6, [0.5, 0.7]), adjacent: estimate(0.95, [0.9, 1]) },
  doubleScored: {
    n: 0,
    meetings: 0,
    drawn: 0,
    kappa: refused,
    exact: refused,
    adjacent: refused,
    byHand: { meetings: 2, pairs: 6, same: 4, near: 2 },
  },
  mentors: [mentor('Ann', 41, estimate(0.8, [0.5, 1.1])), mentor('Cai', 42, refused)],
};

const refusedSeverity: Severity = {
  says: 'Cannot be said. Fewer than six mentors.',
  wouldNeed: 'At least six.',
  items: [],
  toFit: false,
  fittedAt: null,
};

test('a lead reads tendencies as intervals in order of name, and refusals in words', async () => {
  await page.viewport(390, 844);
  const { screen } = await renderPage(routes, {
    at: '/calibration',
    session: { role: 'lead' },
    respond: [answer(getConsistency, consistency), answer(getSeverity, refusedSeverity), answer(listExercises, { items: [] })],
  });
  await expect.element(screen.getByText('+0.80 (+0.50 to +1.10)')).toBeVisible();
  await expect.element(screen.getByText('0.70 (0.50 to 0.85)')).toBeVisible();
  await expect.element(screen.getByText('Provisional', { exact: true })).toBeVisible();
  await expect
    .element(screen.getByText(/^Cannot be said\. Fewer than six mentors\. It would need: At least six\. What you can do:/))
    .toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'draw meetings for a second mentor.' })).toBeVisible();
  await expect.element(screen.getByText(/Nobody has asked Cai/)).toBeVisible();
  await expect.element(screen.getByText(/Not in these figures: 2 meetings chosen by hand, with 6 pairs of levels/)).toBeVisible();
  // no meeting has been scored twice
  await expect.element(screen.getByText('Nothing to compare yet.')).toBeVisible();
  expectNoSidewaysScroll();
  await expectAccessible();
});

test('so many mentors that a page cannot wait for it are compared beside it, and the rest of the page is there meanwhile', async () => {
  let run: SeverityRun | null = null;
  const state = (status: SeverityRun['status'], progress: number): SeverityRun => ({
    id: id(71),
    status,
    progress,
    stage: status === 'running' ? 'mentors side by side' : '',
    startedAt: '2026-03-11T10:00:00Z',
  });
  const states = [state('running', 0.4), state('done', 1)];
  const none: Severity = { says: 'So many mentors take longer.', wouldNeed: null, items: [], toFit: true, fittedAt: null };
  const compared: Severity = {
    ...none,
    says: 'From 90,000 levels.',
    items: [{ memberId: id(41), name: 'Ann', severity: estimate(0.31, [0.11, 0.51]) }],
    fittedAt: '2026-03-11T10:00:00Z',
  };
  const { screen } = await renderPage(routes, {
    at: '/calibration',
    session: { role: 'lead' },
    respond: [
      answer(getConsistency, consistency),
      answer(listExercises, { items: [] }),
      answer(getSeverity, () => (run?.status === 'done' ? compared : none)),
      answer(findSeverityRun, () => ({ run })),
      answer(startSeverityRun, () => ({ run: (run = states.shift()!) })),
      answer(cancelAnalysisRun, () => {
        run = state('cancelled', 0);
        return { done: true as const };
      }),
    ],
  });
  await expect.element(screen.getByText('+0.80 (+0.50 to +1.10)')).toBeVisible();
  await screen.getByRole('button', { name: 'Compare now' }).click();
  await expect.element(screen.getByText('40%: mentors side by side')).toBeVisible();
  await expectAccessible();
  await screen.getByRole('button', { name: 'Stop' }).click();
  await screen.getByRole('button', { name: 'Compare again' }).click();
  await expect.element(screen.getByText('+0.31 (+0.11 to +0.51)')).toBeVisible();
  // it was judged more meanwhile: what stands is told to be of before, and can be worked out again
  await expect
    .element(screen.getByText(/^From 90,000 levels\. Worked out on what had been judged by .+ More has been judged since/))
    .toBeVisible();
  expectNoSidewaysScroll();
});

test('to whoever neither scores nor leads, calibration is not there', async () => {
  const { screen } = await renderPage(routes, { at: '/calibration/new', session: { role: 'school_contact' } });
  await expect.element(screen.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
});

const vignette: Vignette = {
  id: id(11),
  title: 'Amira',
  body: 'She names two routes.',
  shipped: true,
  publishedAt: '2026-03-01T10:00:00Z',
  retiredAt: null,
  exercises: 0,
  references: [reference],
};
const people = answer(listCalibrators, {
  items: [
    { memberId: id(41), name: 'Ann', lastFinishedAt: null, open: false },
    { memberId: id(42), name: 'Cai', lastFinishedAt: '2026-02-03T10:00:00Z', open: true },
  ],
});

test('a lead starts an exercise with a name and a day; everybody is asked unless left out', async () => {
  const { screen, callsOf } = await renderPage(routes, {
    at: '/calibration/new',
    session: { role: 'lead' },
    respond: [
      answer(listVignettes, {
        items: [vignette, { ...vignette, id: id(13), title: 'Old', retiredAt: '2026-03-02T10:00:00Z' }],
        drafts: [],
      }),
      people,
      answer(startExercise, ({ body }) => ({ id: body.id })),
    ],
  });
  await userEvent.click(screen.getByRole('button', { name: 'Start and ask' }));
  await expect.element(screen.getByText('Give the exercise a name.')).toBeVisible();
  await expectAccessible();
  await userEvent.fill(screen.getByRole('textbox', { name: 'Name' }), 'Autumn');
  await userEvent.fill(screen.getByLabelText(/^Due/), '2026-03-20');
  await userEvent.click(screen.getByRole('checkbox', { name: /Cai/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Start and ask' }));
  await expect.poll(() => callsOf(startExercise).length).toBe(1);
  expect(callsOf(startExercise)[0]?.body).toMatchObject({ title: 'Autumn', vignetteIds: [id(11)], memberIds: [id(41)] });
});
