import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { addPlaces, getIntervention, type Intervention, listInterventions, listPlaces } from '@waymark/contract/interventions.ts';
import {
  correctSession,
  getRegister,
  getStudentHelp,
  listSessions,
  newRegister,
  type RegisterLine,
  recordSession,
  type Session,
} from '@waymark/contract/participations.ts';
import { listStudents } from '@waymark/contract/students.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { aStudent } from '../students/testStudent.ts';
import { Component as InterventionPage } from './InterventionPage.tsx';
import { Component as InterventionsPage } from './InterventionsPage.tsx';
import { Component as RegisterPage } from './RegisterPage.tsx';
import { Component as SessionPage } from './SessionPage.tsx';
import StudentHelp from './StudentHelp.tsx';

const id = '01920000-0000-7000-8000-0000000000e1';
const ada = '01920000-0000-7000-8000-0000000000a1';
const ben = '01920000-0000-7000-8000-0000000000a2';
const dose = { sessions: 4, attended: 6, part: 1, absent: 1, minutes: 400 };
const intervention: Intervention = {
  id,
  name: 'Tuesday maths tutoring',
  kind: 'tutoring',
  tasoCode: null,
  provider: 'City Tutors',
  description: '',
  usualMinutes: 60,
  startsOn: null,
  endsOn: null,
  archived: false,
  version: 1,
  onList: 2,
  students: 2,
  lastHeldOn: '2026-03-03',
  dose,
};
const line = (studentId: string, student: string, mark: RegisterLine['mark'] = null): RegisterLine => ({
  studentId,
  student,
  yearGroup: 9,
  onList: true,
  mark,
  earlier: [],
});
const session: Session = {
  id: '01920000-0000-7000-8000-0000000000c1',
  interventionId: id,
  heldOn: '2026-03-03',
  minutes: 60,
  title: 'Quadratics',
  recordedBy: 'Mo Farooq',
  recordedAt: '2026-03-03T16:00:00Z',
  cancelled: false,
  version: 1,
  attended: 1,
  part: 0,
  absent: 1,
};
const person = {
  givenName: 'Ada',
  familyName: 'Lovett',
  preferredName: null,
  upn: null,
  yearGroup: 9,
  school: null,
  leftOn: null,
  enrolments: [],
  mentors: [],
};
const nobody = answer(listStudents, { items: [], next: null, count: null });
const routes = [
  { path: '/interventions', element: <InterventionsPage /> },
  { path: '/interventions/:id', element: <InterventionPage /> },
  { path: '/interventions/:id/register', element: <RegisterPage /> },
  { path: '/interventions/:id/sessions/:sessionId', element: <SessionPage /> },
];

test('on a small phone everybody is present until tapped, and the register is sent once', async () => {
  await page.viewport(320, 640);
  const { screen, callsOf, router } = await renderPage(routes, {
    at: `/interventions/${id}/register`,
    respond: [
      answer(getIntervention, intervention),
      answer(newRegister, { lines: [line(ada, 'Ada Lovett'), line(ben, 'Ben Hale')], sameDay: [] }),
      answer(recordSession, session),
      answer(listPlaces, { items: [] }),
      answer(listSessions, { items: [session], next: null }),
      nobody,
    ],
  });
  await expect.element(screen.getByText('2 present')).toBeVisible();
  await expect.poll(() => document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  expectNoSidewaysScroll();
  await expectAccessible();
  const benMark = screen.getByRole('radiogroup', { name: 'Ben Hale: how were they there?' });
  await userEvent.click(benMark.getByText('Part'));
  await userEvent.click(screen.getByRole('button', { name: 'Save the register' }));
  await expect.element(screen.getByText('Enter 1 to 59 minutes.')).toBeVisible();
  await userEvent.fill(screen.getByRole('textbox', { name: 'Minutes there: Ben Hale' }), '20');
  await userEvent.dblClick(screen.getByRole('button', { name: 'Save the register' }));
  await expect.poll(() => router.state.location.pathname).toBe(`/interventions/${id}`);
  expect(callsOf(recordSession)).toHaveLength(1);
  expect(callsOf(recordSession)[0]?.body).toMatchObject({
    minutes: 60,
    marks: [
      { studentId: ada, attended: 'attended' },
      { studentId: ben, attended: 'part', minutes: 20 },
    ],
  });
});

test('a register of the same day is pointed to before a second is made', async () => {
  const { screen } = await renderPage(routes, {
    at: `/interventions/${id}/register`,
    respond: [answer(getIntervention, intervention), answer(newRegister, { lines: [line(ada, 'Ada Lovett')], sameDay: [session] }), nobody],
  });
  await expect.element(screen.getByText('A register of this day is there already')).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Open it: Quadratics · 60 min · 1 present, 1 absent' })).toBeVisible();
});

test('a correction shows the earlier mark, and says so when somebody was quicker', async () => {
  const earlier = [{ attended: 'absent' as const, minutes: 0, note: '', recordedAt: '2026-03-03T16:00:00Z', recordedBy: 'Mo Farooq' }];
  const lines = [{ ...line(ada, 'Ada Lovett', { attended: 'attended', minutes: 60, note: 'Bus' }), earlier }, line(ben, 'Ben Hale')];
  const { screen, callsOf } = await renderPage(routes, {
    at: `/interventions/${id}/sessions/${session.id}`,
    respond: [
      answer(getRegister, { ...session, intervention: intervention.name, lines, mayChangeFacts: true }),
      answer(correctSession, () => Promise.reject(refusal(412, 'This register was changed by someone else while you were editing it.'))),
      nobody,
    ],
  });
  await userEvent.click(screen.getByText('Earlier marks'));
  await expect.element(screen.getByText(/^Absent, recorded .* by Mo Farooq$/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Put on it: Ben Hale' }));
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Save the register' }));
  await expect.element(screen.getByRole('alert').getByText(/changed by someone else/)).toBeVisible();
  expect(callsOf(correctSession)[0]?.body).toMatchObject({
    marks: [
      { studentId: ada, attended: 'attended', note: 'Bus' },
      { studentId: ben, attended: 'attended' },
    ],
  });
});

test('a lead sees what there is, and puts students on a list', async () => {
  const { screen, callsOf } = await renderPage(routes, {
    at: '/interventions',
    session: { role: 'lead' },
    respond: [
      answer(listInterventions, { items: [intervention] }),
      answer(getIntervention, intervention),
      answer(listPlaces, { items: [] }),
      answer(listSessions, { items: [], next: null }),
      answer(addPlaces, { added: 1, already: 0 }),
      answer(listStudents, {
        items: [{ ...person, id: ada }],
        next: null,
        count: null,
      }),
    ],
  });
  await expect.element(screen.getByText('88%')).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('link', { name: intervention.name }));
  await userEvent.click(screen.getByRole('button', { name: 'Put students on the list' }));
  await userEvent.fill(screen.getByRole('combobox', { name: 'Find a student' }), 'Ada');
  await userEvent.click(screen.getByRole('option', { name: /Ada Lovett/ }));
  await expect.element(screen.getByText('1 student chosen')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Put on the list' }));
  await expect.poll(() => callsOf(addPlaces)).toHaveLength(1);
  expect(callsOf(addPlaces)[0]?.body).toMatchObject({ places: [{ studentId: ada }] });
});

test("a student's whole support is in one table, mentoring first, and one session is recorded in a few taps", async () => {
  await page.viewport(390, 844);
  let tries = 0;
  const { screen, callsOf } = await renderPage([{ path: '/', element: <StudentHelp studentId={aStudent.id} student={aStudent} /> }], {
    respond: [
      answer(getStudentHelp, {
        mentoring: { held: 9, missed: 1, minutes: 270, lastOn: '2026-03-04' },
        interventions: [{ id, name: intervention.name, kind: 'tutoring', onList: true, dose, lastOn: '2026-03-03' }],
      }),
      answer(listInterventions, { items: [intervention] }),
      answer(recordSession, () => {
        tries += 1;
        if (tries === 1) throw refusal(409, 'Ada Lovett has a mark of this day already.', { code: 'same-day' });
        return session;
      }),
    ],
  });
  await expect.element(screen.getByRole('row', { name: /Mentoring/ }).getByText('4.5 h')).toBeVisible();
  await expect.element(screen.getByRole('row', { name: /Together/ }).getByText('11.2 h')).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Record help' }));
  await userEvent.click(screen.getByRole('combobox', { name: 'What it was' }));
  await userEvent.click(screen.getByRole('option', { name: intervention.name }));
  await expect.element(screen.getByRole('textbox', { name: 'Minutes' })).toHaveValue('60');
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Record', exact: true }));
  await userEvent.click(screen.getByRole('checkbox', { name: /There were two sessions/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Record', exact: true }));
  await expect.poll(() => callsOf(recordSession).map(({ body }) => (body as { another: boolean }).another)).toEqual([false, true]);
});
