import { expect, test } from 'vitest';
import { listCharacteristics } from '@waymark/contract/characteristics.ts';
import { listFrameworks } from '@waymark/contract/frameworks.ts';
import { listMembers } from '@waymark/contract/members.ts';
import { getOutcomesOverTime } from '@waymark/contract/outcomes.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import * as schedules from '@waymark/contract/report-schedules.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { aReport } from './reports.fixture.ts';
import { Component as SchedulePage } from './SchedulePage.tsx';
import { Component as SchedulesPage } from './SchedulesPage.tsx';

const routes = [
  { path: '/reports/schedules', Component: SchedulesPage },
  { path: '/reports/schedules/new', Component: SchedulePage },
  { path: '/reports/schedules/:id', Component: SchedulePage },
];
const choices = [
  answer(listProgrammes, { items: [] }),
  answer(listSchools, { items: [] }),
  answer(listFrameworks, { items: [] }),
  answer(listCharacteristics, { items: [] }),
  answer(listMembers, { items: [], next: null }),
  answer(getOutcomesOverTime, { asOf: '2026-11-20T10:00:00Z', enrolments: 0, students: 0, types: [] }),
];
const show = (at: string, respond: typeof choices) =>
  renderPage(routes, { at, respond: [...choices, ...respond], session: { role: 'lead', name: 'Lee Lead' } });

test('a schedule says what is prepared when, and for whom', async () => {
  const made: schedules.ReportSchedule[] = [];
  let over = false;
  const { screen, callsOf } = await show('/reports/schedules/new', [
    answer(schedules.listReportSchedules, () => ({ items: made })),
    answer(schedules.createReportSchedule, ({ body }) => {
      if (over) throw refusal(422, 'Choose today.', { errors: [{ field: 'body.nextOn', message: 'Choose today or a day to come.' }] });
      const one = { ...body, version: 1, schoolName: null, ownerName: 'Lee Lead', lastReportId: null, lastMadeOn: null };
      made.push(one);
      return one;
    }),
  ]);
  await screen.getByRole('radio', { name: /^Annual programme report/ }).click();
  // exact counts that follow each other closely are stopped later: it is said now
  await screen.getByRole('radio', { name: /^Our own threshold/ }).click();
  await expect.element(screen.getByRole('status').filter({ hasText: 'Exact counts are often stopped' })).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByRole('button', { name: 'Round as the Department for Education does' }).click();
  await expect.element(screen.getByText('Exact counts are often stopped')).not.toBeInTheDocument();
  over = true;
  await screen.getByRole('button', { name: 'Keep the schedule' }).click();
  await expect.element(screen.getByText('Choose today or a day to come.')).toBeVisible();
  // the button is a long way below the day: whoever pressed it is taken there
  await expect.element(screen.getByLabelText(/^Next draft/)).toHaveFocus();
  over = false;
  await screen.getByRole('button', { name: 'Keep the schedule' }).click();
  await expect.element(screen.getByRole('link', { name: 'Annual report' })).toBeVisible();
  expect(callsOf(schedules.createReportSchedule).at(-1)?.body).toMatchObject({ kind: 'programme', preset: 'dfe', nextOn: '2026-12-01' });
  await expect.element(screen.getByText('None yet')).toBeVisible();
  await expectAccessible();
});

test('a schedule that somebody else changed meanwhile is not overwritten, and nothing typed is lost', async () => {
  const report = aReport();
  const { id, version, kind, schoolId, schoolName, title, subtitle, recipient, design, preset, filters, sections, narrative } = report;
  const kept: schedules.ReportSchedule = {
    id,
    version,
    kind,
    schoolId,
    schoolName,
    title,
    subtitle,
    recipient,
    design,
    preset,
    filters,
    sections,
    narrative,
    every: 'term',
    nextOn: '2027-01-04',
    ownerId: '01920000-0000-7000-8000-000000000060',
    ownerName: 'Lee Lead',
    lastReportId: null,
    lastMadeOn: null,
  };
  let now = kept;
  const { screen, callsOf } = await show(`/reports/schedules/${kept.id}`, [
    answer(schedules.listReportSchedules, () => ({ items: [now] })),
    answer(schedules.updateReportSchedule, ({ ifMatch, body }) => {
      if (ifMatch !== now.version) throw refusal(412, 'It was changed meanwhile.');
      return (now = { ...now, ...body, version: now.version + 1 });
    }),
  ]);
  await screen.getByRole('textbox', { name: 'Title', exact: true }).fill('Mine');
  now = { ...kept, version: 2, title: 'Theirs' };
  await screen.getByRole('button', { name: 'Keep the schedule' }).click();
  await expect.element(screen.getByRole('alert').filter({ hasText: 'Somebody else changed this schedule' })).toBeVisible();
  await expect.element(screen.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Mine');
  await screen.getByRole('button', { name: 'Keep mine' }).click();
  await screen.getByRole('button', { name: 'Keep the schedule' }).click();
  await expect.poll(() => callsOf(schedules.updateReportSchedule).at(-1)).toMatchObject({ ifMatch: 2, body: { title: 'Mine' } });
});
