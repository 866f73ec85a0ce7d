import { expect, test } from 'vitest';
import type { Page } from 'playwright';
import { phone, startWaymark } from './waymark.ts';

const waymark = await startWaymark();

/** The reasons a prepared page gives for its questions, by question. */
async function worthAsking(page: Page): Promise<string[]> {
  const list = page.getByRole('region', { name: 'Worth asking now' }).locator('ol > li');
  await list.first().waitFor();
  return list.allInnerTexts();
}

test('a mentor prepares, meets on a phone with a reload and a power cut in the middle, and the next preparation reflects it', async () => {
  const page = await waymark.as('mentor', phone);
  expect(new URL(page.url()).pathname).toBe('/day');

  // prepare
  await page
    .getByRole('link', { name: /^Prepare/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: /^Prepare for/ }).waitFor();
  const student = (await page.getByRole('heading', { level: 1 }).innerText()).replace('Prepare for ', '');
  const before = await worthAsking(page);
  expect(before.length).toBeGreaterThanOrEqual(3);
  expect(before.length).toBeLessThanOrEqual(5);

  // meet: two answers, an action agreed from what the low level proposes
  await page.getByRole('link', { name: 'Start meeting' }).click();
  await page.getByRole('heading', { level: 1, name: /^Meeting with/ }).waitFor();
  const first = await questionOf(page);
  expect(before[0]).toContain(first);
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  await page.getByRole('radio', { name: /^Level 1/ }).check();
  await page.getByLabel('Reason, in a line').fill('Could not say yet; had not thought about it');
  const action =
    (await page
      .getByRole('button', { name: /^Add “/ })
      .first()
      .getAttribute('aria-label')) ?? '';
  const agreed = action.replace(/^Add “|”$/g, '');
  await page.getByRole('button', { name: action }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect.poll(() => questionOf(page), { timeout: 10_000 }).not.toBe(first);
  const second = await questionOf(page);
  await page.getByRole('radio', { name: /^Level 3/ }).check();
  await page.getByText('Saved', { exact: true }).waitFor();

  // a reload, and the program killed as by a power cut: both answers are there, and the question is the one it was
  await page.reload();
  await isAnswered(page, second, 3);
  await waymark.killAndRestart();
  await page.reload();
  await isAnswered(page, second, 3);
  await page.getByRole('button', { name: 'Back' }).click();
  await isAnswered(page, first, 1);

  // finish: what will be recorded is shown, and a double tap records it once
  await page.getByRole('link', { name: 'Finish', exact: true }).click();
  await page.getByRole('heading', { name: 'Finish the meeting' }).waitFor();
  await page.getByRole('radio', { name: 'We met' }).check();
  await page.getByLabel('Minutes').fill('25');
  const review = await page.locator('main').innerText();
  expect(review).toContain('Level 1 of 4');
  expect(review).toContain('Level 3 of 4');
  expect(review).toContain(agreed);
  await page.getByRole('button', { name: 'Finish and record' }).dblclick();
  await page.getByRole('heading', { name: 'On the record' }).waitFor();

  // the student's page has the two levels and one such action, not two
  await page.getByRole('link', { name: /^Open .* page$/ }).click();
  await page.getByRole('heading', { level: 1, name: student }).waitFor();
  await page.getByRole('region', { name: 'Actions' }).getByText(agreed).waitFor();

  // the next meeting is prepared from it
  await page.goto(`${waymark.url}/day`);
  await page.getByRole('button', { name: 'Schedule a meeting' }).click();
  await page.getByRole('combobox', { name: 'Student' }).click();
  await page.getByRole('option', { name: student }).click();
  await page.getByRole('textbox', { name: 'Date' }).fill(inDays(2));
  await page.getByRole('textbox', { name: 'Time' }).fill('15:00');
  await page.getByRole('button', { name: 'Schedule the meeting' }).click();
  await page.getByText(`The meeting with ${student} is scheduled.`).waitFor();
  await page
    .getByRole('link', { name: new RegExp(`^Prepare: ${student}`) })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: `Prepare for ${student}` }).waitFor();
  const after = await worthAsking(page);
  expect(after.find((each) => each.includes(second))).toBeUndefined();
  const open = await page.getByRole('region', { name: 'Open actions' }).innerText();
  expect(open).toContain(agreed);
});

/** A day some days from now, as a date field takes it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

async function questionOf(page: Page): Promise<string> {
  return page.getByRole('main').getByRole('heading', { level: 2 }).first().innerText();
}

/** Waits until this question is on the screen with this level chosen. */
async function isAnswered(page: Page, question: string, level: number): Promise<void> {
  await page.getByRole('group', { name: question }).waitFor();
  await page.getByRole('radio', { name: new RegExp(`^Level ${level}`), checked: true }).waitFor();
}
