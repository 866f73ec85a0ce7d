import { acceptInvitation, getInvitation } from '@waymark/contract/invitations.ts';
import { listMail } from '@waymark/contract/mail.ts';
import { endMember, inviteMember, listMembers } from '@waymark/contract/members.ts';
import { getSession, setUp } from '@waymark/contract/session.ts';
import { createToken, revokeToken, tokenOf } from '@waymark/contract/tokens.ts';
import { expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { newSecret } from './secrets.ts';
import { testServer } from '../testing/server.ts';
import { totp } from '../testing/totp.ts';

const server = await testServer();
const origin = 'http://127.0.0.1:3000';
const password = 'three unrelated words';

/** A browser: keeps cookies, and speaks to the accounts library and the API. */
function browser() {
  let cookies: Record<string, string> = {};
  const send = async (path: string, body?: unknown, more: Record<string, string> = {}) => {
    const response = await server.app.fetch(
      new Request(`${origin}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { origin, 'content-type': 'application/json', cookie: cookieHeader(), ...more },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'manual',
      }),
    );
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0/i.test(cookie)) delete cookies[pair.slice(0, at)];
      else cookies = { ...cookies, [pair.slice(0, at)]: pair.slice(at + 1) };
    }
    return response;
  };
  const cookieHeader = () =>
    Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
  return {
    send,
    call: server.caller(() => ({ cookie: cookieHeader() })),
    signIn: (email: string) => send('/api/auth/sign-in/email', { email, password }),
  };
}

test('the first administrator sets up the organisation in the browser, once, and signs in', async () => {
  const anyone = browser();
  expect(await anyone.call(getSession, {})).toMatchObject({ needsSetUp: true });
  const body = {
    organisation: 'Riverside School',
    timeZone: 'Europe/London',
    name: 'Amira Haddad',
    email: 'amira@riverside.example',
    password,
  };
  await anyone.call(setUp, { body });
  await expect(anyone.call(setUp, { body: { ...body, email: 'other@riverside.example' } })).rejects.toMatchObject({ status: 409 });
  expect((await anyone.signIn('Amira@Riverside.example')).status).toBe(200);
  expect(await anyone.call(getSession, {})).toMatchObject({ needsSetUp: false, seat: { role: 'admin', organisation: 'Riverside School' } });
});

test('an invited person takes their seat by the link once; the link then says it is over', async () => {
  const org = await server.organisation();
  const admin = await org.member('admin');
  const id = newId();
  await admin.call(inviteMember, { body: { id, name: 'Ben Okoro', email: 'ben@north.example', role: 'mentor' } });
  const { items } = await admin.call(listMail, { query: {} });
  const token = /\/invitation\/(\S+)/.exec(items[0]?.body ?? '')?.[1] ?? '';
  const guest = browser();
  expect(await guest.call(getInvitation, { params: { token } })).toMatchObject({ role: 'mentor', hasAccount: false });
  await expect(guest.call(acceptInvitation, { params: { token }, body: { name: 'Ben' } })).rejects.toMatchObject({ status: 422 });
  await guest.call(acceptInvitation, { params: { token }, body: { name: 'Ben Okoro', password } });
  await expect(guest.call(getInvitation, { params: { token } })).rejects.toMatchObject({ status: 410 });
  await guest.signIn('ben@north.example');
  expect(await guest.call(getSession, {})).toMatchObject({ seat: { role: 'mentor', memberId: id } });
});

test('a person with seats in two organisations works in the one a page names', async () => {
  const email = 'two@seats.example';
  const person = browser();
  const seats: string[] = [];
  for (const name of ['First Trust', 'Second Trust']) {
    const org = await server.organisation(name);
    const admin = await org.member('admin');
    await admin.call(inviteMember, { body: { id: newId(), name: 'Two Seats', email, role: 'lead' } });
    const token = /\/invitation\/(\S+)/.exec((await admin.call(listMail, { query: {} })).items[0]?.body ?? '')?.[1] ?? '';
    await person.call(acceptInvitation, { params: { token }, body: { name: 'Two Seats', password } });
    seats.push((await admin.call(listMembers, { query: { role: 'lead' } })).items[0]?.id ?? '');
  }
  await person.signIn(email);
  const session = await person.call(getSession, {});
  expect(session.seats.map((seat) => seat.organisation).toSorted()).toEqual(['First Trust', 'Second Trust']);
  const names = await Promise.all(
    seats.map(async (seat) => {
      const response = await person.send('/api/organisation', undefined, { 'waymark-seat': seat });
      return ((await response.json()) as { name: string }).name;
    }),
  );
  expect(names).toEqual(['First Trust', 'Second Trust']);
});

test('a sign-in link comes by mail to those who have a seat, and nobody learns who does', async () => {
  const org = await server.organisation();
  const admin = await org.member('admin');
  await admin.call(inviteMember, { body: { id: newId(), name: 'Cy Lewis', email: 'cy@north.example', role: 'lead' } });
  const token = /\/invitation\/(\S+)/.exec((await admin.call(listMail, { query: {} })).items[0]?.body ?? '')?.[1] ?? '';
  const person = browser();
  await person.call(acceptInvitation, { params: { token }, body: { name: 'Cy Lewis', password } });
  const answers = await Promise.all(
    ['cy@north.example', 'nobody@north.example'].map((email) => person.send('/api/auth/sign-in/magic-link', { email, callbackURL: '/' })),
  );
  expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
  const mails = (await admin.call(listMail, { query: {} })).items;
  expect(mails.map((mail) => mail.to).toSorted()).toEqual(['cy@north.example', 'cy@north.example']);
  const link = /http\S+magic-link\S+/.exec(mails[0]?.body ?? '')?.[0] ?? '';
  const opened = await person.send(link.replace(origin, ''));
  expect(opened.status).toBe(302);
  expect(await person.call(getSession, {})).toMatchObject({ user: { email: 'cy@north.example' } });
});

/** Somebody with a seat and a password, who has been invited and has accepted. */
async function someoneWithPassword(email: string) {
  const org = await server.organisation();
  const admin = await org.member('admin');
  await admin.call(inviteMember, { body: { id: newId(), name: 'Dee Nair', email, role: 'lead' } });
  const lastMail = async () => (await admin.call(listMail, { query: {} })).items[0]?.body ?? '';
  const token = /\/invitation\/(\S+)/.exec(await lastMail())?.[1] ?? '';
  await browser().call(acceptInvitation, { params: { token }, body: { name: 'Dee Nair', password } });
  return { lastMail };
}

test('a link in an e-mail does not get past the second factor', async () => {
  const email = 'dee@north.example';
  const { lastMail } = await someoneWithPassword(email);
  const desk = browser();
  await desk.signIn(email);
  const { totpURI } = (await (await desk.send('/api/auth/two-factor/enable', { password })).json()) as { totpURI: string };
  expect((await desk.send('/api/auth/two-factor/verify-totp', { code: totp(totpURI) })).status).toBe(200);

  const elsewhere = browser();
  await elsewhere.send('/api/auth/sign-in/magic-link', { email, callbackURL: '/students' });
  const opened = await elsewhere.send((/http\S+magic-link\S+/.exec(await lastMail())?.[0] ?? '').replace(origin, ''));
  expect(opened.status).toBe(302);
  expect(opened.headers.get('location')).toBe('/sign-in?code=1&next=%2Fstudents');
  expect(await elsewhere.call(getSession, {})).toMatchObject({ user: null });
  expect((await elsewhere.send('/api/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401);
  expect(await elsewhere.call(getSession, {})).toMatchObject({ user: null });
  expect((await elsewhere.send('/api/auth/two-factor/verify-totp', { code: totp(totpURI) })).status).toBe(200);
  expect(await elsewhere.call(getSession, {})).toMatchObject({ user: { email, twoFactor: true } });
});

test('a forgotten password is replaced by a link, once, and other devices are signed out', async () => {
  const email = 'eve@north.example';
  const { lastMail } = await someoneWithPassword(email);
  const desk = browser();
  await desk.signIn(email);
  const elsewhere = browser();
  const asked = await elsewhere.send('/api/auth/request-password-reset', { email, redirectTo: '/new-password' });
  const nobody = await elsewhere.send('/api/auth/request-password-reset', { email: 'nobody@north.example', redirectTo: '/new-password' });
  expect([asked.status, nobody.status]).toEqual([200, 200]);
  const opened = await elsewhere.send((/http\S+reset-password\S+/.exec(await lastMail())?.[0] ?? '').replace(origin, ''));
  const page = new URL(opened.headers.get('location') ?? '', origin);
  expect(page.pathname).toBe('/new-password');
  const token = page.searchParams.get('token') ?? '';
  expect((await elsewhere.send('/api/auth/reset-password', { newPassword: 'four other words now', token })).status).toBe(200);
  expect((await elsewhere.send('/api/auth/reset-password', { newPassword: 'once more with feeling', token })).status).toBe(400);
  expect((await elsewhere.signIn(email)).status).toBe(401);
  expect((await elsewhere.send('/api/auth/sign-in/email', { email, password: 'four other words now' })).status).toBe(200);
  expect(await desk.call(getSession, {})).toMatchObject({ user: null });
});

test('an ended seat stops working at once, in a browser and by token', async () => {
  const org = await server.organisation();
  const admin = await org.member('admin');
  const lead = await org.member('lead');
  await lead.call(listMembers, { query: {} });
  const version = (await admin.call(listMembers, { query: { role: 'lead' } })).items[0]?.version ?? 0;
  await admin.call(endMember, { params: { id: lead.memberId }, ifMatch: version, body: {} });
  await expect(lead.call(listMembers, { query: {} })).rejects.toMatchObject({ status: 401 });
});

test('a revoked token stops working at once', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const { secret } = newSecret();
  const made = await lead.call(createToken, { body: { id: newId(), name: 'script', secret, days: 30 } });
  const kept = await server.database.owner.selectFrom('idempotency_keys').select('body').execute();
  expect(JSON.stringify(kept)).not.toContain(secret);
  const script = server.caller(() => ({ authorization: `Bearer ${tokenOf(secret)}` }));
  expect((await script(listMembers, { query: {} })).items).toHaveLength(1);
  await lead.call(revokeToken, { params: { id: made.id } });
  await expect(script(listMembers, { query: {} })).rejects.toMatchObject({ status: 401 });
});

test('the last administrator cannot be ended', async () => {
  const org = await server.organisation();
  const admin = await org.member('admin');
  await expect(admin.call(endMember, { params: { id: admin.memberId }, ifMatch: 1, body: {} })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'last-administrator' },
  });
});

test('guessing passwords is slowed down', async () => {
  const guesser = browser();
  const statuses: number[] = [];
  for (let i = 0; i < 20; i++)
    statuses.push(
      (await guesser.send('/api/auth/sign-in/email', { email: 'amira@riverside.example', password: `guess number ${i}` })).status,
    );
  expect(statuses[0]).toBe(401);
  expect(statuses.at(-1)).toBe(429);
});
