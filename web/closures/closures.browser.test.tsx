import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  type Closure,
  type ClosingGround,
  closeEnrolment,
  getClosing,
  getClosure,
  listFollowUps,
  recordFollowUp,
} from '@waymark/contract/closures.ts';
import { evidence, reviewId } from '../reviews/reviews.fixture.ts';
import { ids } from '../students/testStudent.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, renderPage } from '../testing/renderPage.tsx';
import { Component as ClosePage } from './ClosePage.tsx';
import { Component as ClosurePage } from './ClosurePage.tsx';
import FollowUps from './FollowUps.tsx';

const closureId = '01920000-0000-7000-8000-00000000a201';
const outcomeId = '01920000-0000-7000-8000-00000000a202';
const actionId = '01920000-0000-7000-8000-00000000a203';
const student = { id: ids.student, name: 'Ada Lovelace' };

const ground: ClosingGround = {
  enrolmentId: ids.enrolment,
  student,
  firstName: 'Ada',
  programme: 'Aspire',
  startedOn: '2025-09-03',
  mentors: [{ id: ids.mentor, name: 'Mo Farooq' }],
  version: 3,
  evidence,
  review: { id: reviewId, heldOn: '2026-03-10', decisionNote: 'All that was planned is done.', plan: '', studentVoice: '' },
  openActions: [{ id: actionId, title: 'Visit the college', owner: 'student', dueOn: '2026-03-20' }],
  meetingsAhead: 2,
  framework: {
    versionId: ids.match,
    levels: 4,
    types: [
      {
        name: 'Independence',
        outcomes: [
          {
            outcomeId,
            seriesId: ids.school,
            statement: 'Student can ask for help',
            descriptors: ['Never', 'When told to', 'At times', 'Alone'],
            latest: { level: 2, on: '2026-03-01' },
          },
        ],
      },
    ],
  },
  measures: [],
  suggestedSummary: 'Dear Ada,\n\nWell done.',
};

const closure: Closure = {
  id: closureId,
  enrolmentId: ids.enrolment,
  student,
  programme: 'Aspire',
  startedOn: '2025-09-03',
  reviewId,
  kind: 'planned',
  endedBy: 'programme',
  reason: 'All that was planned is done.',
  closedOn: '2026-03-11',
  closedBy: 'Mo Farooq',
  evidence,
  assessmentSkipped: null,
  actionsKept: ['Visit the college'],
  studentSummary: 'Dear Ada,\n\nWell done.',
  whatNext: 'Choosing options in May.',
  followUpOn: '2026-06-10',
  followedUpOn: null,
  followedUpBy: null,
  followUpNote: '',
  followedBy: null,
  version: 1,
};

const routes = [
  { path: '/enrolments/:id/close', element: <ClosePage /> },
  { path: '/closures/:id', element: <ClosurePage /> },
  { path: '/reviews', element: <FollowUps /> },
];

test('closing carries the review over, asks what becomes of what is open, and says what will end before it does', async () => {
  const { screen, router, callsOf } = await renderPage(routes, {
    at: `/enrolments/${ids.enrolment}/close`,
    session: { role: 'lead' },
    respond: [
      answer(getClosing, ground),
      answer(closeEnrolment, { id: closureId, closedOn: '2026-03-11', matchesEnded: 1, meetingsCancelled: 2 }),
      answer(getClosure, closure),
    ],
  });
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Close the case of Ada Lovelace' })).toBeVisible();
  await expect.element(screen.getByRole('radio', { name: 'As planned' })).toBeChecked();
  await expect.element(screen.getByText('2 meetings still to come will be cancelled.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Close the case' }));
  await expect.element(screen.getByText('Choose one of the two.')).toBeVisible();
  // the first question that was left out, screens above the button
  await expect.element(screen.getByRole('radio', { name: 'The mentor' })).toHaveFocus();
  await expect.element(screen.getByRole('alert').first()).toBeVisible();
  await userEvent.click(screen.getByRole('radio', { name: 'The programme' }));
  await userEvent.click(screen.getByRole('radio', { name: 'Score outcomes now' }));
  await userEvent.click(screen.getByText('Independence'));
  await userEvent.click(screen.getByRole('radio', { name: /Alone/ }));
  await expectAccessible();
  await userEvent.click(screen.getByRole('combobox', { name: 'Visit the college' }));
  await userEvent.click(screen.getByRole('option', { name: 'Stays open' }));
  await userEvent.click(screen.getByRole('button', { name: 'Close the case' }));
  await userEvent.click(screen.getByRole('dialog').getByRole('button', { name: 'Close the case' }));
  await expect
    .poll(() => callsOf(closeEnrolment)[0]?.body)
    .toMatchObject({
      reviewId,
      kind: 'planned',
      endedBy: 'programme',
      reason: 'All that was planned is done.',
      assessment: { perspective: 'mentor', scores: [{ outcomeId, level: 4, missingReason: null }] },
      studentSummary: 'Dear Ada,\n\nWell done.',
      actions: [{ id: actionId, ending: 'open' }],
    });
  expect(callsOf(closeEnrolment)[0]?.ifMatch).toBe(3);
  await expect.poll(() => router.state.location.pathname).toBe(`/closures/${closureId}`);
  await expect.element(screen.getByText('Choosing options in May.')).toBeVisible();
  await expectAccessible();
});

test('following up is recorded, or put off to another day', async () => {
  const row = {
    closureId,
    studentName: 'Ada Lovelace',
    programme: 'Aspire',
    closedOn: '2026-03-11',
    followUpOn: '2026-06-10',
    closedBy: 'Mo Farooq',
    whatNext: '',
    version: 2,
  };
  const { screen, callsOf } = await renderPage(routes, {
    at: '/reviews',
    respond: [answer(listFollowUps, { items: [row], next: null }), answer(recordFollowUp, { id: closureId, version: 3 })],
  });
  await userEvent.click(screen.getByRole('button', { name: 'Record the follow-up of Ada Lovelace' }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'How things stand' }), 'Settled at college');
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => callsOf(recordFollowUp)[0]).toMatchObject({ ifMatch: 2, body: { note: 'Settled at college', again: null } });
});
