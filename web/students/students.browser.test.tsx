import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { getCaseloadBalance } from '@waymark/contract/matches.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import {
  createStudent,
  findDuplicates,
  getStudent,
  listSchoolStudents,
  listStudents,
  type StudentRow,
  updateStudent,
} from '@waymark/contract/students.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, renderPage } from '../testing/renderPage.tsx';
import { Component as EditStudentPage } from './EditStudentPage.tsx';
import { Component as NewStudentPage } from './NewStudentPage.tsx';
import { Component as StudentsPage } from './StudentsPage.tsx';
import { aStudent, ids } from './testStudent.ts';

const row: StudentRow = {
  id: ids.student,
  givenName: 'Ada',
  familyName: 'Lovelace',
  preferredName: null,
  upn: 'B801200005001',
  yearGroup: 8,
  school: { id: ids.school, name: 'Northgate' },
  leftOn: null,
  enrolments: [{ id: ids.enrolment, programmeId: ids.programme, programme: 'Aspire', cohort: '2026' }],
  mentors: [],
};
const lists = [
  answer(listSchools, { items: [{ id: ids.school, name: 'Northgate', urn: null, archived: false, students: 1, version: 1 }] }),
  answer(listProgrammes, { items: [] }),
  answer(getCaseloadBalance, { items: [], unmatched: 0 }),
];
const routes = [
  { path: '/students', element: <StudentsPage /> },
  { path: '/students/new', element: <NewStudentPage /> },
  { path: '/students/:id', element: <p>The student's page</p> },
  { path: '/students/:id/edit', element: <EditStudentPage /> },
];
const lead = { role: 'lead' as const };

test('a lead narrows the list, and the filters stay in the address', async () => {
  const page = { items: [row], next: null, count: { atLeast: 1, exact: true } };
  const { screen, router, callsOf } = await renderPage(routes, {
    at: '/students?state=unmatched',
    session: lead,
    respond: [...lists, answer(listStudents, page)],
  });
  await expect.element(screen.getByRole('rowheader', { name: /Lovelace, Ada/ })).toBeVisible();
  await expect.element(screen.getByText('No mentor')).toBeVisible();
  await expect.element(screen.getByText('1 student', { exact: true })).toBeVisible();
  await expectAccessible();
  await userEvent.fill(screen.getByRole('searchbox', { name: 'Name or UPN' }), 'love');
  await expect.poll(() => callsOf(listStudents).at(-1)?.query).toMatchObject({ search: 'love', unmatched: 'true' });
  expect(router.state.location.search).toBe('?state=unmatched&search=love');
});

test('without students a lead is shown how to begin; with a filter nobody fits, how to take it out', async () => {
  const none = answer(listStudents, { items: [], next: null, count: { atLeast: 0, exact: true } });
  const { screen, router } = await renderPage(routes, { at: '/students', session: lead, respond: [...lists, none] });
  await expect.element(screen.getByRole('heading', { name: 'No students yet' })).toBeVisible();
  await expect.element(screen.getByRole('link', { name: 'Import a roll' })).toHaveAttribute('href', '/students/imports/new');
  await expectAccessible();
  await router.navigate('/students?search=zz');
  await expect.element(screen.getByRole('heading', { name: 'Nobody fits these filters' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Clear the filters' }).first());
  await expect.element(screen.getByRole('heading', { name: 'No students yet' })).toBeVisible();
});

test('a school contact sees how often students met and can open none', async () => {
  const students = {
    school: 'Northgate',
    next: null,
    items: [{ ...row, programmes: ['Aspire'], mentors: ['Mo Farooq'], meetingsHeld: 4, meetingsMissed: 1, lastHeldOn: '2026-03-02' }],
  };
  const { screen } = await renderPage(routes, {
    at: '/students',
    session: { role: 'school_contact', schoolId: ids.school },
    respond: [answer(listSchoolStudents, students)],
  });
  await expect.element(screen.getByRole('heading', { name: 'Students of Northgate' })).toBeVisible();
  await expect.element(screen.getByText('Lovelace, Ada')).toBeVisible();
  // the one link is to say something about the student, not to read more
  await expect
    .poll(() =>
      screen
        .getByRole('link')
        .elements()
        .map((link) => link.getAttribute('href')),
    )
    .toEqual([`/students/${row.id}/feedback`]);
  await expectAccessible();
});

test('adding a student says what the check letter should be, and asks about somebody who looks the same', async () => {
  const lookalike = { ...row, birthDate: '2012-12-10', school: 'Northgate', because: 'name_and_birth_date' as const };
  const respond = [
    ...lists,
    answer(findDuplicates, { items: [lookalike] }),
    answer(createStudent, ({ body }) => ({ id: body.id, version: 1 })),
  ];
  const { screen, callsOf } = await renderPage(routes, { at: '/students/new', session: lead, respond });
  await userEvent.fill(screen.getByRole('textbox', { name: 'UPN' }), 'A801200005001');
  await userEvent.tab();
  await expect.element(screen.getByText(/first letter should be B/)).toBeVisible();
  await userEvent.fill(screen.getByRole('textbox', { name: 'UPN' }), '');
  await userEvent.fill(screen.getByRole('textbox', { name: 'Given name' }), 'Ada');
  await userEvent.fill(screen.getByRole('textbox', { name: 'Family name' }), 'Lovelace');
  await userEvent.fill(screen.getByLabelText(/^Birth date/), '2012-12-10');
  await expect.element(screen.getByRole('link', { name: 'Open Ada Lovelace' })).toBeVisible();
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Add the student' }));
  await expect.element(screen.getByText(/Say that this is somebody else/)).toBeVisible();
  expect(callsOf(createStudent)).toHaveLength(0);
  await userEvent.click(screen.getByRole('checkbox', { name: /this is somebody else/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Add the student' }));
  await expect.element(screen.getByText("The student's page")).toBeVisible();
  expect(callsOf(createStudent)[0]?.body).toMatchObject({ givenName: 'Ada', upn: null, differentFrom: [ids.student] });
});

test('leaving a form half filled in asks first', async () => {
  const { screen, router } = await renderPage(routes, { at: '/students/new', session: lead, respond: lists });
  await userEvent.fill(screen.getByRole('textbox', { name: 'Given name' }), 'Ada');
  await userEvent.click(screen.getByRole('link', { name: 'Cancel' }));
  await userEvent.click(screen.getByRole('button', { name: 'Stay here' }));
  expect(router.state.location.pathname).toBe('/students/new');
  await expect.element(screen.getByRole('textbox', { name: 'Given name' })).toHaveValue('Ada');
});

test('when somebody else changed the student, what was typed stays until the newest is asked for', async () => {
  let version = 3;
  let yearGroup = 8;
  const respond = [
    ...lists,
    answer(findDuplicates, { items: [] }),
    answer(getStudent, () => ({ ...aStudent, version, yearGroup })),
    answer(updateStudent, ({ ifMatch, params }) => {
      if (ifMatch !== version) throw refusal(412, 'This student was changed by someone else while you were editing it.');
      return { id: params['id'] ?? '', version: version + 1 };
    }),
  ];
  const { screen, callsOf } = await renderPage(routes, { at: `/students/${ids.student}/edit`, session: lead, respond });
  await userEvent.fill(screen.getByRole('textbox', { name: 'Preferred name' }), 'Addie');
  [version, yearGroup] = [4, 9];
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.element(screen.getByText('Somebody else changed this student while you were typing.')).toBeVisible();
  await expect.element(screen.getByRole('textbox', { name: 'Preferred name' })).toHaveValue('Addie');
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Load the newest details' }));
  await expect.element(screen.getByRole('textbox', { name: 'Preferred name' })).toHaveValue('');
  await expect.element(screen.getByRole('combobox', { name: 'Year group' })).toHaveValue('Year 9');
  await userEvent.fill(screen.getByRole('textbox', { name: 'Preferred name' }), 'Addie');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.element(screen.getByText("The student's page")).toBeVisible();
  expect(callsOf(updateStudent).at(-1)).toMatchObject({ ifMatch: 4, body: { preferredName: 'Addie', yearGroup: 9 } });
});
