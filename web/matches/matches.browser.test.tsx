import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { listUnfinishedMeetings } from '@waymark/contract/meeting-room.ts';
import { getCaseloadBalance, handOver, listMatches, previewHandovers, startMatches } from '@waymark/contract/matches.ts';
import { listStudents } from '@waymark/contract/students.ts';
import { aStudent, ids } from '../students/testStudent.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, renderPage } from '../testing/renderPage.tsx';
import { Component as MatchesPage } from './MatchesPage.tsx';

const load = (id: string, name: string, students: number) => ({
  mentor: { id, name },
  students,
  matches: students,
  meetingsNextFortnight: 2,
  openActions: 3,
  available: true,
});
const balance = { items: [load(ids.nextMentor, 'Ann Ortiz', 4), load(ids.mentor, 'Mo Farooq', 9)], unmatched: 1 };
const match = {
  id: ids.match,
  student: { id: ids.student, name: 'Ada Lovelace' },
  yearGroup: 8,
  school: 'Northgate',
  mentor: { id: ids.mentor, name: 'Mo Farooq' },
  programme: 'Aspire',
  purpose: '',
  startedOn: '2026-01-12',
  endedOn: null,
  version: 2,
};
const previewed = {
  matchId: ids.match,
  student: match.student,
  fromMentor: match.mentor,
  toMentor: { id: ids.nextMentor, name: 'Ann Ortiz' },
  programme: 'Aspire',
  meetings: 1,
  actions: 2,
  notes: 0,
  unrecorded: 1,
  problem: null,
};
const respond = [
  answer(getCaseloadBalance, balance),
  answer(listUnfinishedMeetings, { items: [] }),
  answer(listMatches, { items: [match], next: null }),
  answer(previewHandovers, { items: [previewed] }),
];
const routes = [
  { path: '/matches', element: <MatchesPage /> },
  { path: '/students/:id', element: null },
];
const lead = { role: 'lead' as const };

async function planned(answers = respond) {
  const page = await renderPage(routes, { at: `/matches?mentor=${ids.mentor}`, session: lead, respond: answers });
  const { screen } = page;
  await userEvent.click(screen.getByRole('checkbox', { name: 'Choose Ada Lovelace' }));
  await userEvent.click(screen.getByRole('button', { name: 'Hand over …' }));
  const dialog = screen.getByRole('dialog');
  await userEvent.click(dialog.getByRole('button', { name: 'See what will move' }));
  // notes go along by decision, never by default
  await expect.element(dialog.getByText('Choose which notes go along.')).toBeVisible();
  await expect.element(dialog.getByText('Choose at least one mentor.')).toBeVisible();
  await userEvent.click(dialog.getByRole('combobox', { name: 'To' }));
  await userEvent.click(screen.getByRole('option', { name: /Ann Ortiz/ }));
  await userEvent.keyboard('{Escape}');
  await userEvent.click(dialog.getByRole('radio', { name: 'None', exact: true }));
  await userEvent.click(dialog.getByRole('radio', { name: 'The programme' }));
  await userEvent.fill(dialog.getByRole('textbox', { name: 'Why' }), 'Balancing');
  await expectAccessible();
  await userEvent.click(dialog.getByRole('button', { name: 'See what will move' }));
  await expect.element(screen.getByRole('button', { name: 'Hand over 1 student' })).toBeEnabled();
  return page;
}

test('caseloads stand side by side, with those nobody mentors', async () => {
  const { screen } = await renderPage(routes, { at: '/matches', session: lead, respond });
  await expect.element(screen.getByText('1 student without a mentor')).toBeVisible();
  await expect
    .element(screen.getByRole('link', { name: 'See the students of Mo Farooq' }))
    .toHaveAttribute('href', `/matches?mentor=${ids.mentor}`);
  await expectAccessible();
});

test('a handover shows what will move and points out a meeting nobody recorded, before anything does', async () => {
  const { screen, callsOf } = await planned([...respond, answer(handOver, { students: 1, meetings: 1, actions: 2, notes: 0 })]);
  await expect.element(screen.getByText(/1 past meeting has not been recorded \(Ada Lovelace\)/)).toBeVisible();
  await expectAccessible();
  expect(callsOf(handOver)).toHaveLength(0);
  await userEvent.click(screen.getByRole('button', { name: 'Hand over 1 student' }));
  await expect.element(screen.getByText('1 student handed over, with 1 meeting, 2 actions and 0 notes.')).toBeVisible();
  expect(callsOf(handOver)[0]?.body).toMatchObject({
    items: [{ matchId: ids.match, version: 2, toMentorId: ids.nextMentor }],
    notes: { take: 'none' },
    meetings: 'move',
    actions: 'move',
    endedBy: 'programme',
    reason: 'Balancing',
  });
});

test('when another lead was faster, it is said, and nothing is handed over', async () => {
  const conflict = answer(handOver, () => {
    throw refusal(409, 'Nothing was handed over: somebody else changed these matches meanwhile.', { code: 'changed-meanwhile' });
  });
  const { screen } = await planned([...respond, conflict]);
  await userEvent.click(screen.getByRole('button', { name: 'Hand over 1 student' }));
  await expect.element(screen.getByText(/Nothing was handed over/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'See how things stand' }));
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
});

test('students without a mentor are matched together; one not enrolled is named and left out', async () => {
  const row = {
    ...aStudent,
    mentors: [],
    enrolments: [{ id: ids.enrolment, programmeId: ids.programme, programme: 'Aspire', cohort: null }],
  };
  const other = { ...row, id: ids.school, givenName: 'Cy', familyName: 'Dodd', enrolments: [] };
  const students = answer(listStudents, { items: [row, other], next: null, count: { atLeast: 2, exact: true } });
  const { screen, callsOf } = await renderPage(routes, {
    at: '/matches?unmatched=1',
    session: lead,
    respond: [...respond, students, answer(startMatches, { started: 1 })],
  });
  await userEvent.click(screen.getByRole('checkbox', { name: 'Choose all' }));
  await userEvent.click(screen.getByRole('button', { name: 'Match with a mentor' }));
  await expect.element(screen.getByText('Not enrolled in any programme, so not matched: Cy Dodd.')).toBeVisible();
  await userEvent.click(screen.getByRole('dialog').getByRole('combobox', { name: 'Mentor' }));
  await userEvent.click(screen.getByRole('option', { name: 'Ann Ortiz (4 students)' }));
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Start the match' }));
  await expect
    .poll(() => callsOf(startMatches)[0]?.body)
    .toMatchObject({ matches: [{ studentId: ids.student, mentorId: ids.nextMentor, enrolmentId: ids.enrolment }] });
});
