import type { RouteObject } from 'react-router';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { addConcernNote, getConcern, listConcerns, listReceipts, openConcern, raiseConcern } from '@waymark/contract/concerns.ts';
import { listStudents } from '@waymark/contract/students.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { ConcernButton } from './ConcernButton.tsx';
import * as ConcernPage from './ConcernPage.tsx';
import * as ConcernsPage from './ConcernsPage.tsx';

const id = '01920000-0000-7000-8000-0000000000c1';
const studentId = '01920000-0000-7000-8000-0000000000c2';
const map: RouteObject[] = [
  { path: '/', element: <ConcernButton /> },
  { path: '/concerns', Component: ConcernsPage.Component },
  { path: '/concerns/:id', Component: ConcernPage.Component },
];
const student = {
  id: studentId,
  givenName: 'Ada',
  familyName: 'Lovell',
  preferredName: null,
  yearGroup: 9,
  school: null,
  birthDate: null,
  leftOn: null,
  mentors: [],
  programmes: [],
};
const summary = {
  id,
  number: 7,
  studentId,
  studentName: 'Ada Lovell',
  raisedBy: 'Mo Farooq',
  raisedRole: 'mentor' as const,
  raisedAt: '2026-03-11T10:00:00Z',
  inDangerNow: true,
  status: 'open' as const,
  readings: 0,
};
const whole = {
  ...summary,
  happenedOn: '2026-03-11',
  happenedTime: '08:30',
  place: 'Library',
  seen: 'A bruise on her wrist.',
  ownWords: '“He took my phone.”',
  doneAlready: '',
  notes: [],
  log: [{ id, at: '2026-03-11T11:00:00Z', by: 'Sal Quinn', kind: 'read' as const, reason: 'To follow it up' }],
};
const receipt = { number: 7, raisedAt: '2026-03-11T10:00:00Z', firstReadAt: null, told: 0, safeguardingLeads: ['Sal Quinn'] };

async function startRaising(more: Parameters<typeof answer<typeof raiseConcern>>[1] = receipt) {
  const visit = await renderPage(map, {
    respond: [
      // she is not among the first: she is found by her name, and by nothing longer
      answer(listStudents, ({ query }) => ({ items: query['search'] === 'ada' ? [student] : [], next: null, count: null }) as never),
      answer(raiseConcern, more),
    ],
  });
  await userEvent.click(visit.screen.getByRole('button', { name: 'Worried about a student?' }));
  const dialog = visit.screen.getByRole('dialog', { name: 'I am worried about a student' });
  await expect.element(dialog.getByText('Step 1 of 2')).toBeVisible();
  return { ...visit, dialog };
}

test('two steps send a concern to the safeguarding lead, and a receipt is all that stays', async () => {
  const { dialog, callsOf, screen } = await startRaising();
  await expectAccessible();
  await userEvent.click(dialog.getByRole('button', { name: 'Next' }));
  await expect.element(dialog.getByText('Choose the student.')).toBeVisible();
  await userEvent.fill(dialog.getByRole('combobox', { name: 'Student' }), 'ada');
  await userEvent.click(screen.getByRole('option', { name: 'Ada Lovell, Year 9' }));
  await userEvent.fill(dialog.getByRole('textbox', { name: 'What did you see or hear?' }), 'A bruise on her wrist.');
  await userEvent.click(dialog.getByRole('button', { name: 'Next' }));
  await userEvent.fill(dialog.getByLabelText('The child’s own words'), 'He took my phone.');
  await userEvent.click(dialog.getByLabelText('I believe the child is in danger now'));
  await expectAccessible();
  await userEvent.click(dialog.getByRole('button', { name: 'Send to the safeguarding lead' }));
  await expect.element(dialog.getByRole('heading', { name: 'Concern 7 is with the safeguarding lead' })).toHaveFocus();
  await expect.element(dialog.getByText(/tell Sal Quinn in person/)).toBeVisible();
  await expect.element(dialog.getByText(/ring 999/)).toBeVisible();
  expect(callsOf(raiseConcern)[0]?.body).toMatchObject({ studentId, seen: 'A bruise on her wrist.', inDangerNow: true });
  await expectAccessible();
});

test('what was written is there after a failure, and is not left by mistake', async () => {
  const { dialog, screen } = await startRaising(() => {
    throw refusal(500, 'internal', { title: 'Something went wrong.' });
  });
  await userEvent.fill(dialog.getByRole('combobox', { name: 'Student' }), 'ada');
  await userEvent.click(screen.getByRole('option', { name: 'Ada Lovell, Year 9' }));
  await userEvent.fill(dialog.getByRole('textbox', { name: 'What did you see or hear?' }), 'A bruise.');
  await userEvent.click(dialog.getByRole('button', { name: 'Next' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Send to the safeguarding lead' }));
  await expect.element(screen.getByText(/Something went wrong/)).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.getByRole('dialog', { name: 'Leave without sending?' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Go on writing' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Back' }));
  await expect.element(dialog.getByRole('textbox', { name: 'What did you see or hear?' })).toHaveValue('A bruise.');
  await expect.element(dialog.getByRole('combobox', { name: 'Student' })).toHaveValue('Ada Lovell, Year 9');
});

test('the list says nothing of what was seen, and a concern opens with a reason', async () => {
  const { screen, callsOf } = await renderPage(map, {
    at: '/concerns',
    session: { role: 'safeguarding_lead', name: 'Sal Quinn' },
    respond: [
      answer(listConcerns, { items: [summary], next: null }),
      answer(openConcern, ({ body }) => ({ readingId: body.id, expiresAt: '2026-03-11T12:00:00Z' })),
      answer(getConcern, whole),
      answer(addConcernNote, ({ body }) => ({ id: body.id })),
    ],
  });
  await page.viewport(390, 844);
  await expect.element(screen.getByText('In danger now')).toBeVisible();
  expectNoSidewaysScroll();
  await expectAccessible();
  await userEvent.click(screen.getByRole('link', { name: 'Concern 7' }));
  await userEvent.click(screen.getByRole('button', { name: 'Open the concern' }));
  await expect.element(screen.getByText('Say why you read it.')).toBeVisible();
  expect(callsOf(getConcern)).toEqual([]);
  await userEvent.click(screen.getByText('To follow it up'));
  await userEvent.click(screen.getByRole('button', { name: 'Open the concern' }));
  await expect.element(screen.getByText('A bruise on her wrist.')).toBeVisible();
  expect(callsOf(openConcern)[0]?.body).toMatchObject({ reason: 'To follow it up' });
  await userEvent.fill(screen.getByLabelText('Note'), 'Rang home.');
  await userEvent.click(screen.getByRole('button', { name: 'Add the note' }));
  await expect.element(screen.getByText('The note is added.')).toBeVisible();
  expect(callsOf(addConcernNote)[0]?.body).toMatchObject({ body: 'Rang home.', status: null });
  await expectAccessible();
});

test('whoever raised concerns sees receipts alone', async () => {
  const { screen } = await renderPage(map, {
    at: '/concerns',
    respond: [
      answer(listReceipts, { receipts: [{ number: 7, raisedAt: '2026-03-11T10:00:00Z', firstReadAt: null }], safeguardingLeads: [] }),
    ],
  });
  await expect.element(screen.getByText('Not yet')).toBeVisible();
  await expect.element(screen.getByText(/Nobody here has the safeguarding lead’s seat/)).toBeVisible();
  await expectAccessible();
});
