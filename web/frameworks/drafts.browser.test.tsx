import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  getFrameworkDraft,
  planFrameworkPublication,
  publishFrameworkDraft,
  saveFrameworkDraft,
  type PublicationPlan,
} from '@waymark/contract/framework-drafts.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible } from '../testing/renderPage.tsx';
import { at, draft, id, reads, version } from './testing.tsx';

test('an outcome is reworded and moved by buttons, the keyboard stays on the button, and the draft is saved with its version', async () => {
  await page.viewport(1280, 800);
  const { screen, callsOf } = await at(`/frameworks/drafts/${id(4)}`, [
    ...reads,
    answer(saveFrameworkDraft, ({ body }) => ({ ...draft, ...body, version: 8 })),
  ]);
  await userEvent.click(screen.getByRole('button', { name: /^K1 Student can name a route/ }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'Statement' }), 'Student can name two routes');
  await userEvent.click(screen.getByRole('button', { name: 'Move K1 down' }));
  await expect.element(screen.getByText('K1 is now 2 of 2 in Knowledge.')).toBeInTheDocument();
  await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('Move K1 down');
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByText('K1 is now 1 of 2 in Motivation.')).toBeInTheDocument();
  await expect.element(screen.getByText('Not saved yet')).toBeVisible();
  await expectAccessible();
  await userEvent.keyboard('{Control>}s{/Control}');
  await expect.element(screen.getByText('Everything is saved')).toBeVisible();
  const [saved] = callsOf(saveFrameworkDraft);
  expect(saved?.ifMatch).toBe(7);
  expect(saved?.body.outcomeTypes.map((type: { outcomes: { code: string }[] }) => type.outcomes.map(({ code }) => code))).toEqual([
    ['K2'],
    ['K1', 'M1'],
  ]);
  expect(saved?.body.outcomeTypes[1].outcomes[0].statement).toBe('Student can name two routes');
  await page.viewport(390, 844);
});

test('when somebody else saved first, nothing is overwritten until the lead chooses', async () => {
  let theirs = draft;
  const { screen, callsOf } = await at(`/frameworks/drafts/${id(4)}`, [
    ...reads.filter(({ endpoint }) => endpoint !== getFrameworkDraft),
    answer(getFrameworkDraft, () => theirs),
    answer(saveFrameworkDraft, ({ ifMatch, body }) => {
      if (ifMatch !== theirs.version) throw refusal(412, 'This draft was changed by someone else while you were editing it.');
      return { ...draft, ...body, version: theirs.version + 1 };
    }),
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Scale and note' }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'What is new in this version' }), 'Mine');
  theirs = { ...draft, note: 'Theirs', version: 9 };
  await userEvent.click(screen.getByRole('button', { name: 'Save the draft' }));
  await expect.element(screen.getByRole('alert').getByText('Somebody else saved this draft meanwhile')).toBeVisible();
  await expect.element(screen.getByRole('textbox', { name: 'What is new in this version' })).toHaveValue('Mine');
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Keep mine' }));
  await expect.element(screen.getByText('Everything is saved')).toBeVisible();
  expect(callsOf(saveFrameworkDraft).map(({ ifMatch, body }) => [ifMatch, body.note])).toEqual([
    [7, 'Mine'],
    [9, 'Mine'],
  ]);
});

test('leaving with changes asks first; what is removed can be brought back', async () => {
  const { screen, router } = await at(`/frameworks/drafts/${id(4)}`);
  await userEvent.click(screen.getByRole('button', { name: /^M1/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Remove the outcome' }));
  await expect.element(screen.getByRole('button', { name: /^K1/ })).toBeVisible();
  expect(screen.getByRole('button', { name: /^M1/ }).elements()).toHaveLength(0);
  await userEvent.click(screen.getByRole('link', { name: 'Preview' }));
  await userEvent.click(screen.getByRole('button', { name: 'Stay here' }));
  expect(router.state.location.pathname).toBe(`/frameworks/drafts/${id(4)}`);
  await userEvent.click(screen.getByText('Undo'));
  await expect.element(screen.getByRole('button', { name: /^M1/ })).toBeVisible();
});

const plan: PublicationPlan = {
  version: 7,
  gaps: [],
  mayCarryOver: true,
  earlierLevels: 4,
  earlier: [11, 12].map((n) => ({
    seriesId: id(n + 500),
    code: n === 11 ? 'K1' : 'K2',
    statement: n === 11 ? 'Student can name a route' : 'Student can state a requirement',
    outcomeTypeName: 'Knowledge',
    versionNumber: 2,
    descriptors: n === 11 ? draft.outcomeTypes[0]!.outcomes[0]!.descriptors : ['a', 'b', 'c', 'd'],
  })),
  proposed: [
    { outcomeId: id(11), code: 'K1', statement: '', seriesId: id(511), descriptorsReworded: false },
    { outcomeId: id(12), code: 'K2', statement: '', seriesId: id(512), descriptorsReworded: true },
    { outcomeId: id(21), code: 'M1', statement: '', seriesId: null, descriptorsReworded: false },
  ],
};

test('a draft with gaps shows where to mend them', async () => {
  const gap = {
    outcomeTypeId: id(10),
    outcomeId: id(11),
    field: 'question' as const,
    level: null,
    where: 'Knowledge, K1',
    message: 'The question is empty. Write what a mentor might ask.',
  };
  const { screen } = await at(`/frameworks/drafts/${id(4)}/publish`, [
    ...reads,
    answer(planFrameworkPublication, { ...plan, gaps: [gap] }),
  ]);
  await expect
    .element(screen.getByRole('link', { name: 'Mend it: Knowledge, K1' }))
    .toHaveAttribute('href', `/frameworks/drafts/${id(4)}?at=${id(11)}`);
  expect(screen.getByRole('button', { name: 'Publish version 3' }).elements()).toHaveLength(0);
  await expectAccessible();
});

test('publishing shows what carries over, warns of reworded descriptors and sends the lead’s choice', async () => {
  const { screen, callsOf, router } = await at(`/frameworks/drafts/${id(4)}/publish`, [
    ...reads,
    answer(planFrameworkPublication, plan),
    answer(publishFrameworkDraft, { ...version, id: id(2), number: 3 }),
  ]);
  await expect.element(screen.getByText('2 outcomes carry over, 1 starts anew, 0 earlier ones end here.')).toBeVisible();
  await expect.element(screen.getByText(/The descriptors were reworded/)).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('combobox', { name: 'K2 goes on from' }));
  await userEvent.click(screen.getByRole('option', { name: 'Starts a new line' }));
  await expect.element(screen.getByText('1 outcome carries over, 2 start anew, 1 earlier one ends here.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Publish version 3' }));
  await expect.poll(() => router.state.location.pathname).toBe(`/frameworks/versions/${id(2)}`);
  expect(callsOf(publishFrameworkDraft)[0]).toMatchObject({ ifMatch: 7, body: { carryOver: [{ outcomeId: id(11), seriesId: id(511) }] } });
});
