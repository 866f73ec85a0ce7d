import { page } from 'vitest/browser';
import { afterEach, expect, test } from 'vitest';
import type { Document } from '@waymark/contract/documents.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import {
  createStudentReportRun,
  getStudentReport,
  getStudentReportRun,
  giveStudentReports,
  listStudentReportRuns,
  listStudentReports,
  previewStudentReport,
  updateStudentReport,
  type StudentReport,
  type StudentReportLine,
  type StudentReportRun,
} from '@waymark/contract/student-reports.ts';
import { todayHere } from '../ui/format.ts';
import { invalidate, queryClient } from '../api.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as NewRunPage } from './NewRunPage.tsx';
import { Component as OwnReportPage } from './OwnReportPage.tsx';
import OwnReports from './OwnReports.tsx';
import { Component as ReportPage } from './ReportPage.tsx';
import { Component as RunPage } from './RunPage.tsx';
import { Component as RunsPage } from './RunsPage.tsx';

const id = '01920000-0000-7000-8000-000000000050';
const ada = '01920000-0000-7000-8000-000000000051';
const scoreId = '01920000-0000-7000-8000-000000000052';
const period = { from: '2025-09-01', to: '2026-03-11' };
const document: Document = {
  title: 'Ada: my steps so far',
  subtitle: 'Aspire, 1 September 2025 to 11 March 2026',
  language: 'en-GB',
  organisation: 'Beacon Hill Mentoring',
  date: '2026-03-11',
  marking: 'This page belongs to Ada',
  blocks: [
    { type: 'heading', id: 'said', level: 1, text: 'What I said, and where I am' },
    {
      type: 'definitions',
      id: 'outcomes',
      items: [
        {
          term: 'Knowledge',
          details: [
            { text: 'I know what I could do.\nI said ' },
            { text: '“Mostly”', bold: true },
            { text: ' on 2 March 2026. “I went to the open day”' },
          ],
        },
      ],
    },
  ],
};
const run: StudentReportRun = {
  id,
  title: 'Spring term',
  programme: 'Aspire',
  cohort: null,
  school: null,
  ...period,
  asOf: '2026-03-11T10:00:00Z',
  status: 'made',
  waiting: 0,
  drafts: 2,
  given: 1,
  withdrawn: 0,
  createdAt: '2026-03-11T10:00:00Z',
  createdBy: 'Lee Dale',
  error: null,
  yours: true,
};
const line: StudentReportLine = {
  id: ada,
  version: 1,
  runId: id,
  runTitle: 'Spring term',
  student: { id: ada, name: 'Ada Okafor' },
  programme: 'Aspire',
  ...period,
  status: 'draft',
  lacking: null,
  hasLine: false,
  givenAt: null,
  taken: 0,
};
const report: StudentReport = {
  ...line,
  document,
  asOf: run.asOf,
  madeAt: run.asOf,
  fingerprint: 'x',
  line: '',
  lineBy: null,
  comments: [{ scoreId, on: '2026-03-02', text: 'I went to the open day', leftOut: false }],
  givenBy: null,
  withdrawnAt: null,
  withdrawnReason: null,
  nextId: null,
};
const routes = [
  { path: '/reports/students', Component: RunsPage },
  { path: '/reports/students/new', Component: NewRunPage },
  { path: '/reports/students/runs/:id', Component: RunPage },
  { path: '/reports/students/:id', Component: ReportPage },
  { path: '/me', Component: OwnReports },
  { path: '/me/reports/:id', Component: OwnReportPage },
];
const show = (
  at: string,
  role: 'lead' | 'mentor' | 'student' | 'analyst',
  respond: NonNullable<Parameters<typeof renderPage>[1]>['respond'],
) => renderPage(routes, { at, respond, session: { role, today: '2026-03-11' } });

afterEach(() => page.viewport(390, 844));

test('whoever gives no pages is offered none at their address', async () => {
  const { screen } = await show('/reports/students', 'analyst', []);
  await expect.element(screen.getByText('There is nothing at this address')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Make pages' }).query()).toBeNull();
});

test('a lead chooses a programme, sees one page before any is made, and starts the run', async () => {
  const programme = { id, name: 'Aspire', cohorts: [] };
  const { screen, callsOf, router } = await show('/reports/students/new', 'lead', [
    answer(listProgrammes, { items: [programme] } as never),
    answer(listSchools, { items: [] }),
    answer(previewStudentReport, ({ query }) => ({
      count: query.programmeId === undefined ? 240 : 60,
      students: [{ id: ada, name: 'Ada Okafor' }],
      shown: { studentId: ada, document, lacking: 'own_view' as const },
    })),
    answer(createStudentReportRun, run),
    answer(getStudentReportRun, run),
    answer(listStudentReports, { items: [], next: null }),
  ]);
  await expect.element(screen.getByText('240 pages would be made.')).toBeVisible();
  await expect.element(screen.getByText(/has not given a view of their own/)).toBeVisible();
  await screen.getByRole('combobox', { name: 'Programme' }).click();
  await screen.getByRole('option', { name: 'Aspire' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Ada: my steps so far' })).toBeVisible();
  await screen.getByRole('textbox', { name: 'What to call this run' }).fill('Spring term');
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByRole('button', { name: 'Make 60 pages' }).click();
  await expect
    .poll(() => callsOf(createStudentReportRun)[0]?.body)
    .toMatchObject({ title: 'Spring term', programmeId: id, from: expect.stringMatching(/-09-01$/), to: todayHere() });
  await expect.poll(() => router.state.location.pathname).toMatch(/^\/reports\/students\/runs\//);
});

test('a run says how far it is, and is given to the students once its pages were read', async () => {
  let asked = 0;
  const { screen, callsOf } = await show(`/reports/students/runs/${id}`, 'lead', [
    answer(getStudentReportRun, () => (asked++ === 0 ? { ...run, status: 'making' as const, waiting: 2, drafts: 1, given: 0 } : run)),
    answer(listStudentReports, {
      items: [line, { ...line, id: scoreId, student: { id: scoreId, name: 'Bo Lin' }, status: 'waiting', lacking: null }],
      next: null,
    }),
    answer(listStudentReportRuns, { items: [run], next: null }),
    answer(giveStudentReports, { given: 2 }),
  ]);
  await expect.element(screen.getByText('Being made: 1 of 3 pages')).toBeVisible();
  await expect.element(screen.getByRole('progressbar', { name: 'How far it is' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Give all 2 to the students' }), { timeout: 5000 }).toBeVisible();
  await expect.element(screen.getByText('2 to read, 1 given')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'PDF to print' })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Ada Okafor' })).toHaveAttribute('href', `/reports/students/${ada}`);
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByRole('button', { name: 'Give all 2 to the students' }).click();
  await screen.getByRole('button', { name: 'Give', exact: true }).click();
  await expect.poll(() => callsOf(giveStudentReports)[0]).toMatchObject({ params: { id }, body: {} });
});

test('a mentor reads a page first, adds a line, leaves a comment out, gives what they see, and goes on to the next', async () => {
  let now = report;
  const { screen, callsOf } = await show(`/reports/students/${ada}`, 'mentor', [
    answer(getStudentReport, () => now),
    answer(updateStudentReport, ({ body: { line: written = '', leftOut = [] } }) => {
      const comments = report.comments.map((one) => ({ ...one, leftOut: leftOut.includes(one.scoreId) }));
      return (now = { ...report, version: 2, line: written, comments, nextId: scoreId });
    }),
    answer(giveStudentReports, () => {
      now = { ...now, status: 'given', givenAt: run.asOf };
      return { given: 1 };
    }),
  ]);
  const give = screen.getByRole('button', { name: 'Give to the student' });
  await screen.getByRole('textbox', { name: 'A line from you' }).fill('You kept coming.');
  await screen.getByRole('checkbox', { name: /open day/ }).click();
  // what was typed would be lost: it is saved, and seen on the page, first
  await expect.element(give).toBeDisabled();
  await expect.element(screen.getByText(/^Save what you changed/)).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() => callsOf(updateStudentReport)[0])
    .toMatchObject({ ifMatch: 1, body: { line: 'You kept coming.', leftOut: [scoreId] } });
  await give.click();
  await expect.poll(() => callsOf(giveStudentReports)[0]?.body).toEqual({ pages: [{ id: ada, version: 2 }] });
  await expect.element(screen.getByText('Given. The student finds it on My progress.')).toHaveFocus();
  await expect.element(screen.getByRole('link', { name: 'Read the next page' })).toHaveAttribute('href', `/reports/students/${scoreId}`);
});

test('a line that is being written stays when somebody else saves the same page, and theirs is shown beside it', async () => {
  let now = report;
  const { screen, callsOf } = await show(`/reports/students/${ada}`, 'mentor', [
    answer(getStudentReport, () => now),
    answer(updateStudentReport, () => report),
  ]);
  const line = screen.getByRole('textbox', { name: 'A line from you' });
  await line.fill('You kept coming.');
  now = {
    ...report,
    version: 2,
    line: 'Well done.',
    lineBy: 'Lee Dale',
    comments: report.comments.map((one) => ({ ...one, leftOut: true })),
  };
  await invalidate(queryClient, [getStudentReport]);
  await expect.element(screen.getByText(/^Lee Dale saved another line/)).toBeVisible();
  await expect.element(screen.getByText('Well done.')).toBeVisible();
  await expect.element(line).toHaveValue('You kept coming.');
  await expect.element(screen.getByRole('checkbox', { name: /open day/ })).not.toBeChecked();
  await screen.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() => callsOf(updateStudentReport)[0])
    .toMatchObject({ ifMatch: 2, body: { line: 'You kept coming.', leftOut: [scoreId] } });
});

test('a student finds the page they were given, reads it, and takes it along', async () => {
  const given = { ...report, status: 'given' as const, givenAt: run.asOf, comments: [] };
  const { screen } = await show('/me', 'student', [
    answer(listStudentReports, { items: [{ ...line, status: 'given', givenAt: run.asOf }], next: null }),
    answer(getStudentReport, given),
  ]);
  await screen.getByRole('link', { name: /^Aspire, 1 Sept/ }).click();
  await expect.element(screen.getByRole('heading', { name: 'Ada: my steps so far' })).toBeVisible();
  for (const name of ['PDF', 'Word']) await expect.element(screen.getByRole('button', { name })).toBeVisible();
  expect(screen.getByRole('textbox').query()).toBeNull();
  await expectAccessible();
  expectNoSidewaysScroll();
});
