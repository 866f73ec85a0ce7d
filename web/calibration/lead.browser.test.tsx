import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cancelAnalysisRun } from '@waymark/contract/analysis.ts';
import { type Consistency, getConsistency, listCalibrators, listExercises, startExercise } from '@waymark/contract/calibration.ts';
import { findSeverityRun, getSeverity, type Severity, type SeverityRun, startSeverityRun } from '@waymark/contract/severity.ts';
import { listVignettes, type Vignette } from '@waymark/contract/vignettes.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as CalibrationPage } from './CalibrationPage.tsx';
import { Component as StartExercisePage } from './StartExercisePage.tsx';

const id = (n: number) => `01920000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`;
const routes = [
  { path: '/calibration', element: <CalibrationPage /> },
  { path: '/calibration/new', element: <StartExercisePage /> },
  { path: '/calibration/:id', element: null },
];

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
  // why there is no figure is read by touch and by keyboard too
  const reason = screen
    .getByRole('row', { name: /^Cai/ })
    .getByText(/There is one exercise or none\./)
    .first();
  await expect.element(reason).not.toBeVisible();
  await screen.getByRole('row', { name: /^Cai/ }).getByText('Too little to say').first().click();
  await expect.element(reason).toBeVisible();
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

const vignette: Vignette = {
  id: id(11),
  title: 'Amira',
  body: 'She names two routes.',
  shipped: true,
  publishedAt: '2026-03-01T10:00:00Z',
  retiredAt: null,
  exercises: 0,
  references: [
    {
      outcomeId: id(21),
      code: 'K21',
      type: 'Knowledge',
      statement: 'Outcome 21',
      descriptors: ['Names none.', 'Names one.', 'Names two.', 'Compares them.'],
      level: 3,
      reasoning: 'Two routes named.',
    },
  ],
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
