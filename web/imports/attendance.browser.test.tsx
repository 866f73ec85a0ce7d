import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { RouteObject } from 'react-router';
import {
  checkImport,
  getImport,
  ImportCounts,
  ImportOptions,
  listImportRows,
  listImportWords,
  runImport,
  uploadImport,
  type ImportDetail,
  type ImportRow,
} from '@waymark/contract/imports.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as ImportPage } from './ImportPage.tsx';
import { Component as NewImportPage } from './NewImportPage.tsx';

const id = '01920000-0000-7000-8000-00000000000a';
const ada = '01920000-0000-7000-8000-00000000000b';

const routes: RouteObject[] = [
  { path: '/students/imports/new', Component: NewImportPage },
  { path: '/students/imports/:id/:step?', Component: ImportPage },
];

const uploaded: ImportDetail = {
  id,
  kind: 'attendance',
  fileName: 'marks.csv',
  status: 'uploaded',
  rowCount: 760,
  counts: ImportCounts.parse({}),
  createdAt: '2026-03-11T10:00:00.000Z',
  createdBy: 'Lea Lead',
  finishedAt: null,
  undoneAt: null,
  keptUntil: '2026-04-10T10:00:00.000Z',
  version: 1,
  headers: ['UPN', 'Date', 'AM', 'PM'],
  columns: [
    { header: 'UPN', field: 'upn', samples: ['B801200005001'] },
    { header: 'Date', field: 'markedOn', samples: ['02/03/2026'] },
    { header: 'AM', field: 'markAm', samples: ['/', 'H'] },
    { header: 'PM', field: 'markPm', samples: ['\\'] },
  ],
  fields: [
    { field: 'upn', label: 'UPN', hint: 'Unique Pupil Number.', group: 'Student' },
    { field: 'markedOn', label: 'Date', hint: 'The day of the session.', group: 'Attendance' },
    { field: 'markAm', label: 'Code of the morning', hint: 'Where each row has a day.', group: 'Attendance' },
    { field: 'markPm', label: 'Code of the afternoon', hint: 'Where each row has a day.', group: 'Attendance' },
  ],
  lacking: [],
  options: ImportOptions.parse({}),
  sheet: null,
  sheets: [],
  error: null,
  earlier: [],
  newAssessors: [],
};

const row = (more: Partial<ImportRow>): ImportRow => ({
  row: 3,
  from: null,
  cells: ['B801200005001', '03/03/2026', 'H', '/'],
  name: 'Ada Lovelace',
  outcome: null,
  verdict: 'bad',
  problems: [],
  studentId: null,
  candidates: [],
  decision: null,
  changes: [],
  ...more,
});

test('the wizard for attendance: the file, what codes count as, the preview with replaced weeks, the words, the result', async () => {
  let now = uploaded;
  const respond = [
    answer(uploadImport, uploaded),
    answer(getImport, () => now),
    answer(checkImport, ({ body }) => {
      now = {
        ...uploaded,
        status: 'previewed',
        version: now.version + 1,
        options: ImportOptions.parse(body.options),
        counts: ImportCounts.parse(body.options?.words?.['*'] ? { create: 1, update: 1 } : { create: 1, update: 1, bad: 1 }),
      };
      return now;
    }),
    answer(listImportWords, () => ({
      columns:
        now.counts.bad === 0
          ? []
          : [
              {
                header: '*',
                field: 'mark',
                choices: [
                  { value: 'approved', label: 'Approved educational activity' },
                  { value: 'blank', label: 'Leave it out' },
                ],
                creates: null,
                words: [{ word: 'TRIP', rows: 4, suggestion: null }],
              },
            ],
    })),
    answer(listImportRows, ({ query }) => ({
      next: null,
      items:
        query['show'] === 'bad'
          ? [
              row({
                problems: [
                  {
                    column: 'AM',
                    value: 'TRIP',
                    code: 'unknown-word',
                    message: 'This is not an attendance code in use.',
                    remedy: 'Say what it counts as, or correct it.',
                    stops: true,
                  },
                ],
              }),
            ]
          : [
              row({
                row: 10_000_002,
                from: 2,
                cells: ['380 rows', '38 weeks'],
                verdict: 'good',
                outcome: 'update',
                studentId: ada,
                changes: [{ label: 'Week of 2 March 2026', before: '4 of 6 attended', after: '7 of 8 attended' }],
              }),
            ],
    })),
    answer(runImport, () => {
      now = {
        ...now,
        status: 'done',
        version: 9,
        finishedAt: '2026-03-11T10:05:00.000Z',
        counts: ImportCounts.parse({ weeks: 76, replaced: 1, students: 2 }),
      };
      return now;
    }),
  ];
  const { screen, callsOf } = await renderPage(routes, { at: '/students/imports/new', session: { role: 'lead' }, respond });
  await userEvent.click(screen.getByRole('radio', { name: /Attendance marks/ }));
  await expect.element(screen.getByRole('heading', { name: 'Import attendance marks' })).toBeVisible();
  await expectAccessible();
  await userEvent.upload(document.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement, new File(['UPN'], 'marks.csv'));
  await userEvent.click(screen.getByRole('button', { name: 'Go on to the columns' }));

  await expect.element(screen.getByRole('heading', { name: 'Codes that need your decision' })).toBeVisible();
  await expect.element(screen.getByLabelText('Code Y1–Y7')).toHaveValue('not_possible');
  await expect.element(screen.getByLabelText('No mark (-)')).toHaveValue('unmarked');
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByLabelText('Code H').selectOptions('authorised');
  await userEvent.click(screen.getByRole('button', { name: 'Check every row' }));

  await expect.element(screen.getByText('students with weeks replaced')).toBeVisible();
  expect(callsOf(checkImport)[0]?.body.options).toMatchObject({ codes: { H: 'authorised' } });
  await expect.element(screen.getByText('Attendance codes')).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('tab', { name: /Changes/ }));
  await expect.element(screen.getByText('Week of 2 March 2026: 4 of 6 attended → 7 of 8 attended')).toBeVisible();
  await expect.element(screen.getByText('From row 2')).toBeVisible();
  await screen.getByLabelText('“TRIP” in 4 rows stands for').selectOptions('approved');
  await userEvent.click(screen.getByRole('button', { name: 'Check again with these' }));
  await expect.poll(() => callsOf(checkImport)[1]?.body.options?.words).toEqual({ '*': { TRIP: 'approved' } });

  await userEvent.click(screen.getByRole('button', { name: 'Import the marks of 2 students' }));
  await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Import the marks of 2 students' }));
  await expect.element(screen.getByText('76 weeks of attendance of 2 students')).toBeVisible();
  await expect.element(screen.getByText('1 week on record replaced')).toBeVisible();
  await expectAccessible();
});

test('what a file of results or of behaviour does not say in a column is asked once, for every row', async () => {
  await page.viewport(320, 700);
  const kinds = { results: 'Day of results whose row has no date', behaviour: 'What every event of the file is' } as const;
  for (const [kind, asked] of Object.entries(kinds)) {
    const fields = [...uploaded.fields, { field: 'eventKind', label: 'Kind', hint: 'Incident or positive.', group: 'Event' }];
    const { screen, callsOf } = await renderPage(routes, {
      at: `/students/imports/${id}/columns`,
      session: { role: 'lead' },
      respond: [
        answer(getImport, { ...uploaded, kind: kind as ImportDetail['kind'], fields }),
        answer(checkImport, () => {
          throw refusal(422, 'No column says whose they are.');
        }),
      ],
    });
    const field = screen.getByLabelText(asked);
    if (kind === 'results') await userEvent.fill(field, '2026-02-02');
    else await userEvent.selectOptions(field, 'Incident');
    await userEvent.click(screen.getByRole('radio', { name: /^month first/ }));
    expectNoSidewaysScroll();
    await expectAccessible();
    await userEvent.click(screen.getByRole('button', { name: 'Check every row' }));
    await expect.element(screen.getByText('No column says whose they are.')).toBeVisible();
    const said = kind === 'results' ? { takenOn: '2026-02-02', eventKind: null } : { takenOn: null, eventKind: 'incident' };
    expect(callsOf(checkImport)[0]?.body.options).toMatchObject({ ...said, dateOrder: 'mdy' });
    if (kind === 'behaviour') {
      // a column says it: it is not asked any more
      await userEvent.selectOptions(screen.getByLabelText('What “PM” is'), 'eventKind');
      await expect.element(field).not.toBeInTheDocument();
    }
    await screen.unmount();
  }
});
