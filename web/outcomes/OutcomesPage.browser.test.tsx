import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { listCharacteristics } from '@waymark/contract/characteristics.ts';
import {
  getOutcomesFile,
  getOutcomesOverTime,
  listOutcomeStudents,
  type OutcomeFigures,
  type OutcomesOverTime,
} from '@waymark/contract/outcomes.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component } from './OutcomesPage.tsx';

const id = (n: number) => `01920000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const figures: OutcomeFigures = {
  levels: 4,
  of: 60,
  paired: 40,
  onlyOne: 8,
  missing: { not_asked: 0, declined: 3, not_applicable: 1, not_collected: 0 },
  never: 8,
  first: [20, 18, 8, 2],
  latest: [8, 14, 16, 10],
  points: { baseline: [20, 18, 8, 2], progress: [6, 10, 14, 10], review: [0, 0, 0, 0], closing: [0, 0, 0, 0] },
  pairs: [
    [6, 8, 3, 1],
    [1, 5, 7, 2],
    [0, 1, 3, 2],
    [0, 0, 1, 0],
  ],
  moved: { up: 23, same: 14, down: 3 },
};

const outcomes: OutcomesOverTime = {
  asOf: '2026-03-11T10:00:00Z',
  enrolments: 60,
  students: 58,
  types: [
    {
      ...figures,
      of: 120,
      code: 'knowledge',
      name: 'Knowledge',
      framework: 'Waymark',
      outcomes: [
        { ...figures, seriesId: id(20), statement: 'Student can name a course they want to apply for', retired: false },
        { ...figures, paired: 0, seriesId: id(21), statement: 'Student knows the deadlines', retired: true },
      ],
    },
  ],
};

const characteristic = {
  id: id(40),
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
const school = { id: id(50), name: 'Hill Road', urn: null, archived: false, students: 3, version: 1 };
const respond = [
  answer(getOutcomesOverTime, outcomes),
  answer(listProgrammes, { items: [] }),
  answer(listSchools, { items: [school] }),
  answer(listCharacteristics, { items: [characteristic] }),
  answer(listOutcomeStudents, {
    items: [
      {
        studentId: id(60),
        name: 'Ada Byron',
        programme: 'Aspire',
        firstLevel: 3,
        firstOn: '2025-09-20',
        latestLevel: 2,
        latestOn: '2026-02-20',
        missingReason: null,
      },
    ],
    next: null,
    pseudonymised: false,
  }),
];
const routes = [{ path: '/outcomes', Component }];
const show = (at = '/outcomes', options: Parameters<typeof renderPage>[1] = {}) =>
  renderPage(routes, { at, respond, session: { role: 'lead' }, ...options });

afterEach(() => page.viewport(390, 844));

test('a lead sees for each outcome who moved and who cannot be compared, in bars and in figures', async () => {
  const { screen } = await show();
  await expect
    .element(screen.getByText('60 enrolments of 58 students match the filters; a student who came back counts once for each enrolment.'))
    .toBeVisible();
  await expect.element(screen.getByRole('img', { name: /Knowledge: for each outcome/ })).toBeVisible();
  const row = screen.getByRole('row', { name: /Student can name a course/ });
  for (const name of ['23: ▲ Moved up', '14: = Same', '3: ▼ Moved down', '8: Never assessed']) {
    await expect.element(row.getByRole('link', { name: new RegExp(name) })).toBeInTheDocument();
  }
  await expect.element(screen.getByText('No longer in the framework: only students scored on it')).toBeInTheDocument();
  await expectAccessible();
});

test('the students behind a figure open from its link and from the bar, and close again', async () => {
  const { screen, router, callsOf } = await show();
  await screen.getByRole('link', { name: /^3: ▼ Moved down, Student can name a course/ }).click();
  const drawer = screen.getByRole('dialog', { name: 'Students behind this figure' });
  await expect.element(drawer.getByRole('link', { name: 'Ada Byron' })).toHaveAttribute('href', `/students/${id(60)}`);
  await expect.element(drawer.getByText('▼ Moved down: Student can name a course they want to apply for')).toBeVisible();
  expect(callsOf(listOutcomeStudents)[0]?.query).toMatchObject({ bar: 'moved:down', seriesId: id(20) });
  await expectAccessible();
  await drawer.getByRole('button', { name: 'Close' }).click();
  await expect.element(drawer).not.toBeInTheDocument();
  await expect.poll(() => router.state.location.search).toBe('');
  const bars = document.querySelectorAll<SVGRectElement>('figure svg g[aria-label="bar"] rect');
  bars[0]!.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  await expect.poll(() => router.state.location.search).toBe(`?bar=moved%3Aup&of=${id(20)}`);
});

test('filters stand in the address and are asked of the server; another one closes the list', async () => {
  const { screen, router, callsOf } = await show(`/outcomes?school=${id(50)}&with=fsm:yes&bar=moved:up&of=${id(20)}`);
  await expect.poll(() => callsOf(getOutcomesOverTime)[0]?.query).toMatchObject({ schoolId: id(50), characteristics: 'fsm:yes' });
  await screen.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect.element(screen.getByRole('combobox', { name: 'School', exact: true })).toHaveValue('Hill Road');
  await screen.getByText('Students’ own').click();
  await expect.poll(() => router.state.location.search).toBe(`?school=${id(50)}&with=fsm%3Ayes&view=student`);
  await expect.poll(() => callsOf(getOutcomesOverTime).at(-1)?.query).toMatchObject({ perspective: 'student' });
});

test('one outcome shows the distribution at each point, who moved from where to where, and who has no second score and why', async () => {
  const { screen } = await show(`/outcomes?type=knowledge&outcome=${id(20)}`);
  await expect.element(screen.getByRole('img', { name: /how many students stand at each level at each point/ })).toBeVisible();
  const have = screen.getByRole('table', { name: 'Who has scores to compare' });
  await expect.element(have.getByRole('row', { name: /^No level: student declined 3/ })).toBeVisible();
  await expect.element(have.getByRole('row', { name: /^Two scores or more 40.*67%$/ })).toBeVisible();
  const points = screen.getByRole('table', { name: 'Levels at each point' });
  await expect.element(points.getByRole('row', { name: /^Latest/ })).toBeVisible();
  await expect.element(points.getByRole('row', { name: /^Closing/ })).not.toBeInTheDocument();
  await expect.element(screen.getByText('1 of 40 students (3%) began at the top level and could not move up.')).toBeVisible();
  await expectAccessible();
});

test('a whole type leads to nobody: a student stands behind it several times', async () => {
  const { screen } = await show('/outcomes?type=knowledge');
  const have = screen.getByRole('table', { name: 'Who has scores to compare' });
  await expect.element(have).toBeVisible();
  expect(have.element().querySelectorAll('a')).toHaveLength(0);
});

test('the file is asked for with the filters on the screen', async () => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const file = answer(getOutcomesFile, { fileName: 'outcomes-2026-03-11.csv', content: 'Outcome type\n' });
  const { screen, callsOf } = await show(`/outcomes?type=knowledge&view=student`, { respond: [...respond, file] });
  await screen.getByRole('button', { name: 'Download CSV' }).click();
  await expect.poll(() => callsOf(getOutcomesFile)[0]?.query).toEqual({ type: 'knowledge', perspective: 'student' });
  await expect.poll(() => click.mock.contexts.map((link) => (link as HTMLAnchorElement).download)).toEqual(['outcomes-2026-03-11.csv']);
  click.mockRestore();
});

test('an analyst is told that names are pseudonyms, and no name leads anywhere', async () => {
  const pseudonyms = answer(listOutcomeStudents, {
    items: [
      {
        studentId: null,
        name: '4F2A9C01B7DE',
        programme: 'Aspire',
        firstLevel: 3,
        firstOn: '2025-09-20',
        latestLevel: 2,
        latestOn: '2026-02-20',
        missingReason: null,
      },
    ],
    next: null,
    pseudonymised: true,
  });
  const others = respond.filter(({ endpoint }) => endpoint !== listOutcomeStudents);
  const { screen } = await show(`/outcomes?bar=moved:down&of=${id(20)}`, {
    session: { role: 'analyst' },
    respond: [...others, pseudonyms],
  });
  const drawer = screen.getByRole('dialog');
  await expect.element(drawer.getByText('Shown by pseudonym: the same student always has the same one.')).toBeVisible();
  await expect.element(drawer.getByText('4F2A9C01B7DE')).toBeVisible();
  await expect.element(drawer.getByRole('link')).not.toBeInTheDocument();
});

test('filters that leave nobody say so and can be cleared', async () => {
  const nobody = respond.map((one) =>
    one.endpoint === getOutcomesOverTime ? answer(getOutcomesOverTime, { ...outcomes, enrolments: 0, students: 0, types: [] }) : one,
  );
  const { screen, router } = await show('/outcomes?enrolment=early', { respond: nobody });
  await expect.element(screen.getByText('Nobody matches these filters')).toBeVisible();
  await screen.getByRole('button', { name: 'Clear filters' }).click();
  await expect.poll(() => router.state.location.search).toBe('');
});

test('it fits a narrow phone, and reads in the dark', async () => {
  await page.viewport(320, 640);
  const { screen } = await show(`/outcomes?outcome=${id(20)}`, { colorScheme: 'dark' });
  await expect.element(screen.getByRole('img').first()).toBeVisible();
  expectNoSidewaysScroll();
  await expectAccessible();
});
