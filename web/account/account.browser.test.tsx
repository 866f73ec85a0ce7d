import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { getCalendarLink, renewCalendarLink } from '@waymark/contract/calendar.ts';
import { getPreferences, updatePreferences } from '@waymark/contract/members.ts';
import { getSession } from '@waymark/contract/session.ts';
import { createToken, listTokens, revokeToken } from '@waymark/contract/tokens.ts';
import { accountAnswer, accountRefusal, answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage, testSession } from '../testing/renderPage.tsx';
import * as AccountPage from './AccountPage.tsx';

const id = '01920000-0000-7000-8000-00000000000b';
const devices = [
  {
    id: 's1',
    token: 't1',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    ipAddress: '10.0.0.1',
    createdAt: '2026-09-01T08:00:00Z',
    updatedAt: '2026-09-01T08:00:00Z',
  },
  {
    id: 's2',
    token: 't2',
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1',
    ipAddress: '10.0.0.2',
    createdAt: '2026-09-02T08:00:00Z',
    updatedAt: '2026-09-02T08:00:00Z',
  },
];
const token = { id, name: 'Command line', createdAt: '2026-09-01T08:00:00Z', expiresAt: '2026-12-01T08:00:00Z', lastUsedAt: null };
const totpURI = 'otpauth://totp/Waymark:mo@beaconhill.example?secret=JBSWY3DPEHPK3PXP&issuer=Waymark';

const usual = [
  answer(getSession, testSession({ role: 'mentor' })),
  answer(getPreferences, { name: 'Mo Farooq', digest: true, version: 3 }),
  answer(updatePreferences, ({ body }) => ({ ...body, version: 4 })),
  answer(getCalendarLink, { active: false }),
  answer(renewCalendarLink, { pathPrefix: '/api/calendar/aa/' }),
  answer(listTokens, { tokens: [token] }),
  answer(createToken, ({ body }) => ({ ...token, id: body.id, name: body.name })),
  answer(revokeToken, { done: true }),
  accountAnswer('GET', '/list-sessions', devices),
  accountAnswer('GET', '/get-session', { session: { token: 't1' } }),
  accountAnswer('POST', '/revoke-session', { status: true }),
  accountAnswer('POST', '/change-password', () => {
    throw accountRefusal(400, { code: 'INVALID_PASSWORD' });
  }),
  accountAnswer('POST', '/two-factor/enable', { totpURI, backupCodes: ['aaaaa-11111', 'bbbbb-22222'] }),
  accountAnswer('POST', '/two-factor/verify-totp', { token: 'x' }),
];
const open = () => renderPage([{ path: '/account', Component: AccountPage.Component }], { at: '/account', respond: usual });

test('the account page is whole and readable on a phone', async () => {
  const { screen } = await open();
  await expect.element(screen.getByText('Firefox on Linux')).toBeVisible();
  await expect.element(screen.getByText('Command line', { exact: true })).toBeVisible();
  expectNoSidewaysScroll();
  await expectAccessible();
});

test('a person changes the name people know them by, on the version they saw', async () => {
  const { screen, callsOf } = await open();
  await userEvent.fill(screen.getByLabelText('Your name'), 'Mohammed Farooq');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.element(screen.getByText('Your details are saved.')).toBeVisible();
  expect(callsOf(updatePreferences)[0]).toMatchObject({ body: { name: 'Mohammed Farooq', digest: true }, ifMatch: 3 });
});

test('a wrong present password is said at its field', async () => {
  const { screen } = await open();
  await userEvent.fill(screen.getByLabelText('Present password'), 'a wrong password');
  await userEvent.fill(screen.getByLabelText('New password'), 'four other words now');
  await userEvent.click(screen.getByRole('button', { name: 'Change the password' }));
  await expect.element(screen.getByText('That is not your present password.')).toBeVisible();
  await expect.element(screen.getByLabelText('Present password')).toBeInvalid();
});

test('a second factor is set up with the password, a QR code and a first code, and the recovery codes are shown', async () => {
  const { screen, calls } = await open();
  await userEvent.click(screen.getByRole('button', { name: 'Set up a second factor' }));
  await userEvent.fill(screen.getByLabelText('Your password, to confirm that it is you'), 'three unrelated words');
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
  await expect.element(screen.getByRole('img', { name: /QR code/ })).toBeVisible();
  await expect.element(screen.getByLabelText('Or enter this key by hand')).toHaveValue('JBSWY3DPEHPK3PXP');
  await expectAccessible();
  await userEvent.fill(screen.getByLabelText('The six digits the app then shows'), '123 456');
  await userEvent.click(screen.getByRole('button', { name: 'Switch it on' }));
  await expect.element(screen.getByText('aaaaa-11111')).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'I have kept them' }));
  await expect.element(screen.getByText('aaaaa-11111')).not.toBeInTheDocument();
  expect(calls.find(({ endpoint }) => endpoint.path.endsWith('verify-totp'))?.body).toMatchObject({ code: '123456' });
});

test('a session elsewhere can be ended, this one is marked', async () => {
  const { screen, calls } = await open();
  await expect.element(screen.getByText('This device')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'End the session: Safari on iPhone' }));
  await expect.element(screen.getByText('That session is ended.')).toBeVisible();
  expect(calls.find(({ endpoint }) => endpoint.path.endsWith('revoke-session'))?.body).toEqual({ token: 't2' });
});

test('a token is shown once when it is made, and revoked after asking', async () => {
  const { screen, callsOf } = await open();
  await userEvent.click(screen.getByRole('button', { name: 'Make a token' }));
  await expect.element(screen.getByText('Say what the token is for.')).toBeVisible();
  await userEvent.fill(screen.getByLabelText('What it is for'), 'Nightly export');
  await userEvent.click(screen.getByRole('button', { name: 'Make a token' }));
  const field = screen.getByLabelText('Token', { exact: true });
  await expect.element(field).toBeVisible();
  const { secret } = callsOf(createToken)[0]?.body ?? {};
  expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  await expect.element(field).toHaveValue(`wm_${secret}`);
  await expectAccessible();
  expect(callsOf(createToken)[0]?.body).toMatchObject({ name: 'Nightly export', days: 90 });
  await userEvent.click(screen.getByRole('button', { name: 'Revoke Command line' }));
  await userEvent.click(screen.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }));
  await expect.element(screen.getByText('The token is revoked.')).toBeVisible();
  expect(callsOf(revokeToken)[0]?.params).toEqual({ id });
});

test('a calendar link is made on this device and shown once', async () => {
  const { screen, callsOf } = await open();
  await userEvent.click(screen.getByRole('button', { name: 'Make a link' }));
  const field = screen.getByLabelText('Address for your calendar app');
  await expect.element(field).toBeVisible();
  const { secret } = callsOf(renewCalendarLink)[0]?.body ?? {};
  expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  await expect.element(field).toHaveValue(`${location.origin}/api/calendar/aa/${secret}.ics`);
  await userEvent.click(screen.getByLabelText('Initials (A. L.)'));
  await expect.element(field).toHaveValue(`${location.origin}/api/calendar/aa/${secret}.ics?names=initials`);
});
