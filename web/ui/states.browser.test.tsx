import { lazy } from 'react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { ApiError } from '@waymark/contract/client.ts';
import { expectAccessible, renderPage } from '../testing/renderPage.tsx';
import { EmptyState } from './EmptyState.tsx';
import { Fetched } from './Fetched.tsx';
import { Page } from './Page.tsx';
import { Reading } from './Reading.tsx';

const refused = new ApiError({
  type: 'about:blank',
  code: 'x',
  status: 500,
  title: 'The roll could not be read.',
  detail: 'Try once more.',
  request_id: 'req-42',
  // as servers do, what is wrong with a field is what to do about all of it
  errors: [{ field: 'roll', value: null, message: 'Try once more.' }],
});
const rest = { refetch: () => undefined };

test('what could not be read says why, gives the reference and offers another try', async () => {
  let tries = 0;
  const query = { data: undefined, error: refused, isPending: false, refetch: () => (tries += 1) };
  const { screen } = await renderPage([{ path: '/', element: <Reading query={query}>{() => null}</Reading> }]);
  await expect.element(screen.getByRole('alert').getByText('The roll could not be read.')).toBeVisible();
  await expect.element(screen.getByText('Try once more.', { exact: true })).toBeVisible();
  await expect.element(screen.getByText(/req-42/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(tries).toBe(1);
  await expectAccessible();
});

test('an empty list shows what to do next, and a page carries its title', async () => {
  const query = { data: { items: [] }, error: null, isPending: false, ...rest };
  const empty = <EmptyState title="No schools yet">Add the first one.</EmptyState>;
  const page = (
    <Page title="Schools">
      <Reading query={query} empty={empty}>
        {() => 'rows'}
      </Reading>
    </Page>
  );
  const { screen } = await renderPage([{ path: '/', element: page }]);
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Schools' })).toBeVisible();
  await expect.element(screen.getByText('Add the first one.')).toBeVisible();
  await expect.poll(() => document.title).toBe('Schools · Waymark');
  await expectAccessible();
});

test('a part whose script cannot be fetched is missing, and what was typed on the page stays', async () => {
  let told: unknown;
  const Missing = lazy(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module')));
  const element = (
    <>
      <input aria-label="Note" />
      <Fetched onFailure={(error) => (told = error)}>
        <Missing />
      </Fetched>
    </>
  );
  const { screen } = await renderPage([{ path: '/', element }]);
  await userEvent.fill(screen.getByLabelText('Note'), 'half a sentence');
  await expect.poll(() => told).toBeInstanceOf(TypeError);
  await expect.element(screen.getByLabelText('Note')).toHaveValue('half a sentence');
});
