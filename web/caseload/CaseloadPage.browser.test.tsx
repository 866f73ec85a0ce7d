import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { getCaseload } from '@waymark/contract/caseload.ts';
import { listMentors } from '@waymark/contract/members.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { onCaseload } from '../testing/meetingRecords.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component } from './CaseloadPage.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T09:00:00Z') });
});
afterEach(async () => {
  vi.useRealTimers();
  await page.viewport(390, 844);
});

const routes = [{ path: '/caseload', Component }];
const mo = { id: '01920000-0000-7000-8000-000000000001', name: 'Mo Farooq' };
const ben = onCaseload({
  studentId: '01920000-0000-7000-8000-000000000101',
  name: 'Ben Okafor',
  followUp: [],
  lastHeldAt: null,
  actionsOpen: 0,
  actionsOverdue: 0,
  nextMeeting: { id: mo.id, startsAt: '2026-11-26T10:00:00Z' },
});
const caseload = answer(getCaseload, { mentor: mo, noContactWeeks: 3, staleAfterDays: 90, students: [onCaseload(), ben] });

for (const [width, what] of [
  [320, 'the smallest phone'],
  [1280, 'a wide window'],
] as const) {
  test(`every student with the reasons, readable by everybody on ${what}`, async () => {
    await page.viewport(width, 800);
    const { screen } = await renderPage(routes, { at: '/caseload', respond: [caseload] });
    const row = screen.getByRole('row', { name: /Ada Byron/ });
    await expect.element(row.getByText('Action overdue since Fri 20 Nov')).toBeVisible();
    await expect.element(row.getByText('2 weeks ago', { exact: false })).toBeVisible();
    await expect.element(row.getByText('2 open, 1 overdue', { exact: false })).toBeVisible();
    await expect.element(row.getByText('20 of 25 scored', { exact: false })).toBeVisible();
    await expect.element(screen.getByRole('row', { name: /Ben Okafor/ }).getByText('Never met', { exact: false })).toBeVisible();
    await expectAccessible();
    expectNoSidewaysScroll();
  });
}

test('what was searched for stays in the address', async () => {
  const { screen, router } = await renderPage(routes, { at: '/caseload?only=follow-up', respond: [caseload] });
  await expect.element(screen.getByText('1 of 2 students')).toBeVisible();
  await screen.getByLabelText('Find on this caseload').fill('okafor');
  await expect.element(screen.getByText('Nobody fits what you are looking for.')).toBeVisible();
  await screen.getByLabelText('Only those who need follow-up').click();
  await expect.element(screen.getByRole('row', { name: /Ben Okafor/ })).toBeVisible();
  expect(router.state.location.search).toBe('?find=okafor');
});

test('a lead chooses whose caseload; the address keeps it', async () => {
  const mentors = answer(listMentors, { mentors: [{ ...mo, caseload: 2, status: 'active' }] });
  const { screen, router, callsOf } = await renderPage(routes, {
    at: '/caseload',
    session: { role: 'lead' },
    respond: [caseload, mentors],
  });
  await expect.element(screen.getByRole('heading', { name: 'Whose caseload?' })).toBeVisible();
  expect(callsOf(getCaseload)).toEqual([]);
  await screen.getByRole('combobox', { name: 'Mentor' }).click();
  await screen.getByRole('option', { name: 'Mo Farooq (2 students)' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Caseload of Mo Farooq' })).toBeVisible();
  expect(router.state.location.search).toBe(`?mentor=${mo.id}`);
  expect(callsOf(getCaseload)[0]?.query).toEqual({ mentorId: mo.id });
});
