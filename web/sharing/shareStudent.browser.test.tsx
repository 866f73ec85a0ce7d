import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createShare, draftShare, getShare, previewShare, readShareChoices, readShareLink } from '@waymark/contract/shares.ts';
import { destroyVaults } from '../offline/vault.ts';
import { forgetVaults } from '../offline/vaults.ts';
import { answer, noConnection, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as SharePage } from './SharePage.tsx';
import { Component as ShareStudentPage } from './ShareStudentPage.tsx';
import { aDocument, adaId, aShare, theChoices } from './testShares.ts';

const routes = [
  { path: '/students/:id/share', Component: ShareStudentPage },
  { path: '/shares/:id', Component: SharePage },
];
const choices = answer(readShareChoices, theChoices);
const drafted = answer(draftShare, aDocument);
const shared = answer(createShare, ({ body }) => aShare({ id: body.id, medium: body.medium }));
const after = [
  answer(getShare, { ...aShare(), document: aDocument }),
  answer(readShareLink, { url: 'https://waymark.example/shared/secret' }),
];
const at = `/students/${adaId}/share`;

// what a former test had begun is kept on the device, as it should be
beforeEach(async () => {
  forgetVaults();
  await destroyVaults();
});

type Shown = Awaited<ReturnType<typeof renderPage>>['screen'];

/** Up to the document: Tess of the school, a reason, a basis. */
async function choose(screen: Shown) {
  await screen.getByRole('combobox', { name: 'Somebody of the school' }).click();
  await screen.getByRole('option', { name: 'Tess Bell, Beacon School' }).click();
  await screen.getByLabelText(/^What it is shared for/).fill('So that her form tutor can follow up');
  await screen.getByRole('radio', { name: /^Public task/ }).click();
  await screen.getByRole('button', { name: 'Put it together' }).click();
  await expect.element(screen.getByRole('button', { name: 'See it as PDF' })).toBeVisible();
}

test('what is missing is said by each field, and agreeing to take part is no basis', async () => {
  await page.viewport(320, 700);
  const { screen, callsOf } = await renderPage(routes, { at, respond: [choices, drafted] });
  await expect.element(screen.getByText(/Having agreed to take part in mentoring is not a basis/)).toBeInTheDocument();
  await expect.element(screen.getByRole('checkbox', { name: /What was agreed/ })).toBeDisabled();
  await screen.getByRole('button', { name: 'Put it together' }).click();
  for (const text of ['Say whom it is for.', 'Say in a few words what it is shared for.', 'Choose the basis on which it is shared.']) {
    await expect.element(screen.getByText(text)).toBeInTheDocument();
  }
  await expect.poll(() => document.activeElement?.getAttribute('aria-invalid')).toBe('true');
  expect(callsOf(draftShare)).toHaveLength(0);
  expectNoSidewaysScroll();
  await expectAccessible();
  await page.viewport(390, 844);
});

test('notes stay out unless they are chosen one by one', async () => {
  const { screen, callsOf } = await renderPage(routes, { at, respond: [choices, drafted] });
  await screen.getByRole('button', { name: 'Choose from 1 note' }).click();
  const note = screen.getByRole('checkbox', { name: /10 November 2026, Mo Farooq/ });
  await expect.element(note).not.toBeChecked();
  await note.click();
  await choose(screen);
  expect(callsOf(draftShare)[0]?.query).toMatchObject({
    kind: 'progress_note',
    recipientName: 'Tess Bell',
    sections: 'outcomes,measures,next_steps',
    notes: theChoices.notes[0]?.id,
  });
});

test('each text is edited where it stands, by keyboard, and shared as it was left', async () => {
  const { screen, callsOf } = await renderPage(routes, { at, respond: [choices, drafted, shared, ...after] });
  await choose(screen);
  await expectAccessible();
  await screen.getByRole('button', { name: 'Edit: Ada is doing well.' }).click();
  const text = screen.getByLabelText('Text', { exact: true });
  await expect.element(text).toHaveFocus();
  await expect.element(text).toHaveValue('Ada is **doing well**.');
  await text.fill('Ada is *settling in*.');
  await expectAccessible();
  await screen.getByRole('button', { name: 'Keep the change' }).click();
  await expect.element(screen.getByRole('button', { name: 'Edit: Ada is settling in.' })).toHaveFocus();
  // Escape leaves a block as it was
  await screen.getByRole('button', { name: 'Edit: Please note' }).click();
  await screen.getByLabelText('Heading').fill('Something else');
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.getByText('Please note')).toBeVisible();
  await screen.getByRole('button', { name: 'Edit: Then and now' }).click();
  await screen.getByRole('button', { name: 'Take row 1 out' }).click();
  await expect.element(screen.getByLabelText('Measure')).toHaveValue('Lateness');
  await screen.getByRole('button', { name: 'Keep the change' }).click();
  await screen.getByRole('button', { name: 'Take out: Attendance', exact: true }).click();
  await screen.getByRole('button', { name: 'Close', exact: true }).click();
  await screen.getByRole('button', { name: 'Next: how to share it' }).click();
  await expect.element(screen.getByText(/The document is kept exactly as it leaves/)).toBeVisible();
  await expectAccessible();
  await screen.getByRole('checkbox', { name: /Send the link to tess@school.example/ }).click();
  await screen.getByRole('button', { name: 'Share by link' }).dblClick();
  await expect.element(screen.getByLabelText('Address')).toHaveValue('https://waymark.example/shared/secret');
  expect(callsOf(createShare)).toHaveLength(1);
  const { body } = callsOf(createShare)[0] ?? {};
  expect(body).toMatchObject({
    studentId: adaId,
    medium: 'link',
    linkDays: 14,
    sendMail: true,
    noteIds: [],
    namesSeen: [],
    lawfulBasis: 'public_task',
  });
  const { blocks } = body.document as typeof aDocument;
  expect(blocks[0]).toEqual({ ...aDocument.blocks[0], runs: [{ text: 'Ada is ' }, { text: 'settling in', italic: true }, { text: '.' }] });
  expect(blocks.map(({ id }) => id)).toEqual(['opening', 'table', 'list', 'figure', 'callout', 'facts']);
  expect(blocks[1]).toMatchObject({ rows: [[[{ text: 'Lateness' }], [{ text: '2' }]]] });
});

test('the name of another student is warned of, and leaves only when somebody says it is meant', async () => {
  const { screen, callsOf } = await renderPage(routes, { at, respond: [choices, drafted, shared, ...after] });
  await choose(screen);
  await screen.getByRole('button', { name: 'Add a paragraph below: Attendance', exact: true }).click();
  await screen.getByLabelText('Text', { exact: true }).fill('She sits with Zoe.');
  await screen.getByRole('button', { name: 'Keep the change' }).click();
  await expect.element(screen.getByText('The text names another student')).toBeVisible();
  await screen.getByRole('button', { name: 'Next: how to share it' }).click();
  await screen.getByRole('radio', { name: /^PDF/ }).click();
  await screen.getByRole('button', { name: 'Share as PDF' }).click();
  await expect.element(screen.getByText('Take the names out, or say that they are meant to be there.')).toBeVisible();
  expect(callsOf(createShare)).toHaveLength(0);
  await screen.getByRole('checkbox', { name: 'I have read this and they are meant to be there.' }).click();
  await expectAccessible();
  await screen.getByRole('button', { name: 'Share as PDF' }).click();
  await expect.poll(() => callsOf(createShare)[0]?.body.namesSeen).toEqual(['Zoë']);
});

test('a reload loses nothing, and what is put together again asks before it takes edits away', async () => {
  const first = await renderPage(routes, { at, respond: [choices, drafted] });
  await choose(first.screen);
  await first.screen.getByRole('button', { name: 'Take out: Please note' }).click();
  await expect.element(first.screen.getByText('Taken out.')).toBeVisible();
  await first.screen.unmount();
  const { screen, callsOf } = await renderPage(routes, { at, respond: [choices, drafted] });
  await expect.element(screen.getByText('You had begun this before. It is as you left it.')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Edit: Ada is doing well.' })).toBeVisible();
  expect(screen.getByText('Please note').query()).toBeNull();
  await screen.getByRole('button', { name: 'Back' }).click();
  await screen.getByRole('button', { name: 'Put it together again' }).click();
  await screen.getByRole('dialog').getByRole('button', { name: 'Keep my text' }).click();
  expect(callsOf(draftShare)).toHaveLength(0);
  await screen.getByRole('button', { name: 'Start again' }).click();
  await expect.element(screen.getByLabelText(/^What it is shared for/)).toHaveValue('');
});

test('what could not be sent stays, and is sent once when it can', async () => {
  let tries = 0;
  const flaky = answer(createShare, ({ body }) => {
    tries += 1;
    if (tries === 1) throw noConnection();
    return aShare({ id: body.id });
  });
  const refused = answer(previewShare, () => {
    throw refusal(501, 'This server cannot make PDFs.', { detail: 'Choose Word instead.' });
  });
  const { screen, callsOf } = await renderPage(routes, { at, respond: [choices, drafted, flaky, refused, ...after] });
  await choose(screen);
  await screen.getByRole('button', { name: 'See it as PDF' }).click();
  await expect.element(screen.getByText('This server cannot make PDFs.')).toBeVisible();
  await screen.getByRole('button', { name: 'Close', exact: true }).click();
  await screen.getByRole('button', { name: 'Next: how to share it' }).click();
  await screen.getByRole('button', { name: 'Share by link' }).click();
  await expect.poll(() => tries).toBe(1);
  await screen.getByRole('button', { name: 'Close', exact: true }).click();
  await screen.getByRole('button', { name: 'Share by link' }).click();
  await expect.element(screen.getByLabelText('Address')).toBeVisible();
  const [one, two] = callsOf(createShare);
  expect(two?.idempotencyKey).toBe(one?.idempotencyKey);
  expect(two?.body).toEqual(one?.body);
});

test('a share that had arrived before a reload is shown, not shared again', async () => {
  const there = answer(createShare, () => {
    throw refusal(409, 'This has been shared already.', { code: 'shared-already' });
  });
  const { screen, router } = await renderPage(routes, { at, respond: [choices, drafted, there, ...after] });
  await choose(screen);
  await screen.getByRole('button', { name: 'Next: how to share it' }).click();
  await screen.getByRole('button', { name: 'Share by link' }).click();
  await expect.element(screen.getByLabelText('Address')).toBeVisible();
  expect(router.state.location.pathname).toMatch(/^\/shares\//);
});
