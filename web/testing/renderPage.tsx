import { notifications } from '@mantine/notifications';
import axe from 'axe-core';
import { createMemoryRouter, Outlet, type RouteObject } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { expect } from 'vitest';
import { render } from 'vitest-browser-react';
import type { Role } from '@waymark/contract/common.ts';
import type { Seat, Session } from '@waymark/contract/session.ts';
import { queryClient } from '../api.ts';
import { Providers } from '../Providers.tsx';
import { sessionKey } from '../shell/loadSession.ts';
import { reachability } from '../shell/reachability.ts';
import { signInAgain } from '../shell/signInAgain.ts';
import { setTransport } from '../transport.ts';
import { questions } from '../ui/confirm.ts';
import { setPlace } from '../ui/format.ts';

import { type Answer, inMemoryApi } from './inMemoryApi.ts';

interface RenderOptions {
  /** Where the visit begins; `/` when not given. */
  at?: string;
  /** Who is signed in: a mentor of Beacon Hill when not given. `null`: nobody. */
  session?: (Partial<NonNullable<Session['seat']>> & { role: Role; seats?: Seat[] }) | null;
  /** What the API answers: `[answer(getStudent, {…})]`. A call that is not here is refused, and says so on the console. */
  respond?: readonly Answer[];
  colorScheme?: 'light' | 'dark';
  /** Render the routes as they are, without a `main` around them: for tests of the shell itself. */
  bare?: boolean;
}

export const testSeat: Seat = {
  name: 'Mo Farooq',
  memberId: '01920000-0000-7000-8000-000000000001',
  orgId: '01920000-0000-7000-8000-0000000000aa',
  organisation: 'Beacon Hill Mentoring',
  role: 'mentor',
  schoolId: null,
  studentId: null,
};

/** Renders routes as the application would: theme, session, reads, toasts and dialogues, over an API in memory. */
export async function renderPage(routes: RouteObject[], options: RenderOptions = {}) {
  const { at = '/', session = { role: 'mentor' as const }, respond = [], bare = false } = options;
  leaveNothing();
  const api = inMemoryApi(respond);
  setTransport(api.respond);
  localStorage.setItem('mantine-color-scheme-value', options.colorScheme ?? 'light');
  if (session) queryClient.setQueryData(sessionKey, testSession(session));
  const map = bare ? routes : [{ element: <Surround />, children: routes }];
  const router = createMemoryRouter(map, { initialEntries: [at] });
  const screen = await render(
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} />
    </Providers>,
  );
  return { screen, router, ...api };
}

/** What a former test of the file left behind in modules: a question, a toast, a lost connection. */
function leaveNothing(): void {
  signInAgain.answer(false);
  questions.get()?.answer(false);
  notifications.clean();
  reachability.reached();
  queryClient.clear();
  sessionStorage.clear();
  localStorage.clear();
}

const Surround = () => (
  <main id="main" tabIndex={-1} style={{ padding: 16 }}>
    <Outlet />
  </main>
);

/** A session as the server would describe it. */
export function testSession({ seats, ...given }: NonNullable<RenderOptions['session']>): Session {
  const seat: Session['seat'] = {
    ...testSeat,
    timeZone: 'Europe/London',
    locale: 'en-GB',
    today: new Date().toISOString().slice(0, 10),
    requireReason: false,
    noContactWeeks: 3,
    staleAfterDays: 90,
    ...given,
  };
  setPlace(seat);
  return {
    needsSetUp: false,
    demo: false,
    mailIsSent: true,
    user: { id: 'user-1', name: seat.name, email: 'mo@beaconhill.example', twoFactor: false },
    seats: seats ?? [seat],
    seat,
  };
}

/** Fails with what axe finds wrong (WCAG 2.2 AA and best practice), each with the element and the remedy. */
export async function expectAccessible(container?: Element): Promise<void> {
  const dialog = openDialog();
  const { violations } = await axe.run(container ?? dialog ?? document.body, {
    resultTypes: ['violations'],
    // a dialogue's own header is taken for the page's; what is behind it is not there
    rules: { region: { enabled: false }, 'landmark-no-duplicate-banner': { enabled: dialog === undefined } },
  });
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.html}\n  ${node.failureSummary}`).join('\n')}`,
  );
  expect(found, found.join('\n\n')).toEqual([]);
}

/** What stands behind an open dialogue is not there for anybody: only the dialogue is looked at. */
function openDialog(): Element | undefined {
  return [...document.querySelectorAll('[role=dialog][aria-modal=true]')].at(-1);
}

/** Fails when the page is wider than the window: nothing may need sideways scrolling at 320 px. */
export function expectNoSidewaysScroll(): void {
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(document.documentElement.clientWidth);
}
