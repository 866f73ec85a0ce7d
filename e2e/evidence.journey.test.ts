import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { phone, startWaymark } from './waymark.ts';

const waymark = await startWaymark();
/** Every figure of a report is worked out anew: more than a page may take. */
const slow = { timeout: 60_000 };

/** The text of the first table's CSV on a question's page. */
async function tableOf(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /CSV/ }).first().click()]);
  return readFile(await download.path(), 'utf8');
}

/** The words of a Word file, in order. */
async function wordsOf(path: string): Promise<string> {
  const body = unzipSync(await readFile(path))['word/document.xml'];
  if (body === undefined) throw new Error('It is no Word file.');
  return strFromU8(body)
    .replaceAll(/<\/w:p>/g, '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&');
}

/** A mentor's day goes on: a meeting is met and a level recorded. */
async function recordScore(mentor: Page): Promise<void> {
  await mentor.goto(`${waymark.url}/day`);
  await mentor
    .getByRole('link', { name: /^Prepare/ })
    .first()
    .click();
  await mentor.getByRole('link', { name: 'Start meeting' }).click();
  await mentor.getByRole('radio', { name: /^Level 4/ }).check();
  await mentor.getByText('Saved', { exact: true }).waitFor();
  await mentor.getByRole('link', { name: 'Finish', exact: true }).click();
  await mentor.getByRole('radio', { name: 'We met' }).check();
  await mentor.getByLabel('Minutes').fill('25');
  await mentor.getByRole('button', { name: 'Finish and record' }).click();
  await mentor.getByRole('heading', { name: 'On the record' }).waitFor();
}

test('an analyst answers whether students eligible for free meals moved as far, and hands over a Word report whose figures are had again', async () => {
  const analyst = await waymark.as('analyst');
  await analyst.goto(`${waymark.url}/analysis`);
  await analyst.getByRole('link', { name: 'Did some groups move more than others?' }).click();
  await analyst.getByRole('table', { name: /^Gaps to “Free school meals: no”/ }).waitFor();
  expect(await analyst.getByRole('heading', { name: 'What may be said, and what not' }).isVisible()).toBe(true);
  const figures = await tableOf(analyst);
  expect(figures.split('\n').length).toBeGreaterThan(2);
  const again = await analyst.getByRole('textbox', { name: 'Link' }).inputValue();
  await analyst.goto(again);
  await analyst.getByRole('table', { name: /^Gaps to “Free school meals: no”/ }).waitFor();
  expect(await tableOf(analyst)).toBe(figures);
  // nobody is named to an analyst
  expect((await analyst.request.get(`${waymark.url}/api/students`)).status()).toBe(403);

  // the answer becomes a report
  await analyst.getByRole('link', { name: 'Put this in a report' }).click();
  await analyst.getByRole('radio', { name: /^Partner or funder report/ }).check();
  await analyst.getByRole('button', { name: 'Begin the report' }).click();
  await analyst.waitForURL(/\/reports\/[0-9a-f-]{36}/);
  const step = (name: string) =>
    analyst
      .getByRole('navigation', { name: 'Steps of the report' })
      .getByRole('link', { name: new RegExp(`^Step \\d ${name}`) })
      .click();
  const wordsFor = (part: string) => analyst.getByRole('textbox', { name: `Your words: ${part}` });

  // a reason is given, which these figures cannot give: the report stops there until it is mended
  await step('Your words');
  await wordsFor('Introduction').fill('What we saw in a year and a half.');
  await wordsFor('Next steps').fill('We go on, and look again in a year.');
  await wordsFor('Did some groups move more than others?').fill('Mentoring led to the same movement for students eligible for free meals.');
  await step('Make it final');
  await analyst.getByText('1 thing has to be put right first').waitFor(slow);
  const makeFinal = analyst.getByRole('button', { name: 'Make it final …' });
  expect(await makeFinal.isDisabled()).toBe(true);
  expect(await analyst.locator('main').innerText()).toContain('“led to”');

  await step('Your words');
  const answer = analyst.getByRole('region', { name: 'Did some groups move more than others?' }).getByRole('listitem');
  await answer.filter({ hasText: /^Of the first scores by mentors, / }).waitFor();
  const sentences = await answer.allInnerTexts();
  await wordsFor('Did some groups move more than others?').fill(
    'Students eligible for free meals moved as far as others, from a lower start.',
  );
  await step('Make it final');
  await analyst.getByText('Nothing stands in its way.').waitFor(slow);
  await makeFinal.click();
  await analyst.getByRole('button', { name: 'Make it final', exact: true }).click();
  const takeWord = analyst.getByRole('button', { name: 'Download Word' });
  await takeWord.waitFor(slow);

  // what is handed over says what the analyst read
  const [download] = await Promise.all([analyst.waitForEvent('download'), takeWord.click()]);
  await analyst.getByText(/^1 time, last /).waitFor();
  const text = await wordsOf(await download.path());
  expect(text).toContain('moved as far as others, from a lower start');
  expect(text).not.toContain('led to the same movement');
  expect(sentences.join(' ')).toMatch(/\d+ points lower.* moved more or less than /);
  for (const sentence of sentences) expect(text).toContain(sentence);

  await recordScore(await waymark.as('mentor', phone));
  await analyst.getByRole('button', { name: 'Work the figures out again' }).click();
  await analyst.getByText('They are the same: every figure of this report can be worked out again.').waitFor(slow);
});
