import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  getVignetteDraft,
  listVignetteOutcomes,
  listVignettes,
  publishVignette,
  updateVignetteDraft,
  type VignetteDraft,
} from '@waymark/contract/vignettes.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as DraftPage } from './DraftPage.tsx';
import { Component as VignettesPage } from './VignettesPage.tsx';

const id = '01920000-0000-7000-8000-000000000001';
const outcomeId = '01920000-0000-7000-8000-000000000002';
const outcome = {
  id: outcomeId,
  framework: 'Core',
  code: 'K1',
  type: 'Knowledge',
  statement: 'Names routes',
  descriptors: ['None.', 'One.'],
};
const draft: VignetteDraft = {
  id,
  title: '',
  body: 'They spoke.',
  answers: [{ outcomeId, level: null, reasoning: 'Because.' }],
  replaces: null,
  version: 1,
};
const routes = [
  { path: '/calibration/vignettes', element: <VignettesPage /> },
  { path: '/calibration/vignettes/:id', element: <DraftPage /> },
];

test('on a small phone a lead writes a case, saves it, and publishes it once it is whole', async () => {
  await page.viewport(320, 640);
  const { screen, callsOf } = await renderPage(routes, {
    at: `/calibration/vignettes/${id}`,
    session: { role: 'lead' },
    respond: [
      answer(getVignetteDraft, draft),
      answer(listVignetteOutcomes, { items: [outcome] }),
      answer(updateVignetteDraft, ({ body }) => ({ ...draft, ...body, version: 2 })),
      answer(publishVignette, { id }),
      answer(listVignettes, { items: [], drafts: [] }),
    ],
  });
  await userEvent.click(screen.getByRole('button', { name: 'Publish' }));
  await expect.element(screen.getByText('Give the case a title.')).toBeVisible();
  await expect.element(screen.getByText('Choose the reference level.')).toBeVisible();
  expectNoSidewaysScroll();
  await expectAccessible();
  await userEvent.fill(screen.getByRole('textbox', { name: 'Title' }), 'A meeting');
  await userEvent.click(screen.getByText('One.'));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.element(screen.getByText('Saved.')).toBeVisible();
  expect(callsOf(updateVignetteDraft)[0]?.body).toMatchObject({ title: 'A meeting', answers: [{ outcomeId, level: 2 }] });
  await userEvent.click(screen.getByRole('button', { name: 'Publish' }));
  await userEvent.click(screen.getByRole('dialog').getByRole('button', { name: 'Publish' }));
  await expect.poll(() => callsOf(publishVignette)[0]?.ifMatch).toBe(2);
});

test('a draft that somebody else saved meanwhile keeps what was typed, and the lead chooses whose stands', async () => {
  await page.viewport(320, 480);
  let theirs = draft;
  const { screen, callsOf, router } = await renderPage(routes, {
    at: `/calibration/vignettes/${id}`,
    session: { role: 'lead' },
    respond: [
      answer(getVignetteDraft, () => theirs),
      answer(listVignetteOutcomes, { items: [outcome] }),
      answer(updateVignetteDraft, ({ body, ifMatch }) => {
        if (ifMatch !== theirs.version) throw refusal(412, 'This draft was changed by someone else while you were editing it.');
        theirs = { ...theirs, ...body, version: theirs.version + 1 };
        return theirs;
      }),
      answer(listVignettes, { items: [], drafts: [] }),
    ],
  });
  const title = screen.getByRole('textbox', { name: 'Title' });
  await expect.element(title).toBeVisible();
  theirs = { ...draft, title: 'Theirs', version: 2 };
  await userEvent.fill(title, 'Mine');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  // the button is screens below it
  await expect.element(screen.getByText('Somebody else saved this draft meanwhile')).toBeInViewport();
  await expect.element(title).toHaveValue('Mine');
  await userEvent.click(screen.getByRole('button', { name: 'Keep mine' }));
  await expect.poll(() => callsOf(updateVignetteDraft).at(-1)?.ifMatch).toBe(2);
  // leaving saves what was typed since, and coming back reads it afresh
  await userEvent.fill(title, 'Mine again');
  await router.navigate('/calibration/vignettes');
  await expect.poll(() => theirs.title).toBe('Mine again');
  await expect.poll(() => router.state.location.pathname).toBe('/calibration/vignettes');
  await router.navigate(`/calibration/vignettes/${id}`);
  await expect.element(title).toHaveValue('Mine again');
});
