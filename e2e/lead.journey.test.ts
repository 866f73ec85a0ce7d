import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { laptop, startWaymark } from './waymark.ts';

const waymark = await startWaymark();

const roll = [
  'Surname,Forename,DOB,UPN,Year,School,FSM,Tutor',
  "O'Neill-Featherstonehaugh-Wolstenholme-Lee,Siân,14/03/2012,B801200005001,9,Calder Vale High School,Yes,9B",
  'חדד,נועה,02/11/2011,,9,Calder Vale High School,No,9B',
  'Okafor,Chidi,31/02/2012,,9,Calder Vale High School,No,9C',
  'Patel,Asha,09/09/2012,A801200005001,9,Calder Vale High School,Refused,9C',
].join('\n');

test('a roll with mistakes goes in: good rows are taken, bad ones come back by row and column, and bringing it again changes nothing', async () => {
  const page = await waymark.as('lead');
  await bring(page, 'roll.csv', roll);
  const problems = await page.getByRole('table', { name: 'Rows with problems' }).innerText();
  expect(problems).toContain('There is no 31 February 2012');
  expect(problems).toContain('A801200005001');
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Import/ })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Imported' }).waitFor();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the rows to mend' }).click();
  const bad = readFileSync(await (await download).path(), 'utf8');
  expect(bad).toContain('Okafor');
  expect(bad).toContain('Patel');
  expect(bad).not.toContain('Siân');

  await page.goto(`${waymark.url}/students?search=${encodeURIComponent("O'Neill-F")}`);
  await page
    .getByRole('link', { name: /O'Neill-Featherstonehaugh-Wolstenholme-Lee/ })
    .first()
    .waitFor();

  // mended, with the two that are there already: only the mended ones are new
  await bring(page, 'mended.csv', roll.replace('31/02/2012', '28/02/2012').replace('A801200005001', 'A950000178301'));
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Import/ })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Imported' }).waitFor();
  await bring(page, 'again.csv', roll.replace('31/02/2012', '28/02/2012').replace('A801200005001', 'A950000178301'));
  await page.getByText('There is nothing to import').waitFor();
});

test('a wrong file is refused in a sentence, and nothing is lost', async () => {
  const page = await waymark.as('lead');
  await page.goto(`${waymark.url}/students/imports`);
  await page.getByRole('link', { name: 'Import a roll' }).first().click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 not a roll') });
  await page.getByRole('button', { name: 'Go on to the columns' }).click();
  await page.getByRole('alert').filter({ hasText: /PDF/ }).waitFor();
});

test('a student is handed over: the former mentor loses sight at once, the new one has the student', async () => {
  const lead = await waymark.as('lead');
  const mentor = await waymark.as('mentor');
  await lead.goto(`${waymark.url}/matches`);
  await lead.getByRole('link', { name: 'See the students of Mo Farooq' }).click();
  const choose = lead.getByRole('checkbox', { name: /^Choose (?!all)/ }).first();
  const student = ((await choose.getAttribute('aria-label')) ?? '').replace('Choose ', '');
  const address = (await lead.getByRole('link', { name: student, exact: true }).first().getAttribute('href')) ?? '';
  await mentor.goto(waymark.url + address);
  await mentor.getByRole('heading', { level: 1, name: student }).waitFor();

  await choose.check();
  await lead.getByRole('button', { name: 'Hand over …' }).click();
  await lead
    .getByRole('combobox', { name: 'To' })
    .or(lead.getByRole('textbox', { name: 'To' }))
    .first()
    .click();
  await lead.getByRole('option', { name: /Ruth Steiner/ }).click();
  await lead.keyboard.press('Escape');
  await reasonsFor(lead);
  await lead.getByRole('button', { name: 'See what will move' }).click();
  await lead.getByRole('table', { name: 'What moves for each student' }).waitFor();
  await lead.getByRole('button', { name: 'Hand over 1 student' }).click();
  await lead.getByText(/^1 student handed over/).waitFor();

  await mentor.reload();
  await mentor.getByText('This student is not here.').waitFor();
  await mentor.goto(`${waymark.url}/caseload`);
  await mentor.getByRole('heading', { level: 1 }).waitFor();
  await mentor.getByRole('link', { name: /\w/ }).nth(5).waitFor();
  expect(await mentor.getByRole('main').innerText()).not.toContain(student);
  await lead.goto(waymark.url + address);
  await lead.getByText('Ruth Steiner').first().waitFor();
});

test('the lead sees the movement, keeps the filter in the address, and downloads exactly what is shown', async () => {
  const page = await waymark.as('lead', laptop);
  await page.goto(`${waymark.url}/outcomes`);
  const table = page.getByRole('table').first();
  await table.waitFor();
  const row = (await table.getByRole('row').nth(1).innerText()).split(/\s*\t\s*|\n/).filter((cell) => cell.trim() !== '');
  const [statement = '', ...numbers] = row;
  const download = page.waitForEvent('download');
  await page
    .getByRole('button', { name: /Download CSV/ })
    .or(page.getByRole('link', { name: /Download CSV/ }))
    .click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  const said = csv
    .split('\n')
    .filter((line) => line.includes(statement))
    .flatMap((line) => line.split(','));
  const shown = numbers.map((each) => each.trim()).filter((each) => /^\d+$/.test(each));
  expect(shown.length).toBeGreaterThan(4);
  expect(said).toEqual(expect.arrayContaining(shown));

  // the students behind a number, and back to the same picture
  await table.getByRole('row').nth(1).getByRole('link').nth(1).click();
  await expect.poll(() => page.getByRole('link', { name: /\w+ \w+/ }).count(), { timeout: 15_000 }).toBeGreaterThan(3);
});

async function bring(page: Page, name: string, text: string): Promise<void> {
  await page.goto(`${waymark.url}/students/imports`);
  await page.getByRole('link', { name: 'Import a roll' }).first().click();
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Go on to the columns' }).click();
  await page.getByRole('button', { name: 'Check every row' }).click();
  await page.getByRole('heading', { name: 'What would happen' }).waitFor();
}

async function reasonsFor(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'All notes' }).check();
  await page.getByRole('radio', { name: 'The programme' }).check();
  await page
    .getByRole('textbox', { name: /Reason|Why/ })
    .first()
    .fill('Timetable');
}
