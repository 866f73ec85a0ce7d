import { expect, test } from 'vitest';
import { startWaymark } from './waymark.ts';

const waymark = await startWaymark({ demo: false });
const password = 'three unrelated words';

test('the first administrator sets Waymark up, invites a mentor by the outbox, and the mentor takes the seat', async () => {
  const admin = await waymark.visitor();
  await admin.goto(waymark.url);
  await admin.getByRole('heading', { level: 1 }).waitFor();
  expect(new URL(admin.url()).pathname).toBe('/set-up');
  await admin.getByRole('textbox', { name: 'Name of the organisation' }).first().fill('Riverside School');
  await admin.getByRole('textbox', { name: 'Your name' }).fill('Amira Haddad');
  await admin
    .getByLabel(/E-mail/)
    .first()
    .fill('amira@riverside.example');
  await admin.getByRole('textbox', { name: 'New password' }).fill(password);
  await admin.getByRole('button', { name: 'Begin' }).click();
  await admin.getByRole('navigation', { name: 'Main navigation' }).waitFor();

  await admin.goto(`${waymark.url}/people`);
  await admin
    .getByRole('button', { name: /^Invite/ })
    .first()
    .click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel(/^Name/).fill('Ben Okoro');
  await dialog.getByLabel(/E-mail/).fill('ben@riverside.example');
  await dialog.getByRole('button', { name: /^(Send|Invite)/ }).click();
  await admin.getByText('Ben Okoro').first().waitFor();

  await admin.goto(`${waymark.url}/outbox`);
  await admin
    .getByRole('button', { name: /^Read “Your invitation to Waymark/ })
    .first()
    .click();
  const address = await admin.getByRole('textbox', { name: 'The link in it' }).inputValue();

  const mentor = await waymark.visitor();
  await mentor.goto(address);
  await mentor.getByText('Riverside School').first().waitFor();
  await mentor
    .getByRole('textbox', { name: /password/i })
    .first()
    .fill(password);
  await mentor.getByRole('button', { name: 'Accept the invitation' }).click();
  await mentor.getByRole('navigation', { name: 'Main navigation' }).waitFor();
  await mentor.goto(address);
  await mentor.getByText(/no longer open/).waitFor();

  // an ended seat
  await admin.goto(`${waymark.url}/set-up`);
  await admin.getByRole('navigation', { name: 'Main navigation' }).waitFor();

  // nobody has scored anything yet: how mentors compare is refused, with what it would need
  await admin.goto(`${waymark.url}/calibration`);
  const compared = admin.getByRole('region', { name: 'Compared with colleagues on what they judged in common' });
  await compared.getByText(/^Cannot be said\. .+ It would need: /).waitFor();
  expect(await compared.getByRole('table').count()).toBe(0);
});
