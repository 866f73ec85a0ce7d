import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  cancelMeeting,
  getMeeting,
  listMeetingChoices,
  listMeetings,
  planMeetings,
  reinstateMeeting,
  reviseMeeting,
  scheduleMeetings,
} from '@waymark/contract/meetings.ts';
import { answer, noConnection } from '../testing/inMemoryApi.ts';
import { aChoice, adaId, aMeeting } from '../testing/meetingRecords.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as MeetingPage } from './MeetingPage.tsx';
import { StudentMeetings } from './StudentMeetings.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const routes = [
  { path: '/', element: <StudentMeetings studentId={adaId} /> },
  { path: '/meetings/:id', Component: MeetingPage },
  { path: '/meetings/:id/meet', element: <p>in the meeting</p> },
];
const none = answer(listMeetings, { items: [], next: null });
const choices = answer(listMeetingChoices, { items: [aChoice()] });
const clash = {
  meetingId: '01920000-0000-7000-8000-000000000999',
  who: 'mentor' as const,
  studentName: 'Ben Okafor',
  mentorName: 'Mo Farooq',
  startsAt: '2026-12-08T14:15:00Z',
  plannedMinutes: 30,
};
const plan = answer(planMeetings, ({ query }) => {
  const days = query['everyWeeks'] === undefined ? [String(query['date'])] : ['2026-12-01', '2026-12-08', '2026-12-15'];
  return {
    items: days.map((date) => ({
      date,
      time: '14:00',
      startsAt: `${date}T14:00:00Z`,
      shifted: false,
      clashes: date === '2026-12-08' ? [clash] : [],
    })),
  };
});
const scheduled = answer(scheduleMeetings, ({ body }) => ({
  items: body.meetings.map((one: { id: string; date: string; time: string }) => aMeeting(one)),
}));

async function openForm(screen: Awaited<ReturnType<typeof renderPage>>['screen']) {
  await screen.getByRole('button', { name: 'Schedule a meeting' }).click();
  const dialog = screen.getByRole('dialog');
  await dialog.getByLabelText(/^Date/).fill('2026-12-01');
  await dialog.getByLabelText(/^Time/).fill('14:00');
  return dialog;
}

test('a repeat is previewed, a holiday taken out, and a clash said but not forbidden', async () => {
  const { screen, callsOf } = await renderPage(routes, { respond: [none, choices, plan, scheduled] });
  const dialog = await openForm(screen);
  await dialog.getByRole('combobox', { name: 'Repeat' }).click();
  await screen.getByRole('option', { name: 'Every week', exact: true }).click();
  await expect.element(dialog.getByText('3 meetings will be scheduled')).toBeVisible();
  await expect.element(dialog.getByText('Mo Farooq already meets Ben Okafor at 14:15.')).toBeVisible();
  await dialog.getByRole('checkbox', { name: /15 Dec/ }).click();
  await expectAccessible();
  expectNoSidewaysScroll();
  await dialog.getByRole('button', { name: 'Schedule 2 meetings' }).click();
  await expect.element(screen.getByText('2 meetings with Ada Byron are scheduled.')).toBeVisible();
  const { body } = callsOf(scheduleMeetings)[0] ?? {};
  expect(body).toMatchObject({
    plannedMinutes: 45,
    mode: 'online',
    place: 'https://meet.example/ada',
    meetings: [
      { date: '2026-12-01', time: '14:00' },
      { date: '2026-12-08', time: '14:00' },
    ],
  });
  expect(body.repeatId).not.toBeNull();
});

test('a lost connection and a second press schedule one meeting: the same ids under the same key', async () => {
  let tries = 0;
  const flaky = answer(scheduleMeetings, ({ body }) => {
    if (tries++ === 0) throw noConnection();
    return { items: body.meetings.map((one: { id: string }) => aMeeting(one)) };
  });
  const { screen, callsOf } = await renderPage(routes, { respond: [none, choices, plan, flaky] });
  const dialog = await openForm(screen);
  const submit = dialog.getByRole('button', { name: 'Schedule the meeting' });
  await submit.click();
  await vi.waitFor(() => expect(tries).toBe(1));
  await submit.click();
  await expect.element(screen.getByText('The meeting with Ada Byron is scheduled.')).toBeVisible();
  const [first, second] = callsOf(scheduleMeetings);
  expect(second?.body).toEqual(first?.body);
  expect(second?.idempotencyKey).toBe(first?.idempotencyKey);
});

test('what is missing is said at its field', async () => {
  const { screen, callsOf } = await renderPage(routes, { respond: [none, choices, plan, scheduled] });
  await screen.getByRole('button', { name: 'Schedule a meeting' }).click();
  await screen.getByRole('dialog').getByRole('button', { name: 'Schedule the meeting' }).click();
  await expect.element(screen.getByText('Choose a date.')).toBeVisible();
  await expect.element(screen.getByText('Choose a time.')).toBeVisible();
  expect(callsOf(scheduleMeetings)).toEqual([]);
});

test('a mentor who meets somebody in the corridor starts at once', async () => {
  const { screen, router, callsOf } = await renderPage(routes, { respond: [none, choices, plan, scheduled] });
  await screen.getByRole('button', { name: 'Schedule a meeting' }).click();
  await screen.getByRole('button', { name: 'Meet now' }).click();
  await expect.element(screen.getByText('in the meeting')).toBeVisible();
  const sent = callsOf(scheduleMeetings)[0]?.body.meetings[0];
  expect(sent).toMatchObject({ date: '2026-11-24', time: '09:00' });
  await expect.poll(() => router.state.location.pathname).toBe(`/meetings/${sent.id}/meet`);
});

const repeat = ['2026-11-17', '2026-11-24', '2026-12-01'].map((date, nth) => ({
  id: `01920000-0000-7000-8000-00000000020${nth}`,
  startsAt: `${date}T14:30:00Z`,
  status: 'scheduled' as const,
}));
const inRepeat = { ...aMeeting({ id: repeat[1]?.id ?? '', repeatId: '01920000-0000-7000-8000-000000000500' }), mayChange: true, repeat };
const at = `/meetings/${inRepeat.id}`;

test('a meeting is moved with those that follow it, from the version that was read', async () => {
  const { screen, callsOf } = await renderPage(routes, {
    at,
    respond: [answer(getMeeting, inRepeat), plan, answer(reviseMeeting, { items: [inRepeat, inRepeat] })],
  });
  await expect.element(screen.getByRole('heading', { name: '3 meetings scheduled together' })).toBeVisible();
  await expectAccessible();
  await screen.getByRole('button', { name: 'Change' }).click();
  const dialog = screen.getByRole('dialog');
  await dialog.getByLabelText(/^Time/).fill('15:00');
  await dialog.getByRole('radio', { name: 'This one and those that follow it' }).click();
  await expectAccessible();
  await dialog.getByRole('button', { name: 'Save the change' }).click();
  await expect.element(screen.getByText('2 meetings are changed.')).toBeVisible();
  expect(callsOf(reviseMeeting)[0]).toMatchObject({ ifMatch: 1, body: { date: '2026-11-24', time: '15:00', reach: 'following' } });
});

test('a cancelled meeting is brought back from the toast', async () => {
  let current = { ...inRepeat, repeat: [] as typeof repeat, repeatId: null as string | null };
  const respond = [
    answer(getMeeting, () => current),
    answer(cancelMeeting, ({ body }) => {
      current = { ...current, status: 'cancelled', statusReason: body.reason, version: 2 };
      return { items: [current] };
    }),
    answer(reinstateMeeting, () => (current = { ...current, status: 'scheduled', statusReason: null, version: 3 })),
  ];
  const { screen, callsOf } = await renderPage(routes, { at, respond });
  await screen.getByRole('button', { name: 'Cancel the meeting' }).click();
  const dialog = screen.getByRole('dialog');
  await userEvent.fill(dialog.getByLabelText('Reason'), 'School closed');
  await dialog.getByRole('button', { name: 'Cancel the meeting' }).click();
  await expect.element(screen.getByText('School closed')).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Start' })).not.toBeInTheDocument();
  await screen.getByRole('button', { name: 'Undo' }).click();
  await expect.element(screen.getByRole('link', { name: 'Start' })).toBeVisible();
  expect(callsOf(reinstateMeeting)[0]).toMatchObject({ ifMatch: 2 });
});

test('who may only look is offered nothing to change', async () => {
  const { screen } = await renderPage(routes, {
    at,
    session: { role: 'student', studentId: adaId },
    respond: [answer(getMeeting, { ...inRepeat, mayChange: false })],
  });
  await expect.element(screen.getByRole('heading', { name: 'Meeting with Mo Farooq' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Change' })).not.toBeInTheDocument();
  await expect.element(screen.getByRole('link', { name: 'Start' })).not.toBeInTheDocument();
});
