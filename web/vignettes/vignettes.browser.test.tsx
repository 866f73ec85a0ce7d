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
import { answer } from '../testing/inMemoryApi.ts';
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
