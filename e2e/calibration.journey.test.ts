import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { phone, startWaymark } from './waymark.ts';

const waymark = await startWaymark();

const progress = /^(\d+) of (\d+) levels given$/;
const given = async (page: Page) => Number(progress.exec(await page.getByText(progress).first().innerText())?.[1]);

/** Scores one case after the other with the same level, to the last; what was given before stays. */
async function scoreAll(page: Page): Promise<void> {
  for (;;) {
    const title = await page.getByRole('heading', { level: 2 }).first().innerText();
    for (const radio of await page.getByRole('radio', { name: /^Level 3/ }).all()) await radio.check();
    const next = page.getByRole('button', { name: 'Next case' });
    if ((await next.count()) === 0) return;
    await next.click();
    await expect.poll(() => page.getByRole('heading', { level: 2 }).first().innerText()).not.toBe(title);
  }
}

test('a mentor calibrates alone on a phone, sees privately how they compare, and the lead is told what may be told', async () => {
  const mentor = await waymark.as('mentor', phone);
  await mentor.goto(`${waymark.url}/calibration`);
  await mentor.getByRole('link', { name: 'Go on with This term' }).click();
  await mentor.getByRole('heading', { level: 1, name: 'This term' }).waitFor();
  const before = await given(mentor);
  expect(before).toBeGreaterThan(0);
  // nothing of others, and no reference, before one has finished
  expect(await mentor.getByText(/Reference|Colleagues/).count()).toBe(0);

  // a level is kept at once: the page may be left and come back to
  await mentor
    .getByRole('radio', { name: /^Level 3/ })
    .first()
    .check();
  await expect.poll(() => given(mentor)).toBe(before + 1);
  await mentor.reload();
  await mentor.getByRole('heading', { level: 1, name: 'This term' }).waitFor();
  await expect.poll(() => given(mentor)).toBe(before + 1);

  await scoreAll(mentor);
  await mentor.getByRole('button', { name: 'Finish' }).click();
  await mentor.getByRole('dialog').getByRole('button', { name: 'Finish' }).click();
  await mentor.getByText(/Only you see this page/).waitFor();
  const text = await mentor.locator('main').innerText();
  expect(text).toMatch(/\d+ of \d+ levels (is|are) the same as the reference/);
  expect(text).toContain('Experienced people differ by a level now and then');
  expect(text).toMatch(/4 mentors beside you have finished\. Their levels are shown without names\./);
  for (const name of ['Steiner', 'Ashworth', 'Pugh', 'Boateng']) expect(text).not.toContain(name);
  const address = mentor.url();

  // the lead: that it is done, agreement and tendencies with intervals, in order of name
  const lead = await waymark.as('lead');
  await lead.goto(`${waymark.url}/calibration`);
  const mentors = lead.getByRole('table', { name: 'By mentor' });
  await mentors.waitFor();
  const rowOf = (name: string) => mentors.getByRole('row').filter({ hasText: name }).innerText();
  expect(await rowOf('Mo Farooq')).toContain('Nothing due');
  const names = (await mentors.getByRole('row').allInnerTexts()).slice(1).map((row) => row.split(/[\t\n]/)[0]);
  expect(names).toEqual(names.toSorted((a, b) => String(a).localeCompare(String(b))));
  const interval = /([+−]?\d\.\d\d) \(([+−]?\d\.\d\d) to ([+−]?\d\.\d\d)\)/;
  const ends = (row: string) => (interval.exec(row)?.slice(1) ?? []).map((one) => Number(one.replace('−', '-')));
  const [, low = 0, high = 0] = ends(await rowOf('Ruth Steiner'));
  expect(low).toBeLessThan(high);
  expect(high).toBeLessThan(0);
  expect(ends(await rowOf('Tom Ashworth'))[1]).toBeGreaterThan(0);
  const agreement = await lead.getByRole('table', { name: 'Agreement with the reference' }).innerText();
  expect(agreement).toMatch(/κ\)\s+0\.\d\d \(0\.\d\d to 0\.\d\d\)/);

  // the exercise names who has finished, never who gave which level; another mentor's comparison is nobody's
  await lead.goto(address);
  const people = lead.getByRole('table', { name: 'Who is asked' });
  await people.waitFor();
  expect(await people.getByRole('row').filter({ hasText: 'Mo Farooq' }).innerText()).not.toContain('Not yet');
  expect((await lead.request.get(`${waymark.url}/api/calibration/own/${address.split('/').at(-1)}/comparison`)).status()).not.toBe(200);
});
