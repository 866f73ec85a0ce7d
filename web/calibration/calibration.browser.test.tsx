import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  answerVignette,
  finishExercise,
  getOwnComparison,
  getOwnExercise,
  listOwnExercises,
  type OwnComparison,
  type OwnExercise,
} from '@waymark/contract/calibration.ts';
import { listOwnSecondScorings } from '@waymark/contract/second-scorings.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as CalibrationPage } from './CalibrationPage.tsx';
import { Component as ExercisePage } from './ExercisePage.tsx';

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
  await expect.element(screen.getByText(/1 of 2 levels is the same as the reference/)).toBeVisible();
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

test('to whoever neither scores nor leads, calibration is not there', async () => {
  const { screen } = await renderPage(routes, { at: '/calibration/new', session: { role: 'school_contact' } });
  await expect.element(screen.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
});
