import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { phone, startWaymark } from './waymark.ts';

// one student's whole way through: each test begins where the one before it ended, so none can be tried again
const waymark = await startWaymark();
const name = 'Wren Ashdown';
let lead: Page;
let mentor: Page;

test('a teacher without an account refers by the school’s link, on a phone', { retry: 0 }, async () => {
  lead = await waymark.as('lead');
  await lead.goto(`${waymark.url}/referrals/links`);
  await lead.getByRole('button', { name: 'Make a link' }).click();
  await choose(lead, 'School', 'Northgate Academy');
  await lead.getByRole('dialog').getByRole('button', { name: 'Make a link' }).click();
  const link = await lead.getByRole('textbox', { name: 'Link for Northgate Academy' }).inputValue();

  const teacher = await waymark.visitor(phone);
  await teacher.goto(link);
  await teacher.getByRole('textbox', { name: 'Student’s name' }).fill(name);
  await choose(teacher, 'Year', 'Year 9');
  await teacher.getByLabel('Attendance').check();
  await teacher.getByLabel('What have you seen?').fill('Away most Mondays since half-term.');
  await teacher.getByRole('textbox', { name: 'Your name' }).fill('Hana Cole');
  await teacher.getByRole('textbox', { name: 'Your e-mail address' }).fill('hana@northgate.example');
  await teacher.getByRole('button', { name: 'Send the referral' }).dblclick();
  await teacher.getByRole('heading', { name: 'Thank you. Your referral has arrived.' }).waitFor();
});

test('the lead finds out who it is, accepts, and matches a mentor in the same step', { retry: 0 }, async () => {
  await lead.goto(`${waymark.url}/referrals`);
  const referral = lead.getByRole('link', { name: `Open the referral of ${name}` });
  await referral.waitFor();
  // tapped twice, one referral
  expect(await referral.count()).toBe(1);
  await referral.click();
  await lead.getByRole('button', { name: 'Add a new student' }).click();
  await lead.getByRole('dialog').getByRole('button', { name: 'Add the student' }).click();
  await lead.getByRole('link', { name: 'Open the student’s page' }).waitFor();
  await lead.getByRole('radio', { name: 'Accept' }).check();
  await choose(lead, 'Programme', 'Steady Ground');
  await choose(lead, 'Mentor', /Mo Farooq/);
  await lead.getByLabel('Reason, for the record').fill('Attendance is falling.');
  await lead.getByLabel('What the referrer is told').fill('Thank you. A mentor begins next week.');
  await lead.getByRole('button', { name: 'Accept' }).click();
  await lead.getByText('Enrolled in Steady Ground, with Mo Farooq.').waitFor();
});

test('the mentor takes a baseline with what there is, and says why the rest is missing', { retry: 0 }, async () => {
  mentor = await waymark.as('mentor');
  await openStudent();
  await mentor.getByRole('link', { name: 'Take the baseline: Steady Ground' }).click();
  await mentor.getByRole('button', { name: 'Record it: Attendance' }).click();
  const dialog = mentor.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Attendance' }).fill('88.5');
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await mentor.getByText('1 of 13 there').waitFor();
  await mentor.getByLabel('Why is English left out?').fill('Comes with the autumn assessments.');
  await mentor.getByRole('button', { name: 'The same reason for all' }).click();
  await mentor.getByRole('button', { name: 'Confirm the baseline' }).click();
  await mentor.getByText('Baseline partial').waitFor();
});

test('a teacher answers on a phone, once, and the mentor sees it', { retry: 0 }, async () => {
  await openStudent();
  await mentor.getByRole('button', { name: 'Ask teachers' }).click();
  const dialog = mentor.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Mr Ola');
  await dialog.getByLabel('E-mail address').fill('ola@northgate.example');
  await dialog.getByLabel('Subject').fill('Science');
  await dialog.getByRole('button', { name: 'Send the link' }).click();
  await mentor.getByRole('region', { name: 'From the classroom' }).getByText('Waiting').waitFor();

  const admin = await waymark.as('admin');
  await admin.goto(`${waymark.url}/outbox`);
  await admin
    .getByRole('button', { name: /Read .* to ola@northgate\.example/ })
    .first()
    .click();
  // the mail itself names nobody
  expect(await admin.getByRole('dialog').innerText()).not.toContain('Wren');
  // nor does it show the administrator what is the teacher's alone: whoever asked passes the link on
  expect(await admin.getByRole('textbox', { name: 'The link in it' }).count()).toBe(0);
  await mentor.getByRole('button', { name: 'More for Mr Ola' }).click();
  await mentor.getByRole('menuitem', { name: 'Copy the link' }).click();
  const link = await mentor.getByRole('textbox', { name: 'Private link' }).inputValue();

  const teacher = await waymark.visitor(phone);
  await teacher.goto(link);
  await teacher.getByRole('heading', { name: 'A minute about Wren A.' }).waitFor();
  await teacher.getByRole('radio', { name: 'Tries when reminded' }).check();
  await teacher.getByLabel('What would help?').fill('A seat nearer the front.');
  await teacher.getByRole('button', { name: 'Send', exact: true }).click();
  await teacher.getByRole('heading', { name: 'Thank you' }).waitFor();
  await teacher.reload();
  await teacher.getByRole('heading', { name: 'This link is over.' }).waitFor();

  await openStudent();
  await mentor.getByRole('region', { name: 'From the classroom' }).getByText('A seat nearer the front.').waitFor();
});

test('a review is held and freezes what was seen; the case is closed and then read only', { retry: 0 }, async () => {
  await openStudent();
  await mentor.getByRole('link', { name: `Open the review of ${name}` }).click();
  await mentor.getByText('88.5%').first().waitFor();
  await mentor.getByRole('textbox', { name: 'The student', exact: true }).fill('I come in on Mondays now.');
  await mentor.getByRole('radio', { name: 'Close', exact: true }).check();
  await mentor.getByLabel('Why').fill('She is settled.');
  await mentor.getByRole('button', { name: 'Hold the review and close the case' }).click();

  await mentor.getByRole('heading', { name: `Close the case of ${name}` }).waitFor();
  await mentor.getByRole('radio', { name: 'The programme' }).check();
  await mentor.getByRole('radio', { name: 'Leave it out, with a reason' }).check();
  await mentor.getByRole('textbox', { name: 'Why there is no closing assessment' }).fill('Nothing was scored.');
  await mentor.getByRole('button', { name: 'Close the case' }).click();
  await mentor.getByRole('dialog').getByRole('button', { name: 'Close the case' }).click();
  // the match ended with the case, so the student is no longer the mentor’s to open
  await mentor.waitForURL(/\/reviews$/);

  await lead.goto(`${waymark.url}/students?search=Ashdown`);
  await lead
    .getByRole('link', { name: /Ashdown/ })
    .first()
    .click();
  const reviews = lead.getByRole('region', { name: 'Reviews and closing' });
  await reviews
    .getByText(/closed/i)
    .first()
    .waitFor();
});

test('the self-evaluation pack opens in Word and as a tagged PDF, and claims no cause', { retry: 0 }, async () => {
  await lead.goto(`${waymark.url}/provision/pack`);
  await lead.getByRole('textbox', { name: 'How cases ended' }).fill('Most cases ended as planned.');
  const pdf = await getDocumentProxy(new Uint8Array(await downloaded('Download PDF')));
  const { text } = await extractText(pdf, { mergePages: true });
  expect(text).toContain('Most cases ended as planned.');
  expect(text).not.toMatch(/\b(impact|caused|led to|thanks to)\b/i);
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });

  const word = unzipSync(await downloaded('Download Word'));
  const body = strFromU8(word['word/document.xml'] ?? new Uint8Array());
  expect(body).toContain('Most cases ended as planned.');
  expect(body).toMatch(/w:pStyle w:val="Heading1"/);
});

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

async function openStudent(): Promise<void> {
  await mentor.goto(`${waymark.url}/caseload`);
  await mentor.getByRole('link', { name }).first().click();
  await mentor.getByRole('heading', { level: 1, name }).waitFor();
}

async function downloaded(button: string): Promise<Uint8Array> {
  // the first document waits for the compiler to start
  const download = lead.waitForEvent('download', { timeout: 60_000 });
  await lead.getByRole('button', { name: button }).click();
  return readFileSync(await (await download).path());
}
