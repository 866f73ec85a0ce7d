import type { RouteObject } from 'react-router';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { acceptInvitation, getInvitation } from '@waymark/contract/invitations.ts';
import { getSession, type Session, setUp } from '@waymark/contract/session.ts';
import { accountAnswer, accountRefusal, answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, renderPage, testSession } from '../testing/renderPage.tsx';
import * as InvitationPage from './InvitationPage.tsx';
import * as NewPasswordPage from './NewPasswordPage.tsx';
import * as SetUpPage from './SetUpPage.tsx';
import * as SignInPage from './SignInPage.tsx';

const map: RouteObject[] = [
  { path: '/sign-in', Component: SignInPage.Component },
  { path: '/invitation/:token', Component: InvitationPage.Component },
  { path: '/new-password', Component: NewPasswordPage.Component },
  { path: '/set-up', Component: SetUpPage.Component },
  { path: '/', element: <h1>Home</h1> },
  { path: '/students', element: <h1>Students</h1> },
];
const nobody: Session = { needsSetUp: false, demo: false, mailIsSent: true, user: null, seat: null, seats: [] };
const password = 'three unrelated words';

/** A server that knows one person: signed in once they have said who they are. */
function server({ secondFactor = false, session = nobody } = {}) {
  let inside = false;
  const respond = [
    answer(getSession, () => (inside ? testSession({ role: 'mentor' }) : session)),
    accountAnswer('POST', '/sign-in/email', ({ body }: { body: { password: string } }) => {
      if (body.password !== password) throw accountRefusal(401, { code: 'INVALID_EMAIL_OR_PASSWORD' });
      if (secondFactor) return { twoFactorRedirect: true };
      inside = true;
      return { user: {} };
    }),
    accountAnswer('POST', '/two-factor/verify-totp', ({ body }: { body: { code: string } }) => {
      if (body.code !== '123456') throw accountRefusal(401, { code: 'INVALID_CODE' });
      inside = true;
      return {};
    }),
    accountAnswer('POST', '/two-factor/verify-backup-code', () => {
      inside = true;
      return {};
    }),
    accountAnswer('POST', '/sign-in/magic-link', { status: true }),
    accountAnswer('POST', '/request-password-reset', { status: true }),
    accountAnswer('POST', '/reset-password', { status: true }),
  ];
  return respond;
}
const start = (at: string, respond = server()) => renderPage(map, { at, bare: true, session: null, respond });

test('a person signs in by password and goes on to where they wanted to be', async () => {
  const { screen } = await start('/sign-in?next=/students');
  await expectAccessible();
  await userEvent.fill(screen.getByLabelText('E-mail address'), 'mo@beaconhill.example');
  await userEvent.fill(screen.getByLabelText('Password', { exact: true }), 'something else entirely');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in', exact: true }));
  await expect
    .element(screen.getByText('That e-mail address and password do not go together. Check both, or have a link sent to you.'))
    .toBeVisible();
  await userEvent.fill(screen.getByLabelText('Password', { exact: true }), password);
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByRole('heading', { name: 'Students' })).toBeVisible();
});

test('what is missing is said at the field', async () => {
  const { screen } = await start('/sign-in');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in', exact: true }));
  await expect.element(screen.getByText('Enter your e-mail address, such as name@school.org.')).toBeVisible();
  await expect.element(screen.getByLabelText('Password', { exact: true })).toBeInvalid();
  await expectAccessible();
});

test('a person who has a second factor is asked for its code, and may use a recovery code', async () => {
  const { screen, calls } = await start('/sign-in', server({ secondFactor: true }));
  await userEvent.fill(screen.getByLabelText('E-mail address'), 'mo@beaconhill.example');
  await userEvent.fill(screen.getByLabelText('Password', { exact: true }), password);
  await userEvent.keyboard('{Enter}');
  await userEvent.fill(screen.getByLabelText('Six-digit code'), '999 999');
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
  await expect.element(screen.getByText('That code is not right. Codes change every half minute: enter the newest.')).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Use a recovery code instead' }));
  await userEvent.fill(screen.getByLabelText('Recovery code'), 'abcde-fghij');
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
  await expect.element(screen.getByRole('heading', { name: 'Home' })).toBeVisible();
  expect(calls.find(({ endpoint }) => endpoint.path.endsWith('verify-totp'))?.body).toMatchObject({ code: '999999' });
});

test('a person who came by a link and has a second factor is asked for the code first', async () => {
  const { screen } = await start('/sign-in?code=1&next=%2Fstudents');
  await userEvent.fill(screen.getByLabelText('Six-digit code'), '123456');
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByRole('heading', { name: 'Students' })).toBeVisible();
});

test('a link is sent without saying whether the address is known', async () => {
  const { screen, calls } = await start('/sign-in?next=/students');
  await userEvent.click(screen.getByRole('button', { name: 'E-mail me a link instead' }));
  await userEvent.fill(screen.getByLabelText('E-mail address'), 'mo@beaconhill.example');
  await userEvent.click(screen.getByRole('button', { name: 'E-mail me a link', exact: true }));
  await expect
    .element(
      screen.getByText(
        'If mo@beaconhill.example has an account here, a link that signs you in is on its way. It works once and for a few minutes.',
      ),
    )
    .toBeVisible();
  expect(calls.at(-1)?.body).toMatchObject({ email: 'mo@beaconhill.example', callbackURL: '/students' });
  await expectAccessible();
});

test('a link that is too old says so and offers a new one', async () => {
  const { screen } = await start('/sign-in?error=INVALID_TOKEN');
  await expect.element(screen.getByText('That link has been used already, or is too old. Ask for a new one below.')).toBeVisible();
});

test('a forgotten password is replaced by way of a link', async () => {
  const { screen } = await start('/sign-in');
  await userEvent.click(screen.getByRole('button', { name: 'Forgotten your password?' }));
  await userEvent.fill(screen.getByLabelText('E-mail address'), 'mo@beaconhill.example');
  await userEvent.click(screen.getByRole('button', { name: 'E-mail me a link to choose a new one' }));
  await expect.element(screen.getByText(/a link to choose a new password is on its way/)).toBeVisible();
  await screen.unmount();
  const second = await start('/new-password?token=abc');
  await userEvent.fill(second.screen.getByLabelText('New password'), 'short');
  await userEvent.click(second.screen.getByRole('button', { name: 'Set the new password' }));
  await expect.element(second.screen.getByText('Use at least 12 characters; this has 5.')).toBeVisible();
  await expectAccessible();
  await userEvent.fill(second.screen.getByLabelText('New password'), password);
  await userEvent.click(second.screen.getByRole('button', { name: 'Set the new password' }));
  await expect.element(second.screen.getByText('Your new password is set. Sign in with it.')).toBeVisible();
  expect(second.calls.find(({ endpoint }) => endpoint.path.endsWith('reset-password'))?.body).toEqual({
    newPassword: password,
    token: 'abc',
  });
});

test('who tries too often is told how long to wait', async () => {
  const throttled = accountAnswer('POST', '/sign-in/email', () => {
    throw accountRefusal(429, {}, { 'x-retry-after': '42' });
  });
  const { screen } = await start('/sign-in', [answer(getSession, nobody), throttled]);
  await userEvent.fill(screen.getByLabelText('E-mail address'), 'mo@beaconhill.example');
  await userEvent.fill(screen.getByLabelText('Password', { exact: true }), password);
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByText('Too many tries. Wait 42 seconds, then try again.')).toBeVisible();
});

const token = 'a-token-long-enough-to-be-one';
const invitation = {
  organisation: 'Beacon Hill Mentoring',
  role: 'mentor',
  name: 'Mo Farooq',
  email: 'mo@beaconhill.example',
  hasAccount: false,
} as const;

test('an invited person chooses a password and is in', async () => {
  const respond = [...server(), answer(getInvitation, invitation), answer(acceptInvitation, { done: true })];
  const { screen, callsOf } = await start(`/invitation/${token}`, respond);
  await expect.element(screen.getByRole('heading', { name: 'Welcome to Beacon Hill Mentoring' })).toBeVisible();
  await expect
    .element(screen.getByText('You have been invited to Beacon Hill Mentoring as mentor. Choose a password to begin.'))
    .toBeVisible();
  await expectAccessible();
  await userEvent.fill(screen.getByLabelText('New password'), password);
  await userEvent.click(screen.getByRole('button', { name: 'Accept the invitation' }));
  await expect.element(screen.getByRole('heading', { name: 'Home' })).toBeVisible();
  expect(callsOf(acceptInvitation)[0]).toMatchObject({ params: { token }, body: { name: 'Mo Farooq', password } });
});

test('who has an account proves it is theirs before the seat is taken', async () => {
  const respond = [...server(), answer(getInvitation, { ...invitation, hasAccount: true }), answer(acceptInvitation, { done: true })];
  const { screen, callsOf } = await start(`/invitation/${token}`, respond);
  await userEvent.fill(screen.getByLabelText('Your Waymark password'), 'not my password');
  await userEvent.click(screen.getByRole('button', { name: 'Accept the invitation' }));
  await expect.element(screen.getByText(/do not go together/)).toBeVisible();
  expect(callsOf(acceptInvitation)).toEqual([]);
  await userEvent.fill(screen.getByLabelText('Your Waymark password'), password);
  await userEvent.click(screen.getByRole('button', { name: 'Accept the invitation' }));
  await expect.element(screen.getByRole('heading', { name: 'Home' })).toBeVisible();
  expect(callsOf(acceptInvitation)).toHaveLength(1);
});

test('an invitation that is over says what to do', async () => {
  const over = answer(getInvitation, () => Promise.reject(refusal(410, 'This invitation has been used already.')));
  const { screen } = await start(`/invitation/${token}`, [...server(), over]);
  await expect.element(screen.getByText('This invitation has been used already.')).toBeVisible();
  await expect.element(screen.getByText('Ask the person who invited you to send it again.')).toBeVisible();
  await expectAccessible();
});

test('the first administrator sets Waymark up', async () => {
  let done = false;
  const respond = [
    ...server({ session: { ...nobody, needsSetUp: true } }),
    answer(setUp, () => {
      done = true;
      return { orgId: '01920000-0000-7000-8000-0000000000aa' };
    }),
  ];
  const { screen, callsOf } = await start('/set-up', respond);
  await userEvent.click(screen.getByRole('button', { name: 'Begin' }));
  await expect.element(screen.getByText('Enter the name of your organisation.')).toBeVisible();
  await expectAccessible();
  await userEvent.fill(screen.getByLabelText('Name of the organisation'), 'Beacon Hill');
  await userEvent.fill(screen.getByLabelText('Your name'), 'Amira Haddad');
  await userEvent.fill(screen.getByLabelText('E-mail address'), 'amira@beaconhill.example');
  await userEvent.fill(screen.getByLabelText('New password'), password);
  await userEvent.click(screen.getByRole('button', { name: 'Begin' }));
  await expect.element(screen.getByRole('heading', { name: 'Home' })).toBeVisible();
  expect(done).toBe(true);
  expect(callsOf(setUp)[0]?.body).toMatchObject({
    organisation: 'Beacon Hill',
    name: 'Amira Haddad',
    email: 'amira@beaconhill.example',
    password,
  });
});
