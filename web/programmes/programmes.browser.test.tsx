import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createCharacteristic, listCharacteristics } from '@waymark/contract/characteristics.ts';
import { endEnrolments, enrolStudents, listEnrolments } from '@waymark/contract/enrolments.ts';
import { getProgramme, listProgrammes, type Programme } from '@waymark/contract/programmes.ts';
import { createSchool, listSchools } from '@waymark/contract/schools.ts';
import { listStudents } from '@waymark/contract/students.ts';
import { Component as CharacteristicsPage } from '../characteristics/CharacteristicsPage.tsx';
import { Component as SchoolsPage } from '../schools/SchoolsPage.tsx';
import { aStudent, ids } from '../students/testStudent.ts';
import { answer, refusal } from '../testing/inMemoryApi.ts';
import { expectAccessible, renderPage } from '../testing/renderPage.tsx';
import { Component as ProgrammePage } from './ProgrammePage.tsx';
import { Component as ProgrammesPage } from './ProgrammesPage.tsx';

const programme: Programme = {
  id: ids.programme,
  name: 'Aspire',
  description: 'Year 9 to 11',
  framework: { id: ids.match, name: 'Core' },
  startsOn: '2025-09-01',
  endsOn: null,
  archived: false,
  reviewEveryWeeks: 6,
  reviewAtClose: true,
  enrolled: 1,
  ended: 0,
  cohorts: [],
  version: 1,
};
const enrolment = {
  id: ids.enrolment,
  student: { id: ids.student, name: 'Ada Lovelace' },
  yearGroup: 8,
  school: 'Northgate',
  cohort: null,
  mentors: [],
  startedOn: '2026-01-05',
  endedOn: null,
  endKind: null,
  endReason: null,
  endedBy: null,
  version: 2,
};
const free = { ...aStudent, id: ids.mentor, givenName: 'Cy', familyName: 'Dodd', mentors: [], enrolments: [] };
const taking = {
  ...aStudent,
  mentors: [],
  enrolments: [{ id: ids.enrolment, programmeId: ids.programme, programme: 'Aspire', cohort: null }],
};
const respond = [
  answer(listProgrammes, { items: [programme] }),
  answer(getProgramme, programme),
  answer(listEnrolments, { items: [enrolment], next: null }),
  answer(listSchools, { items: [] }),
  answer(listStudents, { items: [free, taking], next: null, count: { atLeast: 2, exact: true } }),
];
const routes = [
  { path: '/programmes', element: <ProgrammesPage /> },
  { path: '/programmes/:id', element: <ProgrammePage /> },
  { path: '/schools', element: <SchoolsPage /> },
  { path: '/characteristics', element: <CharacteristicsPage /> },
];
const lead = { role: 'lead' as const };

test('programmes are listed with how many take part', async () => {
  const { screen } = await renderPage(routes, { at: '/programmes', session: lead, respond });
  await expect.element(screen.getByRole('link', { name: 'Aspire' })).toBeVisible();
  await expectAccessible();
});

test('students are enrolled many at once; who takes part already cannot be chosen', async () => {
  const { screen, callsOf } = await renderPage(routes, {
    at: `/programmes/${ids.programme}`,
    session: lead,
    respond: [...respond, answer(enrolStudents, { enrolled: 1, already: [] })],
  });
  await userEvent.click(screen.getByRole('button', { name: 'Enrol students' }));
  await expect.element(screen.getByRole('checkbox', { name: 'Lovelace, Ada' })).toBeDisabled();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Choose all shown' }));
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Enrol 1 student' }));
  await expect.element(screen.getByText('1 student enrolled.')).toBeVisible();
  expect(callsOf(enrolStudents)[0]?.body).toMatchObject({ programmeId: ids.programme, students: [{ studentId: free.id }] });
});

test('enrolments are ended together, with how, by whom and why', async () => {
  const done = { ended: 1, matchesEnded: 1, meetingsCancelled: 0, actionsDropped: 0 };
  const { screen, callsOf } = await renderPage(routes, {
    at: `/programmes/${ids.programme}`,
    session: lead,
    respond: [...respond, answer(endEnrolments, done)],
  });
  await userEvent.click(screen.getByRole('checkbox', { name: 'Choose Ada Lovelace' }));
  await userEvent.click(screen.getByRole('button', { name: 'End enrolments …' }));
  await userEvent.click(screen.getByRole('radio', { name: 'As planned' }));
  await userEvent.click(screen.getByRole('radio', { name: 'The programme' }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'Why' }), 'End of the year');
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'End the enrolment' }));
  await expect
    .poll(() => callsOf(endEnrolments)[0]?.body)
    .toMatchObject({ enrolments: [{ id: ids.enrolment, version: 2 }], kind: 'planned', endedBy: 'programme' });
});

test('a school’s name that is taken is said beside the field', async () => {
  const taken = answer(createSchool, () => {
    throw refusal(409, 'There is a school called Northgate already.', {
      errors: [{ field: 'name', message: 'There is a school called Northgate already.' }],
    });
  });
  const { screen } = await renderPage(routes, { at: '/schools', session: lead, respond: [...respond, taken] });
  await expect.element(screen.getByRole('heading', { name: 'No schools yet' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Add a school' }));
  await userEvent.fill(screen.getByRole('textbox', { name: 'School' }), 'Northgate');
  await userEvent.click(screen.getByRole('dialog').getByRole('button', { name: 'Add a school' }));
  await expect.element(screen.getByText('There is a school called Northgate already.')).toBeVisible();
  await expectAccessible();
});

test('a characteristic of one’s own is a list of lines, and a line that cannot be read is named', async () => {
  const respondTo = [
    answer(listCharacteristics, { items: [] }),
    answer(createCharacteristic, ({ body }) => ({ id: body.id, code: 'bus', version: 1 })),
  ];
  const { screen, callsOf } = await renderPage(routes, { at: '/characteristics', session: lead, respond: respondTo });
  await userEvent.click(screen.getByRole('button', { name: 'Add a characteristic' }));
  const dialog = screen.getByRole('dialog');
  await userEvent.fill(dialog.getByRole('textbox', { name: 'Name' }), 'Way to school');
  await userEvent.fill(dialog.getByRole('textbox', { name: 'Values' }), 'bus: Bus\nwalks');
  await userEvent.click(dialog.getByRole('button', { name: 'Add a characteristic' }));
  await expect.element(dialog.getByText(/“walks” is not a code/)).toBeVisible();
  await userEvent.fill(dialog.getByRole('textbox', { name: 'Values' }), 'bus: Bus\nwalks: Walks');
  await userEvent.click(dialog.getByRole('button', { name: 'Add a characteristic' }));
  await expect
    .poll(() => callsOf(createCharacteristic)[0]?.body.options)
    .toEqual([
      { code: 'bus', label: 'Bus' },
      { code: 'walks', label: 'Walks' },
    ]);
});
