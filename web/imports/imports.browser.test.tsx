import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { RouteObject } from 'react-router';
import {
  checkImport,
  decideImportRow,
  getImport,
  importLimits,
  ImportCounts,
  ImportOptions,
  listImportRows,
  listImports,
  listImportWords,
  runImport,
  undoImport,
  uploadImport,
  type ImportDetail,
  type ImportRow,
} from '@waymark/contract/imports.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as ImportPage } from './ImportPage.tsx';
import { Component as ImportsPage } from './ImportsPage.tsx';
import { Component as NewImportPage } from './NewImportPage.tsx';

const id = '01920000-0000-7000-8000-00000000000a';
const ada = '01920000-0000-7000-8000-00000000000b';
const schoolId = '01920000-0000-7000-8000-00000000000c';

const routes: RouteObject[] = [
  { path: '/students/imports', Component: ImportsPage },
  { path: '/students/imports/new', Component: NewImportPage },
  { path: '/students/imports/:id/:step?', Component: ImportPage },
];

function detail(more: Partial<ImportDetail> = {}): ImportDetail {
  return {
    id,
    kind: 'roll',
    fileName: 'roll.csv',
    status: 'uploaded',
    rowCount: 5,
    counts: ImportCounts.parse({}),
    createdAt: '2026-03-11T10:00:00.000Z',
    createdBy: 'Lea Lead',
    finishedAt: null,
    undoneAt: null,
    keptUntil: '2026-04-10T10:00:00.000Z',
    version: 1,
    headers: ['Forename', 'Surname', 'Reg Group'],
    columns: [
      { header: 'Forename', field: 'givenName', samples: ['Ada', 'Zoë'] },
      { header: 'Surname', field: 'familyName', samples: ['Lovelace'] },
      { header: 'Reg Group', field: 'ignore', samples: ['9B'] },
    ],
    fields: [
      { field: 'givenName', label: 'Given name', hint: 'First name.', group: 'Student' },
      { field: 'familyName', label: 'Family name', hint: 'Surname.', group: 'Student' },
      { field: 'characteristic:house', label: 'House', hint: 'Red, Blue', group: 'Characteristics' },
    ],
    lacking: [],
    options: ImportOptions.parse({}),
    sheet: null,
    sheets: [],
    error: null,
    earlier: [],
    newAssessors: [],
    ...more,
  };
}

const row = (more: Partial<ImportRow>): ImportRow => ({
  row: 2,
  from: null,
  cells: ['Ada', 'Lovelace', '9B'],
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
const lists = [answer(listProgrammes, { items: [] }), answer(listSchools, { items: [] })];
const lead = { role: 'lead' as const };

test('with nothing imported yet the page says where to begin', async () => {
  const { screen } = await renderPage(routes, {
    at: '/students/imports',
    session: lead,
    respond: [answer(listImports, { items: [], next: null })],
  });
  await expect.element(screen.getByRole('heading', { name: 'Nothing imported yet' })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Import a roll' })).toBeVisible();
  await expectAccessible();
});

test('a wrong file is refused where it was chosen, saying what it is and what to do; the right one goes on', async () => {
  const respond = [
    answer(uploadImport, ({ query }) => {
      if (String(query['file']).endsWith('.xls'))
        throw refusal(422, 'This is a workbook of the old Excel format (.xls).', { detail: 'Save it as an Excel workbook (.xlsx).' });
      return detail();
    }),
    answer(getImport, detail()),
    ...lists,
  ];
  const { screen, router, callsOf } = await renderPage(routes, { at: '/students/imports/new?kind=roll', session: lead, respond });
  await userEvent.click(screen.getByRole('button', { name: 'Go on to the columns' }));
  await expect.element(screen.getByText('Choose a file first.')).toBeVisible();
  await expectAccessible();
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  await userEvent.upload(input as HTMLInputElement, new File(['x'], 'roll.xls'));
  await userEvent.click(screen.getByRole('button', { name: 'Go on to the columns' }));
  await expect.element(screen.getByRole('alert').getByText(/old Excel format \(\.xls\)\. Save it as an Excel workbook/)).toBeVisible();
  await expectAccessible();
  await userEvent.upload(input as HTMLInputElement, new File(['Forename'], 'roll.csv'));
  await userEvent.click(screen.getByRole('button', { name: 'Go on to the columns' }));
  await expect.element(screen.getByRole('heading', { name: 'Columns of roll.csv' })).toBeVisible();
  expect(router.state.location.pathname).toBe(`/students/imports/${id}/columns`);
  expect(callsOf(uploadImport).map(({ query }) => [query['kind'], query['file']])).toEqual([
    ['roll', 'roll.xls'],
    ['roll', 'roll.csv'],
  ]);
  expect(importLimits.bytes).toBe(64 * 1024 * 1024);
});

test('every column can be changed, and what is lacking is said before anything is checked', async () => {
  let now = detail({ earlier: [{ id: ada, finishedAt: '2026-03-01T10:00:00.000Z' }] });
  const respond = [
    answer(getImport, () => now),
    answer(checkImport, ({ body, ifMatch }) => {
      if (body.mapping['Surname'] !== 'familyName')
        throw refusal(422, 'Something is lacking.', { errors: [{ field: 'mapping', message: 'Say which column holds the family name.' }] });
      expect(ifMatch).toBe(1);
      now = detail({ status: 'previewed', version: 2, counts: ImportCounts.parse({ create: 5 }) });
      return now;
    }),
    answer(listImportRows, { items: [], next: null }),
    answer(listImportWords, { columns: [] }),
    ...lists,
  ];
  const { screen, router } = await renderPage(routes, { at: `/students/imports/${id}`, session: lead, respond });
  await expect.element(screen.getByText('Exactly this file was imported on 1 March 2026.')).toBeVisible();
  await expect.element(screen.getByText('1 column is left out.')).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByLabelText('What “Surname” is').selectOptions('ignore');
  await userEvent.click(screen.getByRole('button', { name: 'Check every row' }));
  await expect.element(screen.getByText('Say which column holds the family name.')).toBeVisible();
  await screen.getByLabelText('What “Surname” is').selectOptions('familyName');
  await screen.getByLabelText('What “Reg Group” is').selectOptions('characteristic:house');
  await userEvent.click(screen.getByRole('button', { name: 'Check every row' }));
  await expect.element(screen.getByRole('heading', { name: 'What would happen' })).toBeVisible();
  await expect.poll(() => router.state.location.pathname).toBe(`/students/imports/${id}/preview`);
});

test('leaving changed columns asks first', async () => {
  const respond = [answer(getImport, detail()), ...lists];
  const { screen, router } = await renderPage(routes, { at: `/students/imports/${id}/columns`, session: lead, respond });
  await screen.getByLabelText('What “Reg Group” is').selectOptions('characteristic:house');
  await userEvent.click(screen.getByRole('link', { name: 'Choose another file' }));
  await expect.element(screen.getByRole('button', { name: 'Stay here' })).toBeVisible();
  expect(router.state.location.pathname).toBe(`/students/imports/${id}/columns`);
});

const previewed = detail({ status: 'previewed', version: 3, counts: ImportCounts.parse({ create: 2, choose: 1, bad: 2 }) });

function previewAnswers() {
  return [
    answer(getImport, previewed),
    answer(listImportRows, ({ query }) => ({
      next: null,
      items:
        query['show'] === 'bad'
          ? [
              row({
                problems: [
                  {
                    column: 'DOB',
                    value: '31/02/2010',
                    code: 'date',
                    message: 'There is no 31 February 2010.',
                    remedy: 'Look up the right day.',
                    stops: true,
                  },
                ],
              }),
            ]
          : [
              row({
                row: 4,
                verdict: 'choose',
                candidates: [{ id: ada, name: 'Ada King', upn: null, birthDate: '2010-12-10', school: 'Moor Lane' }],
              }),
            ],
    })),
    answer(listImportWords, {
      columns: [
        {
          header: 'School',
          field: 'school',
          creates: 'school',
          choices: [
            { value: schoolId, label: 'Moor Lane' },
            { value: 'blank', label: 'Leave it out' },
          ],
          words: [{ word: 'Moor Ln', rows: 2, suggestion: schoolId }],
        },
      ],
    }),
    answer(decideImportRow, { counts: ImportCounts.parse({ create: 3, bad: 2 }) }),
    answer(checkImport, previewed),
    answer(runImport, detail({ status: 'done', counts: ImportCounts.parse({ created: 2, bad: 2 }) })),
    ...lists,
  ];
}

test('the preview shows counts, every problem by row and column, and what could be meant by a word', async () => {
  const { screen, callsOf } = await renderPage(routes, { at: `/students/imports/${id}/preview`, session: lead, respond: previewAnswers() });
  await expect.element(screen.getByText(/There is no 31 February 2010\./)).toBeVisible();
  await expect.element(screen.getByText(/^Look up the right day\.$/)).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
  await expect.element(screen.getByLabelText('“Moor Ln” in 2 rows stands for')).toHaveValue(schoolId);
  await userEvent.click(screen.getByRole('button', { name: 'Check again with these' }));
  await expect.poll(() => callsOf(checkImport)[0]?.body.options.words).toEqual({ School: { 'Moor Ln': schoolId } });
});

test('a probable duplicate is decided by a choice, and the good rows are taken after a question', async () => {
  const { screen, callsOf, router } = await renderPage(routes, {
    at: `/students/imports/${id}/preview?show=choose`,
    session: lead,
    respond: previewAnswers(),
  });
  await userEvent.click(screen.getByRole('radio', { name: 'It is Ada King' }));
  await expect.poll(() => callsOf(decideImportRow).map(({ params, body }) => [params['row'], body.decision])).toEqual([['4', ada]]);
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Import 2 rows' }));
  await expect.element(screen.getByText(/2 rows with problems stay out/)).toBeVisible();
  await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Import 2 rows' }));
  await expect.poll(() => callsOf(runImport).map(({ ifMatch }) => ifMatch)).toEqual([3]);
  await expect.poll(() => router.state.location.pathname).toMatch(/result|preview/);
});

test('work on a large file shows how far it is', async () => {
  let asked = 0;
  const respond = [
    answer(getImport, () =>
      ++asked < 3
        ? detail({ status: 'running', rowCount: 5000, counts: ImportCounts.parse({ create: 4000, worked: 1000 * asked }) })
        : detail({ status: 'done', counts: ImportCounts.parse({ created: 4000 }) }),
    ),
  ];
  const { screen } = await renderPage(routes, { at: `/students/imports/${id}/result`, session: lead, respond });
  await expect.element(screen.getByText('1,000 rows of 4,000 rows')).toBeVisible();
  await expectAccessible();
  await expect.element(screen.getByText('4,000 students added')).toBeVisible();
});

test('an undo that is refused names whom and what', async () => {
  const done = detail({
    status: 'done',
    version: 5,
    finishedAt: '2026-03-11T10:05:00.000Z',
    counts: ImportCounts.parse({ created: 3, enrolled: 3, bad: 1 }),
  });
  const respond = [
    answer(getImport, done),
    answer(listImportRows, { items: [row({})], next: null }),
    answer(undoImport, () => {
      throw refusal(409, 'This import can no longer be undone: people have built on it.', {
        detail: 'Ada Lovelace (matched with a mentor).',
      });
    }),
  ];
  const { screen } = await renderPage(routes, { at: `/students/imports/${id}`, session: lead, respond });
  await expect.element(screen.getByText('3 students added')).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Undo this import' }));
  await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }));
  await expect.element(screen.getByText('Ada Lovelace (matched with a mentor).')).toBeVisible();
  await expectAccessible();
});
