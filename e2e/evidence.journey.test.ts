import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { startWaymark } from './waymark.ts';

const waymark = await startWaymark();

/** The text of the first table's CSV on a question's page. */
async function tableOf(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /CSV/ }).first().click()]);
  return readFile(await download.path(), 'utf8');
}

test('an analyst answers whether students eligible for free school meals moved as far, and the figures are had again by a link', async () => {
  const analyst = await waymark.as('analyst');
  await analyst.goto(`${waymark.url}/analysis`);
  await analyst.getByRole('link', { name: 'Did some groups move more than others?' }).click();
  await analyst.getByText(/^By free school meals/).waitFor();
  expect(await analyst.getByRole('heading', { name: 'What may be said, and what not' }).isVisible()).toBe(true);
  const figures = await tableOf(analyst);
  expect(figures.split('\n').length).toBeGreaterThan(2);
  const again = await analyst.getByRole('textbox', { name: 'Link' }).inputValue();
  const second = await waymark.as('analyst');
  await second.goto(again);
  await second.getByText(/^By free school meals/).waitFor();
  expect(await tableOf(second)).toBe(figures);
  // nobody is named to an analyst
  expect((await second.request.get(`${waymark.url}/api/students`)).status()).toBe(403);
});
