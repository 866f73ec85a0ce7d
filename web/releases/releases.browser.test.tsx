import { page } from 'vitest/browser';
import { afterEach, expect, test, vi } from 'vitest';
import { listCharacteristics } from '@waymark/contract/characteristics.ts';
import {
  createRelease,
  getCodebook,
  getRelease,
  getReleaseFile,
  listReleases,
  makeReleaseAgain,
  putAwayRelease,
  type Release,
} from '@waymark/contract/releases.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as CodebookPage } from './CodebookPage.tsx';
import { Component as NewReleasePage } from './NewReleasePage.tsx';
import { Component as ReleasePage } from './ReleasePage.tsx';
import { Component as ReleasesPage } from './ReleasesPage.tsx';

const id = '01920000-0000-7000-8000-000000000050';
const ready: Release = {
  id,
  purpose: 'Thesis on motivation in Year 12',
  formats: ['csv', 'parquet'],
  asOf: '2026-03-11T10:00:00Z',
  asOn: '2026-03-11',
  rareBelow: 5,
  status: 'ready',
  progress: 1,
  bytes: 2_400_000,
  tables: [
    { name: 'students', rows: 240 },
    { name: 'scores', rows: 18_240 },
  ],
  disclosure: {
    generalised: [
      { column: 'c_ethnicity', label: 'Ethnicity', values: 3, students: 9, withheld: false },
      { column: 'c_young_carer', label: 'Young carer', values: 2, students: 240, withheld: true },
    ],
    students: 240,
    rareCombinations: 60,
    studentsInRare: 91,
    alone: 40,
  },
  error: null,
  createdAt: '2026-03-11T10:00:00Z',
  createdBy: 'Anna Lyst',
  readyAt: '2026-03-11T10:01:00Z',
  keptUntil: '2026-03-25T10:01:00Z',
  taken: 0,
  lastTakenAt: null,
};
const making: Release = {
  ...ready,
  status: 'making',
  progress: 0.42,
  bytes: null,
  tables: [],
  disclosure: null,
  readyAt: null,
  keptUntil: null,
};
const putAway: Release = { ...ready, status: 'put_away', bytes: null, keptUntil: null, taken: 2, lastTakenAt: '2026-03-12T09:00:00Z' };
const fsm = {
  id: '01920000-0000-7000-8000-000000000060',
  code: 'fsm',
  label: 'Free school meals',
  options: [
    { code: 'yes', label: 'Yes' },
    { code: 'no', label: 'No' },
  ],
  shipped: true,
  archived: false,
  version: 1,
};
const carer = { ...fsm, id: '01920000-0000-7000-8000-000000000061', code: 'young_carer', label: 'Young carer' };
const routes = [
  { path: '/releases', Component: ReleasesPage },
  { path: '/releases/new', Component: NewReleasePage },
  { path: '/releases/codebook', Component: CodebookPage },
  { path: '/releases/:id', Component: ReleasePage },
];
const show = (at: string, respond: NonNullable<Parameters<typeof renderPage>[1]>['respond'], more: object = {}) =>
  renderPage(routes, { at, respond, session: { role: 'analyst', today: '2026-03-11' }, ...more });

afterEach(() => page.viewport(390, 844));

test('the list says who took what, why and how often', async () => {
  const { screen } = await show('/releases', [
    answer(listReleases, { items: [ready, { ...putAway, id: id.replace('50', '51') }], next: null }),
  ]);
  await expect.element(screen.getByRole('link', { name: ready.purpose }).first()).toHaveAttribute('href', `/releases/${id}`);
  await expect.element(screen.getByText(/^(?!Made).* by Anna Lyst$/).first()).toBeVisible();
  await expect.element(screen.getByText('Not yet')).toBeVisible();
  await expect.element(screen.getByText(/^2 times, last /)).toBeVisible();
  await expect.element(screen.getByText('File put away')).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
});

test('an analyst says what it is for and chooses the files; what is lacking stands at its field', async () => {
  let attempts = 0;
  const create = answer(createRelease, () => {
    if (attempts++ === 0)
      throw refusal(422, 'Something is missing.', {
        code: 'invalid',
        errors: [{ field: 'purpose', message: 'Say in a sentence what it is for.' }],
      });
    return making;
  });
  const { screen, callsOf, router } = await show('/releases/new', [
    create,
    answer(getRelease, making),
    answer(listCharacteristics, { items: [fsm, carer] }),
  ]);
  await screen.getByRole('button', { name: 'Make the release' }).click();
  await expect.element(screen.getByText('Say in a sentence what it is for.')).toBeVisible();
  await expectAccessible();
  await screen.getByRole('textbox', { name: 'What is it for?' }).fill(ready.purpose);
  await screen.getByRole('checkbox', { name: /^Parquet/ }).click();
  await screen.getByRole('checkbox', { name: 'Young carer' }).click();
  await screen.getByRole('button', { name: 'Make the release' }).click();
  await expect
    .poll(() => callsOf(createRelease)[1]?.body)
    .toMatchObject({ purpose: ready.purpose, formats: ['csv', 'parquet'], rareBelow: 5, characteristicIds: [fsm.id] });
  // pressed again it is the same release
  expect(callsOf(createRelease)[1]?.body.id).toBe(callsOf(createRelease)[0]?.body.id);
  await expect.poll(() => router.state.location.pathname).toBe(`/releases/${callsOf(createRelease)[0]?.body.id}`);
});

test('while it is made one sees how far it is; when it is ready, what people could still be told by, and the file', async () => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  let state = making;
  const file = answer(getReleaseFile, { fileName: 'waymark-release.zip', content: new Uint8Array([80, 75]) });
  const { screen, callsOf } = await show(`/releases/${id}`, [answer(getRelease, () => state), file]);
  await expect.element(screen.getByRole('status').filter({ hasText: 'Being made: 42%' })).toBeVisible();
  await expect.element(screen.getByRole('progressbar', { name: 'Being made' })).toBeVisible();
  await expectAccessible();
  state = ready;
  await expect
    .element(screen.getByText('In Ethnicity (c_ethnicity), 3 values that 9 students have stand as *.'), { timeout: 5000 })
    .toBeVisible();
  await expect.element(screen.getByText(/^Young carer \(c_young_carer\) is empty for everybody/)).toBeVisible();
  await expect.element(screen.getByText(/91 students of 240 stand in 60 combinations .* 40 of them alone\./)).toBeVisible();
  await expect.element(screen.getByRole('row', { name: /^scores .*18,240$/ })).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByRole('button', { name: 'Download ZIP' }).click();
  await expect.poll(() => callsOf(getReleaseFile)).toHaveLength(1);
  await expect.poll(() => click.mock.contexts.map((link) => (link as HTMLAnchorElement).download)).toEqual(['waymark-release.zip']);
  click.mockRestore();
});

test('a file that was put away can be made again, and one that is ready removed', async () => {
  let state = ready;
  const { screen } = await show(
    `/releases/${id}`,
    [answer(getRelease, () => state), answer(putAwayRelease, () => (state = putAway)), answer(makeReleaseAgain, () => (state = making))],
    { colorScheme: 'dark' },
  );
  await screen.getByRole('button', { name: 'Remove the file' }).click();
  await screen.getByRole('button', { name: 'Make the file again' }).click();
  await expect.element(screen.getByRole('status').filter({ hasText: 'Being made: 42%' })).toBeVisible();
  await expectAccessible();
});

test('the codebook says what each column means, on a narrow phone too', async () => {
  await page.viewport(320, 640);
  const tables = [
    {
      name: 'scores',
      rowIs: 'One outcome in one assessment.',
      columns: [
        {
          name: 'perspective',
          type: 'text' as const,
          meaning: 'Who judged.',
          unit: '',
          levels: [{ value: 'mentor', means: 'the mentor alone' }],
          missing: 'Never empty.',
        },
        { name: 'level', type: 'integer' as const, meaning: 'The level.', unit: 'level', levels: [], missing: 'missing_reason says why.' },
      ],
    },
  ];
  const { screen } = await show('/releases/codebook', [answer(getCodebook, { tables })]);
  await screen.getByText('2 columns', { exact: true }).click();
  const table = screen.getByRole('table', { name: 'Columns of scores' });
  await expect
    .element(table.getByRole('row', { name: /^level .*whole number, level .*The level\. .*Any .*missing_reason says why\.$/ }))
    .toBeVisible();
  await expect.element(table.getByText(/the mentor alone$/)).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
});
