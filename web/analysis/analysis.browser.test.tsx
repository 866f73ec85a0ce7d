import { page } from 'vitest/browser';
import { afterEach, expect, test } from 'vitest';
import { getAnalysis, getAnalysisFile, type AnalysisAnswer } from '@waymark/contract/analysis.ts';
import { listCharacteristics } from '@waymark/contract/characteristics.ts';
import { listFrameworks } from '@waymark/contract/frameworks.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as AnalysisPage } from './AnalysisPage.tsx';
import { Component as QuestionPage } from './QuestionPage.tsx';

const column = (id: string, label: string, kind: 'text' | 'count' | 'share' | 'number') => ({ id, label, kind, means: label });
const moved: AnalysisAnswer = {
  question: 'movement',
  filters: { perspective: 'mentor', enrolment: 'all' },
  about: 'Mentors’ scores',
  asOf: '2026-03-11T10:00:00Z',
  codeVersion: '0.1.0+abcd1234',
  seed: null,
  fingerprint: '0123456789ab',
  said: [],
  sentences: ['206 students moved up on 35% of outcomes.'],
  may: ['The distance travelled.'],
  mayNot: ['That the programme brought it about.'],
  included: { students: 206, scores: 8788 },
  excluded: [{ reason: 'only one score of each outcome', students: null }],
  tables: [
    {
      id: 'types',
      title: 'First to latest score',
      columns: [
        column('type', 'Outcome type', 'text'),
        column('pairs', 'Pairs', 'count'),
        column('up', 'Moved up', 'count'),
        column('same', 'Same', 'count'),
        column('down', 'Moved down', 'count'),
        { ...column('net', 'Net', 'share'), means: 'Share that moved up less share that moved down' },
        column('net_low', 'low', 'share'),
        column('net_high', 'high', 'share'),
      ],
      rows: [
        ['Knowledge', 863, 363, 436, 64, 0.346, 0.295, 0.398],
        ['Motivation, and whatever else belongs to it in the long run, latest', 60, null, null, null, 0.2, 0.1, 0.3],
      ],
      hidden: [
        [1, 2],
        [1, 3],
        [1, 4],
      ],
    },
    {
      id: 'gaps',
      title: 'Gaps',
      columns: [
        column('group', 'Group', 'text'),
        column('change', 'Change', 'share'),
        column('change_low', 'low', 'share'),
        column('change_high', 'high', 'share'),
      ],
      rows: [['Yes', -0.036, -0.079, 0.007]],
      hidden: [],
    },
    {
      id: 'staying',
      title: 'Still there',
      columns: [column('group', 'Group', 'text'), column('month', 'Months', 'number'), column('there', 'Still there', 'share')],
      rows: [
        ['All', 0, 1],
        ['All', 5, 0.8],
        ['Some', 0, 1],
        ['Some', 5, 0.6],
      ],
      hidden: [],
    },
  ],
  charts: [
    {
      kind: 'shares',
      tableId: 'types',
      label: 'type',
      parts: ['up', 'same', 'down'],
      whole: 'pairs',
      colours: 'movement',
      alt: 'How many moved up.',
    },
    {
      kind: 'intervals',
      tableId: 'gaps',
      label: 'group',
      value: 'change',
      low: 'change_low',
      high: 'change_high',
      zero: 0,
      alt: 'Change of the gap.',
    },
    { kind: 'steps', tableId: 'staying', by: 'group', x: 'month', y: 'there', low: null, high: null, alt: 'Share still there.' },
  ],
  warnings: ['26% began at the bottom level.'],
  refusals: [{ says: 'A group is too small.', wouldNeed: 'Ten students in it.' }],
  actions: [
    { says: 'See who is waiting', to: '/reviews' },
    { says: 'See the gap', to: '/analysis/groups?group=fsm' },
  ],
  method: {
    paragraph: 'Each first and latest score was paired.',
    figures: ['χ² = 12.3 on 3 degrees of freedom, p = 0.006.'],
    links: ['docs/methods/movement.md'],
  },
  choices: { types: [{ code: 'knowledge', label: 'Knowledge' }], groups: [{ code: 'fsm', label: 'Free school meals' }] },
};
const respond = [
  answer(getAnalysis, ({ query }) =>
    query['perspective'] === 'joint'
      ? new Promise(() => undefined)
      : { ...moved, ...(query['perspective'] === 'student' ? { sentences: ['As they see it themselves.'] } : {}) },
  ),
  answer(getAnalysisFile, { fileName: 'movement-types.csv', content: 'a,b' }),
  answer(listProgrammes, { items: [] }),
  answer(listSchools, { items: [] }),
  answer(listFrameworks, { items: [] }),
  answer(listCharacteristics, { items: [] }),
];
const routes = [
  { path: '/analysis', Component: AnalysisPage },
  { path: '/analysis/:question', Component: QuestionPage },
];
const show = (at: string, more: Parameters<typeof renderPage>[1] = {}) =>
  renderPage(routes, { at, respond, session: { role: 'analyst', today: '2026-03-11' }, ...more });

afterEach(() => page.viewport(390, 844));

test('an analyst chooses a question and keeps the filters that say whom it is about', async () => {
  const { screen, router } = await show('/analysis?school=01920000-0000-7000-8000-000000000050&check=x');
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByRole('link', { name: 'Did students move?' }).click();
  await expect
    .poll(() => router.state.location.pathname + router.state.location.search)
    .toBe('/analysis/movement?school=01920000-0000-7000-8000-000000000050');
  await expect.element(screen.getByText('206 students moved up on 35% of outcomes.')).toBeVisible();
  const back = screen.getByRole('main').getByRole('link', { name: 'Analysis' });
  await expect.element(back).toHaveAttribute('href', '/analysis?school=01920000-0000-7000-8000-000000000050');
});

test.each([390, 1280])('an answer says it in words, shows figures with intervals and what is hidden, at %i px', async (width) => {
  await page.viewport(width, 844);
  const { screen } = await show('/analysis/movement');
  await expect.element(screen.getByText('206 students moved up on 35% of outcomes.')).toBeVisible();
  const table = screen.getByRole('table', { name: 'First to latest score' });
  await expect.element(table.getByRole('row', { name: /Knowledge.* 863 .*363 .*436 .*64 .*35\s?%\s+30\s?% to 40\s?%/ })).toBeVisible();
  await expect.element(table.getByRole('row', { name: /Motivation.* 60 .*hidden .*hidden .*hidden .*20\s?%/ })).toBeVisible();
  for (const label of ['How many moved up.', 'Change of the gap.', 'Share still there.'])
    await expect.element(screen.getByRole('img', { name: label })).toBeVisible();
  // what tells two bars of a long name apart stands at its end
  const labels = [...document.querySelectorAll('svg text')].map(({ textContent }) => textContent);
  expect(labels.some((label) => /^Motiv.*est$/.test(label ?? ''))).toBe(true);
  await expect.element(screen.getByText(/A group is too small\. It would need: Ten students in it\./)).toBeVisible();
  await expect.element(screen.getByText('too few to say')).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
});

test('whose scores is a filter in the address; the link gives the same figures again and is checked', async () => {
  const { screen, router } = await show('/analysis/movement?check=0123456789ab.0.1.0%2Babcd1234');
  await expect.element(screen.getByText('These are the figures the link was made for.')).toBeVisible();
  const link = screen.getByRole('textbox', { name: 'Link' });
  await expect
    .poll(() => (link.element() as HTMLInputElement).value)
    .toMatch(/asof=2026-03-11T10%3A00%3A00Z.*check=0123456789ab\.0\.1\.0%2Babcd1234/);
  await screen.getByText('Students’ own', { exact: true }).click();
  await expect.element(screen.getByText('As they see it themselves.')).toBeVisible();
  // what the link promised, it promised of mentors’ scores
  expect(router.state.location.search).toBe('?view=student');
  // what is still being worked out is not what stands there
  await screen.getByText('Joint', { exact: true }).click();
  await expect.element(screen.getByText(/What stands below is the answer before your last choice/)).toBeVisible();
});

test('what one can do leads on for whoever may do it, about the same students, and names a lead to others', async () => {
  const at = '/analysis/movement?enrolment=early';
  const { screen } = await show(at);
  await expect.element(screen.getByText('See who is waiting. A lead can do this.')).toBeVisible();
  await expect
    .element(screen.getByRole('link', { name: 'See the gap' }))
    .toHaveAttribute('href', '/analysis/groups?enrolment=early&group=fsm');
  const { screen: lead } = await show(at, { session: { role: 'lead', today: '2026-03-11' } });
  await expect.element(lead.getByRole('link', { name: 'See who is waiting' })).toHaveAttribute('href', '/reviews');
});

test('whose scores is no choice where both are laid side by side', async () => {
  const { screen } = await show('/analysis/agreement');
  await expect.element(screen.getByRole('combobox', { name: 'Outcome type' })).toBeVisible();
  expect(screen.getByText('Whose scores').query()).toBeNull();
});

test('other figures than the link promised are said to be other, and why, even where its moment cannot be read', async () => {
  const { screen } = await show('/analysis/movement?asof=yesterday&check=ffffffffffff.0.1.0%2Babcd1234');
  await expect.element(screen.getByText(/what is on record for that moment has been changed since/)).toBeVisible();
});

test('the method opens when asked for, and each table comes as a file as it is shown', async () => {
  const { screen, callsOf } = await show('/analysis/movement?view=student');
  await screen.getByRole('button', { name: 'Show the method' }).click();
  await expect.element(screen.getByText('Each first and latest score was paired.')).toBeVisible();
  // a figure is not left to its name
  await screen.getByText('What the columns mean').click();
  await expect.element(screen.getByText('Share that moved up less share that moved down.')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Copy the method' })).toBeVisible();
  await expect.element(screen.getByText('χ² = 12.3 on 3 degrees of freedom, p = 0.006.')).toBeVisible();
  await screen.getByRole('button', { name: 'CSV of “First to latest score”' }).click();
  await expect
    .poll(() => callsOf(getAnalysisFile)[0]?.query)
    .toEqual({ perspective: 'student', asOf: '2026-03-11T10:00:00Z', table: 'types', format: 'csv' });
});

test('a question there is not is not found', async () => {
  const { screen } = await show('/analysis/everything');
  await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
  await expect.element(screen.getByText('206 students', { exact: false })).not.toBeInTheDocument();
});
