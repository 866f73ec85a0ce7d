import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { closeAction, listActions, reopenAction } from '@waymark/contract/actions.ts';
import { getCaseload } from '@waymark/contract/caseload.ts';
import { listUnfinishedMeetings, openRoom } from '@waymark/contract/meeting-room.ts';
import { listMeetings } from '@waymark/contract/meetings.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { aMeeting, anAction, onCaseload } from '../testing/meetingRecords.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component } from './DayPage.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const routes = [
  { path: '/day', Component },
  { path: '*', element: <p>elsewhere</p> },
];
const mentor = { id: '01920000-0000-7000-8000-000000000001', name: 'Mo Farooq' };
const caseloadOf = (students: ReturnType<typeof onCaseload>[]) =>
  answer(getCaseload, { mentor, noContactWeeks: 3, staleAfterDays: 90, students });
// the day puts its meetings on the device as well; here there is nothing to put there
const room = answer(openRoom, () => {
  throw refusal(404, 'This meeting is not here.');
});
const unfinished = answer(listUnfinishedMeetings, { items: [] });
const today = aMeeting();
const friday = aMeeting({ id: '01920000-0000-7000-8000-000000000201', studentName: 'Ben Okafor', date: '2026-11-27', time: '09:00' });
const late = aMeeting({ id: '01920000-0000-7000-8000-000000000202', studentName: 'Cai Evans', date: '2026-11-20', time: '15:20' });
const meetings = answer(listMeetings, ({ query }) => ({ items: query['status'] === 'scheduled' ? [late] : [today, friday], next: null }));

test('the day shows whom the mentor meets, what is overdue, and who needs them and why', async () => {
  const { screen } = await renderPage(routes, {
    at: '/day',
    respond: [meetings, answer(listActions, { items: [anAction()], next: null }), caseloadOf([onCaseload()]), unfinished, room],
  });
  const start = screen.getByRole('link', { name: /^Start: Ada Byron/ });
  await expect.element(start).toHaveAttribute('href', `/meetings/${today.id}/meet`);
  await expect.element(screen.getByRole('link', { name: /^Prepare: Ada Byron/ })).toHaveAttribute('href', `/meetings/${today.id}/prepare`);
  await expect.element(screen.getByRole('heading', { name: 'Fri 27 Nov' })).toBeVisible();
  await expect
    .element(screen.getByRole('link', { name: /^Say what happened: Cai Evans/ }))
    .toHaveAttribute('href', `/meetings/${late.id}/meet`);
  await expect.element(screen.getByText('Due 4 days ago', { exact: false })).toBeVisible();
  const followUp = screen.getByRole('region', { name: 'Needs follow-up' });
  await expect.element(followUp.getByText('Action overdue since Fri 20 Nov')).toBeVisible();
  await expect.element(followUp.getByText('No next meeting')).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
});

test('an overdue action is closed from the day, and the closing undone from the toast', async () => {
  let action = anAction();
  const { screen, callsOf } = await renderPage(routes, {
    at: '/day',
    respond: [
      meetings,
      caseloadOf([onCaseload()]),
      unfinished,
      room,
      answer(listActions, () => ({ items: action.status === 'open' ? [action] : [], next: null })),
      answer(closeAction, () => (action = anAction({ status: 'done', overdue: false, closedOn: '2026-11-24', version: 2 }))),
      answer(reopenAction, () => (action = anAction({ version: 3 }))),
    ],
  });
  await screen.getByRole('button', { name: 'Mark as done: List three routes' }).click();
  await expect.element(screen.getByText('Marked as done.')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Mark as done: List three routes' })).not.toBeInTheDocument();
  expect(callsOf(closeAction)[0]).toMatchObject({ ifMatch: 1, body: { ending: 'done' } });
  await screen.getByRole('button', { name: 'Undo' }).click();
  await expect.element(screen.getByRole('button', { name: 'Mark as done: List three routes' })).toBeVisible();
  expect(callsOf(reopenAction)[0]).toMatchObject({ ifMatch: 2 });
});

test('a free day says when the next meeting is, and nothing is overdue', async () => {
  const { screen } = await renderPage(routes, {
    at: '/day',
    respond: [
      answer(listMeetings, { items: [], next: null }),
      answer(listActions, { items: [], next: null }),
      unfinished,
      caseloadOf([onCaseload({ followUp: [], nextMeeting: { id: friday.id, startsAt: '2026-12-08T10:00:00Z' } })]),
    ],
  });
  await expect.element(screen.getByText(/You have no meetings today\. The next is in 2 weeks, 10:00, with Ada Byron\./)).toBeVisible();
  await expect.element(screen.getByText('Nobody on your caseload needs follow-up.')).toBeVisible();
  await expect.element(screen.getByRole('region', { name: 'Overdue' })).not.toBeInTheDocument();
});

test('a mentor without students reads what will happen and who makes it happen', async () => {
  const { screen } = await renderPage(routes, {
    at: '/day',
    colorScheme: 'dark',
    respond: [answer(listMeetings, { items: [], next: null }), answer(listActions, { items: [], next: null }), unfinished, caseloadOf([])],
  });
  await expect.element(screen.getByRole('heading', { name: 'No students yet' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Schedule a meeting' })).not.toBeInTheDocument();
  await expectAccessible();
});
