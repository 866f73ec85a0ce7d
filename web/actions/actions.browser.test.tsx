import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addLibraryAction, editLibraryAction, listActionLibrary } from '@waymark/contract/action-library.ts';
import { closeAction, createAction, getAction, listActionProposals, listActions } from '@waymark/contract/actions.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { adaId, anAction } from '../testing/meetingRecords.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as ActionLibraryPage } from './ActionLibraryPage.tsx';
import { StudentActions } from './StudentActions.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const routes = [
  { path: '/', element: <StudentActions studentId={adaId} /> },
  { path: '/actions/library', Component: ActionLibraryPage },
];
const seriesId = '01920000-0000-7000-8000-000000000700';
const outcome = {
  seriesId,
  frameworkName: 'Core',
  typeName: 'Knowledge',
  statement: 'Student can describe the routes open to them',
  levels: 4,
};
const entry = {
  id: '01920000-0000-7000-8000-000000000800',
  seriesId,
  title: 'Visit an open day',
  detail: 'Choose one together.',
  owner: 'student' as const,
  upToLevel: 2,
  dueInDays: 28,
  archived: false,
  version: 1,
};
const library = answer(listActionLibrary, { items: [entry], outcomes: [outcome] });
const proposal = {
  libraryId: entry.id,
  seriesId,
  outcome: outcome.statement,
  title: entry.title,
  detail: entry.detail,
  owner: 'student' as const,
  dueOn: '2026-12-22',
  because: 'fell' as const,
  level: 2,
  previousLevel: 3,
};
const proposals = answer(listActionProposals, { items: [proposal] });
const open = answer(listActions, ({ query }) => ({
  items:
    query['state'] === 'closed'
      ? [anAction({ title: 'Closed one', status: 'not_done', closedOn: '2026-11-10', closeNote: 'Was ill' })]
      : [anAction()],
  next: null,
}));

test('a proposal says why it is made, and is taken up as it is or reworded', async () => {
  const created = answer(createAction, ({ body }) => anAction(body));
  const { screen, callsOf } = await renderPage(routes, { respond: [open, proposals, library, created] });
  await expect.element(screen.getByText('Fell from 3 to 2')).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByRole('button', { name: 'Take it up: Visit an open day' }).click();
  const dialog = screen.getByRole('dialog');
  await expect.element(dialog.getByLabelText(/^Due/)).toHaveValue('2026-12-22');
  await dialog.getByLabelText(/^What is to be done/).fill('Visit the open day in Leeds');
  await expectAccessible();
  await dialog.getByRole('button', { name: 'Add the action' }).click();
  await expect.element(screen.getByText('The action is added.')).toBeVisible();
  expect(callsOf(createAction)[0]?.body).toMatchObject({
    studentId: adaId,
    libraryId: entry.id,
    seriesId,
    title: 'Visit the open day in Leeds',
    dueOn: '2026-12-22',
    owner: 'student',
    sharedWithStudent: true,
  });
});

test('choosing from the library fills the form in', async () => {
  const { screen } = await renderPage(routes, { respond: [open, proposals, library] });
  await screen.getByRole('button', { name: 'Add an action' }).click();
  const dialog = screen.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Start from the library' }).click();
  await screen.getByRole('option', { name: 'Visit an open day' }).click();
  await expect.element(dialog.getByLabelText(/^What is to be done/)).toHaveValue('Visit an open day');
  await expect.element(dialog.getByLabelText(/^Due/)).toHaveValue('2026-12-22');
});

test('somebody else was quicker: the person is told, and nothing is shown as done', async () => {
  const late = answer(closeAction, () => {
    throw refusal(412, 'This action was changed by someone else while you were editing it.');
  });
  const { screen } = await renderPage(routes, { respond: [open, proposals, library, late] });
  await screen.getByRole('button', { name: 'Mark as done: List three routes' }).click();
  await expect.element(screen.getByText('This action was changed by someone else while you were editing it.')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Mark as done: List three routes' })).toBeVisible();
});

test('closed actions and the history of one are there for the asking', async () => {
  const history = [
    { at: '2026-11-01T10:00:00Z', by: 'Mo Farooq', what: 'created' as const, detail: {} },
    { at: '2026-11-08T10:00:00Z', by: 'Lee Hart', what: 'changed' as const, detail: { changes: { dueOn: ['2026-11-08', '2026-11-20'] } } },
  ];
  const { screen } = await renderPage(routes, { respond: [open, proposals, library, answer(getAction, { ...anAction(), history })] });
  await screen.getByRole('button', { name: 'Show closed actions' }).click();
  await expect.element(screen.getByText('Was ill')).toBeVisible();
  await screen.getByRole('button', { name: 'More for: List three routes' }).click();
  await screen.getByRole('menuitem', { name: 'History' }).click();
  await expect.element(screen.getByText('Changed by Lee Hart')).toBeVisible();
  await expect.element(screen.getByText('due: Sun 8 Nov → Fri 20 Nov')).toBeVisible();
  await expectAccessible();
});

test('a student marks their own action as done and is offered nothing else', async () => {
  const both = answer(listActions, {
    items: [anAction(), anAction({ id: '01920000-0000-7000-8000-000000000401', title: 'Write to school', owner: 'mentor' })],
    next: null,
  });
  const { screen } = await renderPage(routes, { session: { role: 'student', studentId: adaId }, respond: [both] });
  await expect.element(screen.getByRole('button', { name: 'Mark as done: List three routes' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Mark as done: Write to school' })).not.toBeInTheDocument();
  await expect.element(screen.getByRole('button', { name: 'Add an action' })).not.toBeInTheDocument();
  await expect.element(screen.getByRole('button', { name: /Mark as not done/ })).not.toBeInTheDocument();
  await expectAccessible();
});

test('a lead adds to the library for an outcome and takes an action out of use', async () => {
  const added = answer(addLibraryAction, ({ body }) => ({ ...entry, ...body }));
  const changed = answer(editLibraryAction, { ...entry, archived: true, version: 2 });
  const { screen, callsOf } = await renderPage(routes, {
    at: '/actions/library',
    session: { role: 'lead' },
    respond: [library, added, changed],
  });
  await expect.element(screen.getByText('Every outcome has an action.')).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByRole('button', { name: `Add an action for: ${outcome.statement}` }).click();
  const dialog = screen.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect.element(dialog.getByText('Say what is to be done.')).toBeVisible();
  await dialog.getByLabelText(/^What is to be done/).fill('Ask at home');
  await expectAccessible();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect.element(screen.getByText('It is in the library.')).toBeVisible();
  expect(callsOf(addLibraryAction)[0]?.body).toMatchObject({ seriesId, title: 'Ask at home', upToLevel: 2, dueInDays: 14 });
  await screen.getByRole('button', { name: 'Take out of use: Visit an open day' }).click();
  await expect.element(screen.getByText('Out of use. It is no longer proposed.')).toBeVisible();
  expect(callsOf(editLibraryAction)[0]).toMatchObject({ ifMatch: 1, body: { archived: true } });
});

test('a mentor reads the library and changes nothing in it', async () => {
  const { screen } = await renderPage(routes, { at: '/actions/library', respond: [library] });
  await expect.element(screen.getByText('Visit an open day')).toBeVisible();
  await expect.element(screen.getByRole('button')).not.toBeInTheDocument();
});
