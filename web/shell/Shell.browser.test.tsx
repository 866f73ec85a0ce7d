import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, type RouteObject } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { getOrganisation, updateOrganisation } from '@waymark/contract/organisations.ts';
import { getSession, type Session } from '@waymark/contract/session.ts';
import { listStudents } from '@waymark/contract/students.ts';
import { useRead, useWrite } from '../api.ts';
import { accountAnswer, answer, noConnection, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage, testSeat, testSession } from '../testing/renderPage.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { NotFound } from './NotFound.tsx';
import { RouteError } from './RouteError.tsx';
import { Shell } from './Shell.tsx';

const inside = (children: RouteObject[]): RouteObject[] => [
  { path: '/sign-in', element: <p>The sign-in page</p> },
  { path: '/', Component: Shell, children: [{ ErrorBoundary: RouteError, children: [...children, { path: '*', Component: NotFound }] }] },
];

afterEach(() => page.viewport(390, 844));

const Two = () => (
  <Page title="Caseload">
    <Link to="/students">To the students</Link>
  </Page>
);
const pages = inside([
  { path: 'caseload', Component: Two },
  { path: 'students', element: <Page title="Students" /> },
  { path: 'students/imports', element: <Page title="Imports" /> },
]);

test('a mentor has their places under the thumb on a phone, and the one they are at is marked', async () => {
  const { screen } = await renderPage(pages, { at: '/caseload', bare: true });
  const bar = screen.getByRole('navigation', { name: 'Main navigation' });
  await expect.element(bar.getByRole('link', { name: 'My day' })).toBeVisible();
  await expect.element(bar.getByRole('link', { name: 'Caseload' })).toHaveAttribute('aria-current', 'page');
  await expect.element(bar.getByRole('link', { name: 'Students' })).not.toHaveAttribute('aria-current');
  expectNoSidewaysScroll();
  await expectAccessible();
});

test('an administrator reaches everything at 320 px, behind More', async () => {
  await page.viewport(320, 640);
  const { screen } = await renderPage(pages, { at: '/students/imports', bare: true, session: { role: 'admin', name: 'Ada Okafor' } });
  await userEvent.click(screen.getByRole('button', { name: 'More' }));
  const drawer = screen.getByRole('dialog', { name: 'Main navigation' });
  await expect.element(drawer.getByRole('link', { name: 'Audit log' })).toBeVisible();
  await expect.element(drawer.getByRole('link', { name: 'Imports' })).toHaveAttribute('aria-current', 'page');
  // the place within the place is where one is, not the one above it
  await expect.element(drawer.getByRole('link', { name: 'Students' })).not.toHaveAttribute('aria-current');
  expectNoSidewaysScroll();
  await expectAccessible();
});

test('on a desk the places stand beside the page, in both appearances', async () => {
  await page.viewport(1280, 800);
  for (const colorScheme of ['light', 'dark'] as const) {
    const { screen } = await renderPage(pages, { at: '/students', bare: true, session: { role: 'lead' }, colorScheme });
    await expect.element(screen.getByRole('link', { name: 'Outcomes over time' })).toBeVisible();
    await expectAccessible();
    await screen.unmount();
  }
});

test('the menu of a person with two seats offers the other one, and their appearance', async () => {
  const other = { ...testSeat, memberId: '01920000-0000-7000-8000-000000000002', organisation: 'Second Trust', role: 'lead' as const };
  const { screen } = await renderPage(pages, { at: '/caseload', bare: true, session: { role: 'mentor', seats: [testSeat, other] } });
  await userEvent.click(screen.getByRole('button', { name: 'Your menu, Mo Farooq' }));
  await expect.element(screen.getByRole('menuitem', { name: 'Second Trust, programme lead' })).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('menuitemradio', { name: 'Dark' }));
  await expect.poll(() => document.documentElement.dataset['mantineColorScheme']).toBe('dark');
  await expectAccessible();
});

test('the first Tab offers to skip to the content', async () => {
  const { screen } = await renderPage(pages, { at: '/caseload', bare: true });
  await expect.element(screen.getByRole('heading', { name: 'Caseload' })).toBeVisible();
  await userEvent.keyboard('{Tab}');
  await expect.poll(() => document.activeElement?.textContent).toBe('Skip to the content');
});

test('moving to another page moves the keyboard to its heading and names the document', async () => {
  const { screen } = await renderPage(pages, { at: '/caseload', bare: true });
  await userEvent.click(screen.getByRole('link', { name: 'To the students' }));
  await expect.element(screen.getByRole('heading', { name: 'Students' })).toHaveFocus();
  await expect.poll(() => document.title).toBe('Students · Waymark');
});

test('a place above the page is offered as the way back up', async () => {
  const { screen } = await renderPage(pages, { at: '/students/imports', bare: true, session: { role: 'lead' } });
  await expect
    .element(screen.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Students' }))
    .toHaveAttribute('href', '/students');
});

test('an address with nothing behind it says so, and leads home', async () => {
  const { screen } = await renderPage(pages, { at: '/nowhere', bare: true });
  await expect.element(screen.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Go to your home page' })).toHaveAttribute('href', '/');
});

test('a page that breaks leaves the navigation standing', async () => {
  const Broken = () => {
    throw new Error('broken');
  };
  const { screen } = await renderPage(inside([{ path: 'day', Component: Broken }]), { at: '/day', bare: true });
  await expect.element(screen.getByRole('heading', { name: 'This page could not be shown.' })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Caseload' })).toBeVisible();
  await expectAccessible();
});

test('who is not signed in is taken to the sign-in page, with the way back kept', async () => {
  const nobody: Session = { needsSetUp: false, demo: false, mailIsSent: true, user: null, seat: null, seats: [] };
  const { screen, router } = await renderPage(pages, {
    at: '/students?search=ada',
    bare: true,
    session: null,
    respond: [answer(getSession, nobody)],
  });
  await expect.element(screen.getByText('The sign-in page')).toBeVisible();
  expect(new URLSearchParams(router.state.location.search).get('next')).toBe('/students?search=ada');
});

const student = {
  id: '01920000-0000-7000-8000-000000000009',
  givenName: 'Ada',
  familyName: 'Lovelace',
  preferredName: null,
  upn: null,
  yearGroup: 9,
  school: null,
  leftOn: null,
  enrolments: [],
  mentors: [],
};

test('Ctrl K finds a student by name, and Enter goes there', async () => {
  const map = inside([
    { path: 'caseload', Component: Two },
    { path: 'students/:id', element: <Page title="Ada Lovelace" /> },
  ]);
  const { screen, callsOf } = await renderPage(map, {
    at: '/caseload',
    bare: true,
    respond: [answer(listStudents, { items: [student], next: null, count: null })],
  });
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.fill(screen.getByRole('textbox', { name: 'Find a student or a page' }), 'lovel');
  await expect.element(screen.getByText('Ada Lovelace')).toBeVisible();
  await expectAccessible();
  expect(callsOf(listStudents).at(-1)?.query).toMatchObject({ search: 'lovel' });
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Ada Lovelace' })).toBeVisible();
});

const settings = {
  orgId: student.id,
  name: 'Beacon Hill',
  timeZone: 'Europe/London',
  locale: 'en-GB',
  requireReason: false,
  noContactWeeks: 3,
  staleAfterDays: 90,
  calibrateFrom: null,
  version: 1,
} as const;

/** A form as pages have them: typed text, a save, a guard. */
function Form() {
  const [name, setName] = useState('');
  const save = useWrite(updateOrganisation, { onDone: () => toast.done('Saved', { undo: () => setName('as before') }) });
  useUnsavedGuard(name !== '' && !save.isSuccess);
  const { orgId: _, version, ...body } = settings;
  return (
    <Page title="Form">
      <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Button onClick={() => save.mutate({ body: { ...body, name }, ifMatch: version })}>Save</Button>
      <Link to="/students">Leave</Link>
    </Page>
  );
}
const form = inside([
  { path: 'form', Component: Form },
  { path: 'students', element: <Page title="Students" /> },
]);

test('a session that ended while somebody typed is renewed in place: the text stays, and the write is sent once more under its key', async () => {
  let signedIn = false;
  const respond = [
    answer(updateOrganisation, ({ body }) => {
      if (!signedIn) throw refusal(401, 'You are not signed in.');
      return { ...settings, ...body, version: 2 };
    }),
    accountAnswer('POST', '/sign-in/email', () => {
      signedIn = true;
      return { user: {} };
    }),
    answer(getSession, testSession({ role: 'mentor' })),
  ];
  const { screen, callsOf } = await renderPage(form, { at: '/form', bare: true, respond });
  await userEvent.fill(screen.getByLabelText('Name'), 'Beacon Hill North');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  const dialog = screen.getByRole('dialog', { name: 'Please sign in again' });
  await expect.element(dialog.getByLabelText('Password', { exact: true })).toHaveFocus();
  await userEvent.fill(dialog.getByLabelText('Password', { exact: true }), 'three unrelated words');
  await expectAccessible();
  await userEvent.click(dialog.getByRole('button', { name: 'Sign in', exact: true }));
  await expect.element(screen.getByText('Saved')).toBeVisible();
  await expect.element(screen.getByLabelText('Name')).toHaveValue('Beacon Hill North');
  const [first, second, ...more] = callsOf(updateOrganisation);
  expect(more).toEqual([]);
  expect(second?.idempotencyKey).toBe(first?.idempotencyKey);
});

test('leaving a page with unsaved text asks first, and staying keeps it', async () => {
  const { screen } = await renderPage(form, { at: '/form', bare: true });
  await userEvent.fill(screen.getByLabelText('Name'), 'half a name');
  await userEvent.click(screen.getByRole('link', { name: 'Leave' }));
  await expect.element(screen.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Stay here' }));
  await expect.element(screen.getByLabelText('Name')).toHaveValue('half a name');
  await userEvent.click(screen.getByRole('link', { name: 'Leave' }));
  await userEvent.click(screen.getByRole('button', { name: 'Leave without saving' }));
  await expect.element(screen.getByRole('heading', { name: 'Students' })).toBeVisible();
});

test('what was done can be undone from its toast', async () => {
  const { screen } = await renderPage(form, { at: '/form', bare: true, respond: [answer(updateOrganisation, settings)] });
  await userEvent.fill(screen.getByLabelText('Name'), 'new');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await expect.element(screen.getByLabelText('Name')).toHaveValue('as before');
});

test('pressing Save again after the connection dropped sends the same key, so nothing is written twice', async () => {
  let reachable = false;
  const respond = [
    answer(updateOrganisation, () => {
      if (!reachable) throw noConnection();
      return settings;
    }),
  ];
  const { screen, callsOf } = await renderPage(form, { at: '/form', bare: true, respond });
  await userEvent.fill(screen.getByLabelText('Name'), 'new');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.element(screen.getByText('Waymark cannot be reached at the moment. It is tried again by itself.')).toBeVisible();
  reachable = true;
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.element(screen.getByText('Saved')).toBeVisible();
  await expect.element(screen.getByText('Waymark cannot be reached at the moment. It is tried again by itself.')).not.toBeInTheDocument();
  const keys = callsOf(updateOrganisation).map((call) => call.idempotencyKey);
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

test('what was refused names the reference to give to an administrator, and stays until it is closed', async () => {
  const Read = () => {
    const read = useRead(getOrganisation, {});
    return <Page title="Read">{<Reading query={read}>{(data) => data.name}</Reading>}</Page>;
  };
  const respond = [answer(getOrganisation, () => Promise.reject(refusal(500, 'The settings could not be read.')))];
  const { screen } = await renderPage([...inside([{ path: 'read', Component: Read }])], { at: '/read', bare: true, respond });
  await expect.element(screen.getByText('The settings could not be read.')).toBeVisible();
  await expect.element(screen.getByText('Reference for your administrator: req-1234')).toBeVisible();
});
