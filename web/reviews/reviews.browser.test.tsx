import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { listFollowUps } from '@waymark/contract/closures.ts';
import { getReview, holdReview, listReviews, saveReviewDraft } from '@waymark/contract/reviews.ts';
import { listTargetChoices } from '@waymark/contract/targets.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, renderPage } from '../testing/renderPage.tsx';
import { Component as ReviewPage } from './ReviewPage.tsx';
import { Component as ReviewsPage } from './ReviewsPage.tsx';
import { dueReview, evidence, reviewId, reviewRow } from './reviews.fixture.ts';

const routes = [
  { path: '/reviews', element: <ReviewsPage /> },
  { path: '/reviews/:id', element: <ReviewPage /> },
  { path: '/enrolments/:id/close', element: <h1>Closing</h1> },
];
const at = `/reviews/${reviewId}`;
const savedAt = '2026-03-11T10:00:00.000Z';
const choices = answer(listTargetChoices, { measures: [], outcomes: [] });

test('a review answers what can be answered, says what cannot and why, and asks each decision only for what it needs', async () => {
  const { screen, callsOf } = await renderPage(routes, {
    at,
    respond: [
      answer(getReview, dueReview),
      choices,
      answer(saveReviewDraft, ({ ifMatch }) => ({ savedAt, version: (ifMatch ?? 0) + 1 })),
      answer(holdReview, { id: reviewId, decision: 'step_down', nextDueOn: '2026-05-06' }),
    ],
  });
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Review: Ada Lovelace' })).toBeVisible();
  // folded: the answer and why are in sight, the value a press away
  await expect.element(screen.getByText('Cannot be said yet')).toBeVisible();
  await expect.element(screen.getByText(/^Punctuality 94.0%. There is no baseline to compare with/)).toBeVisible();
  const punctuality = screen.getByRole('heading', { name: 'Is punctuality better?' });
  const isOpen = () => punctuality.element().closest('details')?.open;
  expect(isOpen()).toBe(false);
  await userEvent.click(punctuality);
  await expect.poll(isOpen).toBe(true);
  await expect.element(screen.getByText(/^Not followed by your organisation/)).toBeVisible();
  await expect.element(screen.getByText('9 meetings held, 270 minutes. Missed: 2 by the student, 0 by the mentor.')).toBeVisible();
  await expect.element(screen.getByText('▲ better').first()).toBeVisible();
  await expect.element(screen.getByRole('textbox', { name: 'Teachers' })).toHaveValue(dueReview.entry.voices.teacher);
  await expectAccessible();
  await userEvent.fill(screen.getByRole('textbox', { name: 'The student' }), 'It is easier now.');
  await userEvent.click(screen.getByRole('radio', { name: 'Step down' }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'What support there is from now on' }), 'Every four weeks');
  await expect
    .poll(() => callsOf(saveReviewDraft).at(-1)?.body)
    .toMatchObject({ voices: { student: 'It is easier now.' }, plan: 'Every four weeks' });
  await expect.element(screen.getByText(/^Saved at/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Hold the review' }));
  await expect.poll(() => callsOf(holdReview)[0]?.body).toMatchObject({ decision: 'step_down', seen: 'seen' });
  // the version the last save gave
  expect(callsOf(holdReview)[0]?.ifMatch).toBe(callsOf(saveReviewDraft).length + 1);
});

test('of two tabs the second is told, and what was typed stays on the screen', async () => {
  let taken = false;
  const { screen } = await renderPage(routes, {
    at,
    respond: [
      answer(getReview, () =>
        taken ? { ...dueReview, version: 5, draftSavedAt: savedAt, entry: { ...dueReview.entry, plan: 'Theirs' } } : dueReview,
      ),
      choices,
      answer(saveReviewDraft, () => {
        taken = true;
        throw refusal(412, 'Changed meanwhile.', { code: 'changed-meanwhile' });
      }),
    ],
  });
  const said = screen.getByRole('textbox', { name: 'The mentor' });
  await userEvent.fill(said, 'Mine');
  await expect.element(screen.getByRole('alert').getByText(/changed in another window/)).toBeVisible();
  await expect.element(said).toHaveValue('Mine');
  await expect.element(screen.getByRole('button', { name: 'Hold the review' })).toBeDisabled();
  await userEvent.click(screen.getByRole('button', { name: 'Load the newest' }));
  await expect.element(said).toHaveValue('');
});

test('changing the plan takes actions along; a review that closes leads into closing', async () => {
  const { screen, router, callsOf } = await renderPage(routes, {
    at,
    respond: [
      answer(getReview, dueReview),
      choices,
      answer(saveReviewDraft, ({ ifMatch }) => ({ savedAt, version: (ifMatch ?? 0) + 1 })),
      answer(holdReview, { id: reviewId, decision: 'close', nextDueOn: null }),
    ],
  });
  await userEvent.click(screen.getByRole('radio', { name: 'Change the plan' }));
  await userEvent.click(screen.getByRole('button', { name: 'Add an action' }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'What is to be done' }), 'Ask for a later bus');
  await expect
    .poll(() => callsOf(saveReviewDraft).at(-1)?.body.actions)
    .toMatchObject([{ title: 'Ask for a later bus', owner: 'student' }]);
  await expectAccessible();
  await userEvent.click(screen.getByRole('radio', { name: 'Close', exact: true }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'Why' }), 'All done');
  await userEvent.click(screen.getByRole('button', { name: 'Hold the review and close the case' }));
  await expect.poll(() => router.state.location.pathname).toBe(`/enrolments/${dueReview.enrolmentId}/close`);
});

test('a held review shows what was decided and what was seen, and nothing can be entered', async () => {
  const held = {
    ...dueReview,
    status: 'held' as const,
    seen: null,
    entry: { ...dueReview.entry, decision: 'continue' as const, decisionNote: 'It works.' },
    held: { on: '2026-03-04', by: 'Mo Farooq', agreed: { targets: [], actions: [], nextReviewOn: null } },
    evidence,
  };
  const { screen } = await renderPage(routes, { at, respond: [answer(getReview, held)] });
  await expect.element(screen.getByText('Held on 4 March 2026 by Mo Farooq')).toBeVisible();
  await expect.element(screen.getByText('Continue as it is')).toBeVisible();
  await expect.element(screen.getByText(/What the reviewer saw on the day/)).toBeVisible();
  expect(screen.getByRole('textbox').elements()).toHaveLength(0);
  await expectAccessible();
});

test('where no targets are set, the review says where to set some; once it is held, that none were', async () => {
  const without = { ...evidence, targets: [] };
  const due = await renderPage(routes, { at, respond: [answer(getReview, { ...dueReview, evidence: without }), choices] });
  await expect.element(due.screen.getByText(/Choose “Change the plan” below to set some/)).toBeVisible();
  await due.screen.unmount();
  const held = {
    ...dueReview,
    status: 'held' as const,
    seen: null,
    entry: { ...dueReview.entry, decision: 'continue' as const },
    held: { on: '2026-03-04', by: 'Mo Farooq', agreed: { targets: [], actions: [], nextReviewOn: null } },
    evidence: without,
  };
  const { screen } = await renderPage(routes, { at, respond: [answer(getReview, held)] });
  await expect.element(screen.getByText('No targets were set at the time, so this could not be said.')).toBeVisible();
  expect(screen.getByText(/below to set some/).elements()).toHaveLength(0);
});

test('a lead sees who is how late, and keeps the filter in the address', async () => {
  const { screen, router, callsOf } = await renderPage(routes, {
    at: '/reviews',
    session: { role: 'safeguarding_lead' },
    respond: [answer(listReviews, { items: [reviewRow], next: null }), answer(listFollowUps, { items: [], next: null })],
  });
  await expect.element(screen.getByText('7 days overdue')).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('combobox', { name: 'Show' }));
  await userEvent.click(screen.getByRole('option', { name: 'Overdue' }));
  await expect.poll(() => callsOf(listReviews).at(-1)?.query).toMatchObject({ state: 'overdue' });
  expect(router.state.location.search).toBe('?state=overdue');
});
