import { expect, test } from 'vitest';
import { listMissingScores } from '@waymark/contract/missing-scores.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Page } from '../ui/Page.tsx';
import { MissingScores } from './MissingScores.tsx';

const Component = () => (
  <Page title="Where to improve">
    <MissingScores />
  </Page>
);

test('a lead reads by mentor, in order of name, what is still to be scored; too few are said as few', async () => {
  const items = [
    { memberId: '01920000-0000-7000-8000-000000000001', name: 'Ann', students: 8, withoutScore: null, withoutSecond: 6 },
    { memberId: '01920000-0000-7000-8000-000000000002', name: 'Zoe', students: 12, withoutScore: 0, withoutSecond: null },
  ];
  const respond = [answer(listMissingScores, { items })];
  const { screen } = await renderPage([{ path: '/', Component }], { at: '/', respond, session: { role: 'lead' } });
  const table = screen.getByRole('table', { name: 'Scores to come, by mentor' });
  await expect.element(table).toBeVisible();
  const rows = table
    .getByRole('row')
    .elements()
    .map((row) => row.textContent);
  expect(rows.findIndex((row) => row.includes('Ann'))).toBeLessThan(rows.findIndex((row) => row.includes('Zoe')));
  expect(rows.find((row) => row.includes('Ann'))).toMatch(/few/);
  await expect.element(screen.getByRole('link', { name: 'See whose review is due' })).toHaveAttribute('href', '/reviews');
  await expectAccessible();
  expectNoSidewaysScroll();
});
