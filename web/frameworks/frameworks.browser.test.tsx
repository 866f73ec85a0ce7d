import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { listFrameworkDrafts } from '@waymark/contract/framework-drafts.ts';
import { checkFrameworkFile, compareFrameworkVersions, createFramework, listFrameworks } from '@waymark/contract/frameworks.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll } from '../testing/renderPage.tsx';
import { at, id, line, reads } from './testing.tsx';

test('a mentor reads what is published, and is offered nothing they may not do', async () => {
  const { screen } = await at('/frameworks', reads, { role: 'mentor' });
  await expect.element(screen.getByRole('link', { name: 'Read it: Waymark core framework' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'New framework' }).elements()).toHaveLength(0);
  await expectAccessible();
});

test('without a framework, a lead is told how to begin', async () => {
  const { screen } = await at('/frameworks', [answer(listFrameworks, { items: [] }), answer(listFrameworkDrafts, { items: [] })]);
  await expect.element(screen.getByText('No framework is published yet')).toBeVisible();
  await expectAccessible();
});

test('a version is a rubric that reads well on a phone', async () => {
  const { screen } = await at(`/frameworks/versions/${id(2)}`);
  await expect.element(screen.getByRole('heading', { level: 2, name: 'Knowledge' })).toBeVisible();
  await expect.element(screen.getByRole('list', { name: 'What each level of K1 looks like' })).toBeVisible();
  await page.viewport(320, 640);
  expectNoSidewaysScroll();
  await expectAccessible();
  await page.viewport(390, 844);
});

test('a file with mistakes lists each by line with what to do, and can be chosen again', async () => {
  const respond = [
    ...reads,
    answer(checkFrameworkFile, ({ body }) => {
      if (!String(body.text).includes('mended'))
        throw refusal(422, 'There is one problem in this file.', {
          errors: [{ field: 'line 3, levels', value: '12', message: 'levels must be a whole number from 2 to 10.' }],
        });
      return { name: 'Reading mentors', description: '', levels: 4, outcomeTypeCount: 1, outcomeCount: 6 };
    }),
    answer(createFramework, { frameworkId: id(8), draftId: id(4) }),
  ];
  const { screen, callsOf, router } = await at('/frameworks/new', respond);
  await userEvent.click(screen.getByRole('radio', { name: /A framework file/ }));
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('there is no place for a file');
  await userEvent.upload(input, new File(['levels: 12'], 'mine.yaml'));
  await expect.element(screen.getByText('levels must be a whole number from 2 to 10.')).toBeVisible();
  await expect.element(screen.getByText('line 3, levels')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Create the draft' }));
  expect(callsOf(createFramework)).toHaveLength(0);
  await expectAccessible();
  await userEvent.upload(input, new File(['mended'], 'mine.yaml'));
  await expect.element(screen.getByText('“Reading mentors” can be read: 1 outcome type, 6 outcomes, 4 levels.')).toBeVisible();
  await expect.element(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Reading mentors');
  await userEvent.click(screen.getByRole('button', { name: 'Create the draft' }));
  await expect.poll(() => router.state.location.pathname).toBe(`/frameworks/drafts/${id(4)}`);
  expect(callsOf(createFramework)[0]?.body).toMatchObject({ name: 'Reading mentors', start: { kind: 'file', text: 'mended' } });
});

test('a preview asks one question at a time, as a mentor and as the student', async () => {
  const { screen } = await at(`/frameworks/versions/${id(2)}/preview`);
  await expect.element(screen.getByRole('group', { name: 'Student can name a route' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  await expect.element(screen.getByRole('group', { name: 'Student can state a requirement' })).toBeVisible();
  await userEvent.click(screen.getByText('the student', { exact: true }));
  await expect.element(screen.getByRole('group', { name: 'I can K2.' })).toBeVisible();
  await expect.element(screen.getByRole('radio', { name: 'Mostly' })).toBeVisible();
  expect(document.body.textContent).not.toContain('Does with specific reasons');
  await expectAccessible();
});

test('what changed is told before and after', async () => {
  const change = {
    about: 'outcome' as const,
    kind: 'changed' as const,
    code: 'K1',
    title: 'Student can name a route',
    outcomeTypeName: 'Knowledge',
    rewordings: [{ field: 'question' as const, level: null, before: 'Which?', after: 'K1?' }],
    moved: true,
    movedFrom: null,
  };
  const { screen } = await at(`/frameworks/versions/${id(2)}/compare`, [
    ...reads,
    answer(compareFrameworkVersions, { from: { ...line, id: id(3), number: 1 }, to: line, unchangedOutcomes: 2, changes: [change] }),
  ]);
  await expect.element(screen.getByText('Which?')).toBeVisible();
  await expect.element(screen.getByText('2 outcomes are unchanged.')).toBeVisible();
  await expectAccessible();
});

test('a framework’s page shows its versions, and offers the next one to leads', async () => {
  const { screen } = await at(`/frameworks/${id(1)}`);
  await expect.element(screen.getByRole('heading', { name: 'Write the next version' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Retire version 2' })).toBeVisible();
  await expect.element(screen.getByText('In use')).toBeVisible();
  await expectAccessible();
});
