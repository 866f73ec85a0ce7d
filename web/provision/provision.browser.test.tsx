import { page } from 'vitest/browser';
import { afterEach, expect, test, vi } from 'vitest';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { getProvision, getProvisionFile, makePackWord, type Provision } from '@waymark/contract/provision.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as PackPage } from './PackPage.tsx';
import { Component as ProvisionPage } from './ProvisionPage.tsx';

const hill = { id: '01920000-0000-7000-8000-000000000050', name: 'Hill Road', urn: null, archived: false, students: 3, version: 1 };
const count = (key: string, header: string, adds: 'whole' | 'part' = 'part') => ({ key, header, kind: 'count' as const, adds });
const provision: Provision = {
  asOf: '2026-03-11T10:00:00Z',
  from: '2025-09-01',
  to: '2026-03-11',
  about: 'Hill Road, all year groups, all programmes',
  sections: [
    {
      key: 'referrals',
      heading: 'Who was referred, and why',
      tables: [
        {
          key: 'reason',
          caption: 'Referrals by reason',
          counted: { n: 23, what: 'referrals received in the period' },
          left: [{ n: 4, why: 'at another school' }],
          note: '',
          columns: [
            count('referrals', 'Referrals', 'whole'),
            count('accepted', 'Accepted'),
            { key: 'beyond', header: 'Share', kind: 'share', adds: null },
          ],
          rows: [
            { key: 'a', label: 'Confidence', values: [20, 12, 0.254], total: false, few: false },
            { key: 'b', label: 'Friendships', values: [3, 1, null], total: false, few: true },
            { key: 'total', label: 'All referrals', values: [23, 13, 0.2], total: true, few: false },
          ],
          additive: false,
        },
      ],
    },
    {
      key: 'endings',
      heading: 'How cases ended',
      tables: [
        {
          key: 'kind',
          caption: 'How cases ended, and who ended them',
          counted: { n: 0, what: 'enrolments that ended in the period' },
          left: [],
          note: '',
          columns: [count('ended', 'Ended', 'whole')],
          rows: [{ key: 'total', label: 'All', values: [0], total: true, few: true }],
          additive: true,
        },
      ],
    },
  ],
};
const respond = [answer(getProvision, provision), answer(listProgrammes, { items: [] }), answer(listSchools, { items: [hill] })];
const routes = [
  { path: '/provision', Component: ProvisionPage },
  { path: '/provision/pack', Component: PackPage },
];
const show = (at: string, more: Parameters<typeof renderPage>[1] = {}) =>
  renderPage(routes, { at, respond, session: { role: 'lead', today: '2026-03-11' }, ...more });

afterEach(() => page.viewport(390, 844));

test('a lead sees each table with how many are in it and how many are not, small numbers marked, for the filters of the address', async () => {
  await page.viewport(1280, 800);
  const { screen, router, callsOf } = await show(`/provision?school=${hill.id}&year=0`);
  const table = screen.getByRole('table', { name: 'Referrals by reason' });
  await expect.element(table.getByRole('row', { name: /^Confidence 20 12 25\s?%$/ })).toBeVisible();
  await expect.element(table.getByRole('row', { name: /^Friendships small number 3 1 –$/ })).toBeVisible();
  await expect.element(screen.getByText('Counted: 23 referrals received in the period. Not counted: 4 at another school.')).toBeVisible();
  await expect.element(screen.getByText('There is nothing on record for this in the period.')).toBeVisible();
  await expect.poll(() => callsOf(getProvision)[0]?.query).toEqual({ schoolId: hill.id, yearGroup: '0' });
  await expectAccessible();
  await screen.getByLabelText('From', { exact: true }).fill('2026-01-05');
  await expect.poll(() => router.state.location.search).toBe(`?school=${hill.id}&year=0&from=2026-01-05`);
  await expect
    .element(screen.getByRole('link', { name: 'Self-evaluation pack' }))
    .toHaveAttribute('href', `/provision/pack?school=${hill.id}&year=0&from=2026-01-05`);
});

test('an analyst reads the figures and takes the file, and is not led to the pack', async () => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const file = answer(getProvisionFile, { fileName: 'provision.csv', content: 'Section\n' });
  const { screen, callsOf } = await show('/provision?from=2025-09-01', { session: { role: 'analyst' }, respond: [...respond, file] });
  await screen.getByRole('button', { name: 'Download CSV' }).click();
  await expect.poll(() => callsOf(getProvisionFile)[0]?.query).toEqual({ from: '2025-09-01' });
  await expect.poll(() => click.mock.contexts).toHaveLength(1);
  await expect.element(screen.getByRole('link', { name: 'Self-evaluation pack' })).not.toBeInTheDocument();
  click.mockRestore();
});

test('the lead adds their own words, is told of words that say why, and takes the pack with them in it', async () => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const file = answer(makePackWord, { fileName: 'evidence-of-provision.docx', content: new Uint8Array([80, 75]) });
  const { screen, callsOf } = await show(`/provision/pack?school=${hill.id}`, { respond: [...respond, file] });
  const field = screen.getByRole('textbox', { name: 'How cases ended' });
  await field.fill('Thanks to our mentors, few left early.');
  await expect.element(screen.getByText('This reads as if it said why')).toBeVisible();
  await expect.element(screen.getByText(/^“Thanks to”: these figures have no comparison group/)).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
  await field.fill('Few left early.');
  await expect.element(screen.getByText('This reads as if it said why')).not.toBeInTheDocument();
  await screen.getByRole('button', { name: 'Download Word' }).click();
  await expect
    .poll(() => callsOf(makePackWord)[0]?.body)
    .toEqual({ filters: { schoolId: hill.id }, narratives: { endings: 'Few left early.' } });
  await expect.poll(() => click.mock.contexts.map((link) => (link as HTMLAnchorElement).download)).toEqual(['evidence-of-provision.docx']);
  click.mockRestore();
});

test('it fits a narrow phone, and reads in the dark', async () => {
  await page.viewport(320, 640);
  const { screen } = await show('/provision', { colorScheme: 'dark' });
  await expect.element(screen.getByRole('table', { name: 'Referrals by reason' })).toBeVisible();
  expectNoSidewaysScroll();
  await expectAccessible();
});
