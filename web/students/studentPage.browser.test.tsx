import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { listActionProposals, listActions } from '@waymark/contract/actions.ts';
import { getStudentOutcomes } from '@waymark/contract/assessments.ts';
import { getStudentCharacteristics, setStudentCharacteristics } from '@waymark/contract/characteristics.ts';
import { listStudentNotes } from '@waymark/contract/meeting-room.ts';
import { listMeetings } from '@waymark/contract/meetings.ts';
import { getStudent, leaveStudent, listStudentChanges } from '@waymark/contract/students.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, renderPage } from '../testing/renderPage.tsx';
import { Component as StudentPage } from './StudentPage.tsx';
import { aStudent, ids } from './testStudent.ts';

const yesNo = [
  { code: 'yes', label: 'Yes' },
  { code: 'no', label: 'No' },
];
const fsm = { id: ids.programme, code: 'fsm', label: 'Free school meals', options: yesNo, shipped: true, archived: false };
const eal = { ...fsm, id: ids.school, code: 'eal', label: 'English as an additional language' };
const recorded = { id: ids.match, value: 'yes', missingReason: null, recordedAt: '2026-02-01T09:00:00Z', recordedBy: 'Lee Dean' };
const none = { items: [], next: null };

const respond = [
  answer(getStudent, aStudent),
  answer(getStudentOutcomes, { enrolments: [], matches: [], types: [] } as never),
  answer(listMeetings, none),
  answer(listActions, none),
  answer(listActionProposals, { items: [] }),
  answer(listStudentNotes, none),
  answer(getStudentCharacteristics, {
    items: [
      { characteristic: fsm, current: recorded, earlier: [{ ...recorded, id: ids.mentor, value: null, missingReason: 'not_collected' }] },
      { characteristic: eal, current: null, earlier: [] },
    ],
  }),
  answer(listStudentChanges, {
    items: [{ id: ids.match, at: '2026-02-01T09:00:00Z', by: 'Lee Dean', action: 'student.updated', fields: ['yearGroup'] }],
    next: null,
  }),
];
const routes = [{ path: '/students/:id', element: <StudentPage /> }];
const at = `/students/${ids.student}`;

test('a lead reads everything about a student on one page', async () => {
  const { screen } = await renderPage(routes, { at, session: { role: 'lead' }, respond });
  await expect.element(screen.getByRole('heading', { level: 1, name: 'Ada Lovelace' })).toBeVisible();
  for (const name of ['Outcomes', 'Meetings', 'Actions', 'Notes', 'Programmes and mentors', 'Characteristics', 'Recent changes']) {
    await expect.element(screen.getByRole('heading', { level: 2, name })).toBeVisible();
  }
  await expect.element(screen.getByText('Mo Farooq').first()).toBeVisible();
  await expect.element(screen.getByText(/^Details changed, by Lee Dean/)).toBeVisible();
  await expect.element(screen.getByText('Changed: year group')).toBeVisible();
  await expect.element(screen.getByText('Not recorded')).toBeVisible();
  await userEvent.click(screen.getByText('1 earlier value'));
  await expect.element(screen.getByText(/Not collected, recorded/)).toBeVisible();
  await expectAccessible();
});

test('a mentor reads the same without what only leads do', async () => {
  const { screen } = await renderPage(routes, { at, session: { role: 'mentor' }, respond });
  await expect.element(screen.getByRole('heading', { level: 2, name: 'Characteristics' })).toBeVisible();
  for (const name of ['Change details', 'Record characteristics', /^Hand over/, /^End/, 'Enrol in a programme']) {
    expect(screen.getByRole('button', { name }).elements()).toHaveLength(0);
  }
  expect(screen.getByRole('heading', { name: 'Recent changes' }).elements()).toHaveLength(0);
});

test('recording characteristics sends only what was changed, with what it replaces', async () => {
  const { screen, callsOf } = await renderPage(routes, {
    at,
    session: { role: 'lead' },
    respond: [...respond, answer(setStudentCharacteristics, { recorded: 1 })],
  });
  await userEvent.click(screen.getByRole('button', { name: 'Record characteristics' }));
  const field = screen.getByRole('dialog').getByRole('combobox', { name: 'Free school meals' });
  await userEvent.click(field);
  await userEvent.click(screen.getByRole('option', { name: 'Prefers not to say' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect
    .poll(() => callsOf(setStudentCharacteristics)[0]?.body)
    .toMatchObject({
      values: [{ characteristicId: fsm.id, value: null, missingReason: 'prefer_not_to_say', replaces: recorded.id }],
    });
});

test('marking as left asks how, by whom and why before anything is sent', async () => {
  const left = { id: ids.student, version: 4, enrolmentsEnded: 1, matchesEnded: 1, meetingsCancelled: 2, actionsDropped: 0 };
  const { screen, callsOf } = await renderPage(routes, {
    at,
    session: { role: 'lead' },
    respond: [...respond, answer(leaveStudent, left)],
  });
  await userEvent.click(screen.getByRole('button', { name: 'More for Ada Lovelace' }));
  await userEvent.click(screen.getByRole('menuitem', { name: 'Mark as left' }));
  const dialog = screen.getByRole('dialog');
  await userEvent.click(dialog.getByRole('button', { name: 'Mark as left' }));
  await expect.element(dialog.getByText('Say why, in a few words.')).toBeVisible();
  await expect.element(dialog.getByText('Say who ended it.')).toBeVisible();
  expect(callsOf(leaveStudent)).toHaveLength(0);
  await userEvent.click(dialog.getByRole('radio', { name: 'Earlier than planned' }));
  await userEvent.click(dialog.getByRole('radio', { name: 'The family' }));
  await userEvent.fill(dialog.getByRole('textbox', { name: 'Why' }), 'Moved away');
  await expectAccessible();
  await userEvent.click(dialog.getByRole('button', { name: 'Mark as left' }));
  await expect.element(screen.getByText(/Ada Lovelace is marked as left/)).toBeVisible();
  expect(callsOf(leaveStudent)[0]).toMatchObject({ ifMatch: 3, body: { endKind: 'early', endedBy: 'family', reason: 'Moved away' } });
});
