import type { RouteObject } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { listAccess, listAudit } from '@waymark/contract/audit.ts';
import { listMail, resendMail } from '@waymark/contract/mail.ts';
import { endMember, inviteMember, listMembers, type Member, resendInvitation, updateMember } from '@waymark/contract/members.ts';
import { getOrganisation, updateOrganisation } from '@waymark/contract/organisations.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { getSession } from '@waymark/contract/session.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage, testSession } from '../testing/renderPage.tsx';
import * as AuditPage from './AuditPage.tsx';
import * as OrganisationPage from './OrganisationPage.tsx';
import * as OutboxPage from './OutboxPage.tsx';
import * as PeoplePage from './PeoplePage.tsx';

const map: RouteObject[] = [
  { path: '/people', Component: PeoplePage.Component },
  { path: '/organisation', Component: OrganisationPage.Component },
  { path: '/outbox', Component: OutboxPage.Component },
  { path: '/audit', Component: AuditPage.Component },
  { path: '/matches', element: <h1>Matches</h1> },
];
const idOf = (n: number) => `01920000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`;
const member = (n: number, more: Partial<Member>): Member => ({
  id: idOf(n),
  name: `Person ${n}`,
  email: `person${n}@beaconhill.example`,
  role: 'mentor',
  status: 'active',
  schoolId: null,
  schoolName: null,
  studentId: null,
  caseload: 0,
  lastActiveAt: null,
  invitationExpiresAt: null,
  version: 1,
  ...more,
});
const people = [
  member(1, { name: 'Mo Farooq', caseload: 8 }),
  member(2, { name: 'Lena Ford', role: 'lead', version: 4 }),
  member(3, { name: 'Cy Lewis', status: 'invited', invitationExpiresAt: '2030-01-01T00:00:00Z' }),
];
const school = { id: idOf(50), name: 'North School', urn: null, archived: false, students: 80, version: 1 };
const usual = [
  answer(getSession, testSession({ role: 'admin' })),
  answer(listMembers, { items: people, next: null }),
  answer(listSchools, { items: [school] }),
  answer(inviteMember, ({ body }) => member(9, { ...body, status: 'invited' })),
  answer(updateMember, ({ body }) => member(2, body)),
  answer(endMember, member(2, { name: 'Lena Ford', status: 'ended' })),
  answer(resendInvitation, member(3, { name: 'Cy Lewis' })),
];
const open = (at: string, more = usual) => renderPage(map, { at, session: { role: 'admin', name: 'Ada Okafor' }, respond: more });

afterEach(() => page.viewport(390, 844));

test('the people are a table on a desk and cards on the smallest phone', async () => {
  for (const width of [1280, 320]) {
    await page.viewport(width, 800);
    const { screen } = await open('/people');
    await expect.element(screen.getByRole('rowheader', { name: /Mo Farooq/ })).toBeVisible();
    await expect.element(screen.getByRole('row', { name: /Mo Farooq/ }).getByText('8', { exact: true })).toBeVisible();
    expectNoSidewaysScroll();
    await expectAccessible();
    await screen.unmount();
  }
});

test('filters are asked of the server and kept in the address', async () => {
  const { screen, router, callsOf } = await open('/people');
  await userEvent.fill(screen.getByLabelText('Name or e-mail'), 'len');
  await expect.poll(() => callsOf(listMembers).at(-1)?.query).toMatchObject({ search: 'len', kind: 'staff' });
  expect(router.state.location.search).toBe('?search=len');
  await userEvent.click(screen.getByText('Everybody'));
  await expect.poll(() => callsOf(listMembers).at(-1)?.query).toMatchObject({ kind: 'all' });
});

test('a school contact is invited with their school, and the missing one is asked for', async () => {
  const { screen, callsOf } = await open('/people?invite=1');
  const dialog = screen.getByRole('dialog', { name: 'Invite somebody' });
  await userEvent.fill(dialog.getByLabelText('Name'), 'Tess Hall');
  await userEvent.fill(dialog.getByLabelText('E-mail address'), 'tess@north.example');
  await userEvent.click(dialog.getByRole('combobox', { name: 'Role' }));
  await userEvent.click(screen.getByRole('option', { name: 'School contact' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Send the invitation' }));
  await expect.element(screen.getByText('Choose the school they are the contact of.')).toBeVisible();
  await expectAccessible();
  await userEvent.click(dialog.getByRole('combobox', { name: 'School' }));
  await userEvent.click(screen.getByRole('option', { name: 'North School' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Send the invitation' }));
  await expect.element(screen.getByText('Tess Hall is invited.')).toBeVisible();
  expect(callsOf(inviteMember)[0]?.body).toMatchObject({
    name: 'Tess Hall',
    email: 'tess@north.example',
    role: 'school_contact',
    schoolId: school.id,
    studentId: null,
  });
});

test('what the server finds wrong with an invitation stands at its field', async () => {
  const refused = answer(inviteMember, () =>
    Promise.reject(
      refusal(422, 'Some of it is not right.', {
        errors: [{ field: 'email', message: 'Enter an e-mail address, such as name@school.org.uk.' }],
      }),
    ),
  );
  const { screen } = await open('/people?invite=1', [refused, ...usual.slice(0, 3)]);
  await userEvent.fill(screen.getByLabelText('Name', { exact: true }), 'Tess Hall');
  await userEvent.fill(screen.getByLabelText('E-mail address'), 'tess@north');
  await userEvent.click(screen.getByRole('button', { name: 'Send the invitation' }));
  await expect.element(screen.getByText('Enter an e-mail address, such as name@school.org.uk.')).toBeVisible();
});

test('ending a seat asks first; a mentor who still has students is led to hand them over', async () => {
  const { screen, callsOf } = await open('/people');
  await userEvent.click(screen.getByRole('button', { name: 'What can be done for Lena Ford' }));
  await userEvent.click(screen.getByRole('menuitem', { name: 'End the seat' }));
  await userEvent.click(screen.getByRole('dialog', { name: 'End the seat of Lena Ford?' }).getByRole('button', { name: 'End the seat' }));
  await expect.element(screen.getByText('The seat of Lena Ford is ended.')).toBeVisible();
  expect(callsOf(endMember)[0]).toMatchObject({ params: { id: idOf(2) }, ifMatch: 4 });
  await userEvent.click(screen.getByRole('button', { name: 'What can be done for Mo Farooq' }));
  await userEvent.click(screen.getByRole('menuitem', { name: 'End the seat' }));
  await expect.element(screen.getByText(/Mo Farooq mentors 8 students now/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Go to the matches' }));
  await expect.element(screen.getByRole('heading', { name: 'Matches' })).toBeVisible();
  expect(callsOf(endMember)).toHaveLength(1);
});

test('an invitation that was lost is sent again', async () => {
  const { screen, callsOf } = await open('/people');
  await userEvent.click(screen.getByRole('button', { name: 'What can be done for Cy Lewis' }));
  await expectAccessible();
  await userEvent.click(screen.getByRole('menuitem', { name: 'Send the invitation again' }));
  await expect.element(screen.getByText('The invitation to Cy Lewis is on its way, with a new link.')).toBeVisible();
  expect(callsOf(resendInvitation)[0]?.params).toEqual({ id: idOf(3) });
});

const settings = {
  orgId: idOf(60),
  name: 'Beacon Hill',
  timeZone: 'Europe/London',
  locale: 'en-GB',
  requireReason: false,
  noContactWeeks: 3,
  staleAfterDays: 90,
  calibrateFrom: null,
  version: 7,
} as const;
test('settings are saved on the version that was seen; somebody else’s change is not overwritten', async () => {
  const stale = answer(updateOrganisation, () =>
    Promise.reject(refusal(412, 'Somebody else has changed this in the meantime.', { detail: 'Load it afresh.' })),
  );
  const { screen, callsOf } = await open('/organisation', [usual[0]!, answer(getOrganisation, settings), stale]);
  await expect.element(screen.getByRole('switch', { name: /^Every score needs a reason/ })).toBeInTheDocument();
  (screen.getByRole('switch', { name: /^Every score needs a reason/ }).element() as HTMLElement).focus();
  await userEvent.keyboard(' ');
  await userEvent.fill(screen.getByLabelText('Weeks without a meeting before a student needs follow-up'), '4');
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.element(screen.getByText('Somebody else has changed this in the meantime.')).toBeVisible();
  await expect.element(screen.getByLabelText('Weeks without a meeting before a student needs follow-up')).toHaveValue('4');
  expect(callsOf(updateOrganisation)[0]).toMatchObject({ ifMatch: 7, body: { requireReason: true, noContactWeeks: 4 } });
});

test('mail that is kept here can be read, and its link passed on; what failed is sent again', async () => {
  const mail = [
    {
      id: idOf(70),
      to: 'cy@north.example',
      subject: 'Your invitation',
      body: 'Hello Cy,\n\nhttps://waymark.example/invitation/abc\n',
      status: 'kept',
      error: null,
      createdAt: '2026-09-01T08:00:00Z',
      sentAt: null,
    },
    {
      id: idOf(71),
      to: 'dee@north.example',
      subject: 'Your digest',
      body: 'Hello Dee',
      status: 'failed',
      error: '550 no such user',
      createdAt: '2026-09-01T07:00:00Z',
      sentAt: null,
    },
  ] as const;
  const respond = [
    answer(getSession, testSession({ role: 'admin' })),
    answer(listMail, { items: [...mail], next: null }),
    answer(resendMail, { done: true }),
  ];
  const { screen, callsOf } = await open('/outbox', respond);
  await expect.element(screen.getByRole('table').getByText('Kept here')).toBeVisible();
  expectNoSidewaysScroll();
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Read “Your invitation” to cy@north.example' }));
  await expect.element(screen.getByLabelText('The link in it')).toHaveValue('https://waymark.example/invitation/abc');
  await expectAccessible();
  await userEvent.keyboard('{Escape}');
  await userEvent.click(screen.getByRole('button', { name: 'Send again' }));
  await expect.element(screen.getByText('It is being sent again.')).toBeVisible();
  expect(callsOf(resendMail)[0]?.params).toEqual({ id: idOf(71) });
});

const entry = (n: number) => ({
  id: idOf(n),
  at: '2026-09-01T08:00:00Z',
  memberId: idOf(2),
  memberName: 'Lena Ford',
  role: 'lead',
  action: 'student.created',
  entity: 'student',
  entityId: idOf(80),
  studentId: idOf(80),
  detail: {},
  ip: '10.0.0.1',
  requestId: `req-${n}`,
});

test('the audit log is read a page at a time, and its readings are beside it', async () => {
  const respond = [
    ...usual,
    answer(listAudit, ({ query }) =>
      query['cursor'] === 'more' ? { items: [entry(2)], next: null } : { items: [entry(1)], next: 'more' },
    ),
    answer(listAccess, {
      items: [
        {
          id: idOf(90),
          at: '2026-09-01T08:00:00Z',
          memberId: idOf(1),
          memberName: 'Mo Farooq',
          role: 'mentor',
          what: 'student page',
          studentId: idOf(80),
          ip: null,
        },
      ],
      next: null,
    }),
  ];
  const { screen } = await open('/audit', respond);
  await expect.element(screen.getByText('Reference req-1')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
  await expect.element(screen.getByText('Reference req-2')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Show more' })).not.toBeInTheDocument();
  expectNoSidewaysScroll();
  await expectAccessible();
  await userEvent.click(screen.getByText('Who read what'));
  await expect.element(screen.getByText('student page')).toBeVisible();
});
