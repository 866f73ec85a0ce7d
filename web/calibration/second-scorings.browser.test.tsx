import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { listCalibrators, listOwnExercises } from '@waymark/contract/calibration.ts';
import {
  askSecondScorings,
  drawScorableMeetings,
  getOwnSecondScoring,
  keepSecondAnswer,
  listOwnSecondScorings,
  listScorableMeetings,
  listSecondScorings,
  recordSecondScores,
} from '@waymark/contract/second-scorings.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as CalibrationPage } from './CalibrationPage.tsx';
import { Component as DoubleScoringPage } from './DoubleScoringPage.tsx';
import { Component as SecondScoringPage } from './SecondScoringPage.tsx';

const id = (n: number) => `01920000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`;
const routes = [
  { path: '/calibration', element: <CalibrationPage /> },
  { path: '/calibration/double', element: <DoubleScoringPage /> },
  { path: '/calibration/double/:id', element: <SecondScoringPage /> },
];

const scorable = {
  id: id(51),
  heldOn: '2026-03-02',
  studentId: id(61),
  student: 'Zoë Quill',
  mentorId: id(41),
  mentor: 'Ann',
  outcomes: 3,
};

test('a lead draws meetings by a seed, or chooses them by hand; each has a second mentor who is not the first', async () => {
  const { screen, callsOf } = await renderPage(routes, {
    at: '/calibration/double',
    session: { role: 'lead' },
    respond: [
      answer(listCalibrators, {
        items: [
          { memberId: id(41), name: 'Ann', lastFinishedAt: null, open: false },
          { memberId: id(42), name: 'Cai', lastFinishedAt: '2026-02-03T10:00:00Z', open: true },
        ],
      }),
      answer(listSecondScorings, { items: [], next: null }),
      answer(drawScorableMeetings, { of: 1, items: [scorable] }),
      answer(listScorableMeetings, { items: [scorable], next: null }),
      answer(askSecondScorings, { asked: 1 }),
    ],
  });
  await userEvent.click(screen.getByRole('button', { name: 'Draw' }));
  await expect.element(screen.getByText(/Zoë Quill/)).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Ask for 1 second scoring' }));
  await expect
    .poll(() => callsOf(askSecondScorings)[0]?.body)
    .toMatchObject({ basis: 'notes', draw: { count: 10 }, items: [{ meetingId: id(51), scorerId: id(42) }] });
  await userEvent.click(screen.getByText('Choose by hand'));
  await userEvent.click(screen.getByRole('checkbox', { name: /Zoë Quill/ }));
  await expect.element(screen.getByText('1 meeting chosen.')).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Ask for 1 second scoring' }));
  await expect.poll(() => callsOf(askSecondScorings)[1]?.body).toMatchObject({ draw: null, items: [{ meetingId: id(51) }] });
});

test('a second mentor scores a meeting from its notes, and may say that it cannot be told', async () => {
  await page.viewport(320, 640);
  const { screen, callsOf, router } = await renderPage(routes, {
    at: `/calibration/double/${id(31)}`,
    respond: [
      answer(getOwnSecondScoring, {
        id: id(31),
        meetingOn: '2026-03-02',
        basis: 'notes',
        dueOn: '2026-03-20',
        student: 'Zoë',
        yearGroup: 9,
        notes: ['We spoke about college.'],
        questions: [21, 22].map((n) => ({
          outcomeId: id(n),
          type: 'Knowledge',
          statement: `Outcome ${n}`,
          question: 'What?',
          descriptors: ['Names none.', 'Names one.', 'Names two.', 'Compares them.'],
          // chosen on an earlier visit
          begun: n === 22 ? { level: null, missingReason: 'not_asked' as const } : null,
        })),
      }),
      answer(keepSecondAnswer, { answered: 2 }),
      answer(recordSecondScores, { id: id(31) }),
      answer(listOwnExercises, { provisionalFrom: null, items: [] }),
      answer(listOwnSecondScorings, { items: [] }),
    ],
  });
  await expect.element(screen.getByText('We spoke about college.')).toBeVisible();
  expectNoSidewaysScroll();
  await expectAccessible();
  await userEvent.click(screen.getByRole('group', { name: 'Outcome 21' }).getByText('Names one.'));
  await expect.poll(() => callsOf(keepSecondAnswer)[0]?.body).toEqual({ outcomeId: id(21), answer: { level: 2, missingReason: null } });
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  await expect.poll(() => router.state.location.pathname).toBe('/calibration');
  expect(callsOf(recordSecondScores)[0]?.body.scores).toEqual([
    { outcomeId: id(21), level: 2, missingReason: null },
    { outcomeId: id(22), level: null, missingReason: 'not_asked' },
  ]);
});
