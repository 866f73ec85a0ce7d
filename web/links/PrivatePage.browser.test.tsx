import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { ApiError, OfflineError } from '@waymark/contract/client.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { PrivatePage } from './PrivatePage.tsx';

const show = (element: React.ReactNode) => renderPage([{ path: '/', element }], { session: null, bare: true });
const refused = (status: number, code: string, title: string, detail?: string) =>
  new ApiError({ type: 'about:blank', code, status, title, detail, request_id: 'req-7' });

test('whose page it is stands over what it is for, and there is nowhere else to go', async () => {
  await page.viewport(320, 640);
  const { screen } = await show(
    <PrivatePage title="A minute about Ada L." organisation="Beacon Hill Mentoring">
      <p>Five short questions.</p>
    </PrivatePage>,
  );
  await expect.element(screen.getByRole('heading', { level: 1, name: 'A minute about Ada L.' })).toBeVisible();
  await expect.element(screen.getByText('Beacon Hill Mentoring', { exact: true })).toBeVisible();
  await expect.poll(() => document.title).toBe('A minute about Ada L. · Beacon Hill Mentoring');
  await expect.element(screen.getByText('Five short questions.')).toBeVisible();
  expect(document.querySelectorAll('a, nav')).toHaveLength(0);
  await expect.poll(() => document.querySelector('meta[name=referrer]')?.getAttribute('content')).toBe('no-referrer');
  expectNoSidewaysScroll();
  await expectAccessible();
});

test('a link that is over says which and what to do, in place of the form', async () => {
  const over = refused(410, 'link-over', 'This link has been used.', 'Ask Mo Farooq for another.');
  const { screen } = await show(
    <PrivatePage title="A minute about Ada L." over={over} retry={() => undefined}>
      <p>Five short questions.</p>
    </PrivatePage>,
  );
  await expect.element(screen.getByRole('heading', { level: 1, name: 'This link has been used.' })).toBeVisible();
  await expect.element(screen.getByText('Ask Mo Farooq for another.')).toBeVisible();
  expect(screen.getByText('Five short questions.').query()).toBeNull();
  expect(screen.getByRole('button').query()).toBeNull();
  await expectAccessible();
});

test('an address that was copied in part is told apart from one that is over', async () => {
  const { screen } = await show(<PrivatePage title="A minute" over={refused(404, 'not-found', 'There is nothing at this address.')} />);
  await expect.element(screen.getByRole('heading', { level: 1, name: 'This link does not work' })).toBeVisible();
});

test('without a connection the link is not over: there is another try', async () => {
  let tries = 0;
  const { screen } = await show(<PrivatePage title="A minute" over={new OfflineError(undefined)} retry={() => (tries += 1)} />);
  await screen.getByRole('button', { name: 'Try again' }).click();
  expect(tries).toBe(1);
});
