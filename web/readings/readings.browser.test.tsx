import { expect, test } from 'vitest';
import { getAttendance } from '@waymark/contract/attendance.ts';
import { listBaselines } from '@waymark/contract/baselines.ts';
import { gcseScale } from '@waymark/contract/measure-values.ts';
import type { Measure } from '@waymark/contract/measures.ts';
import { listQuestionnaireRequests } from '@waymark/contract/questionnaires.ts';
import { amendReading, listReadings, listStudentMeasures, recordReadings } from '@waymark/contract/readings.ts';
import { aStudent } from '../students/testStudent.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { AttendanceSection } from './AttendanceSection.tsx';
import { StudentMeasures } from './StudentMeasures.tsx';

const id = (n: number) => `01920000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`;
const maths: Measure = {
  id: id(1),
  code: 'attainment_maths',
  name: 'Maths',
  kind: 'attainment',
  subject: 'Maths',
  scale: gcseScale,
  better: 'higher',
  questionnaireId: null,
  derived: false,
  atBaseline: true,
  atReview: true,
  shipped: true,
  archived: false,
  version: 1,
};
const behaviour: Measure = {
  ...maths,
  id: id(2),
  name: 'Behaviour incidents',
  kind: 'behaviour',
  better: 'lower',
  scale: { type: 'count', one: 'incident', other: 'incidents' },
};
const latest = {
  measureId: maths.id,
  value: 5,
  step: '5',
  missingReason: null,
  from: null,
  on: '2026-11-02',
  source: 'hand' as const,
  n: 1,
};
const row = {
  studentId: aStudent.id,
  measureId: maths.id,
  enrolmentId: null,
  point: null,
  from: null,
  missingReason: null,
  source: 'hand' as const,
  recordedAt: '2026-11-02T10:00:00Z',
  recordedBy: 'Mo Farooq',
};
const respond = [
  answer(listBaselines, {
    items: [
      {
        enrolmentId: id(20),
        studentId: aStudent.id,
        studentName: 'Ada Lovelace',
        programme: 'Aspire',
        startedOn: '2026-09-07',
        state: 'begun',
      },
    ],
  }),
  answer(listStudentMeasures, {
    items: [
      { measure: maths, latest, target: { value: 6, step: '6', dueOn: null, onTarget: false }, readings: 2 },
      { measure: behaviour, latest: null, target: null, readings: 0 },
    ],
  }),
  answer(listQuestionnaireRequests, { items: [], email: false }),
  answer(listReadings, {
    measure: maths,
    items: [
      {
        ...row,
        id: id(31),
        takenOn: '2026-11-02',
        value: 5,
        step: '5',
        note: '',
        supersedes: id(30),
        amendmentReason: 'Wrong line',
        supersededBy: null,
      },
      {
        ...row,
        id: id(30),
        takenOn: '2026-11-02',
        value: 8,
        step: '8',
        note: '',
        supersedes: null,
        amendmentReason: null,
        supersededBy: id(31),
      },
      {
        ...row,
        id: id(29),
        takenOn: '2026-09-14',
        value: 4,
        step: '4',
        note: 'Mock',
        supersedes: null,
        amendmentReason: null,
        supersededBy: null,
      },
    ],
  }),
];
const routes = [{ path: '/', element: <StudentMeasures studentId={aStudent.id} student={aStudent} /> }];

test('each measure says what it is now, from when, and whether it is on target; the baseline is a step away', async () => {
  const { screen } = await renderPage(routes, { respond });
  await expect.element(screen.getByText('Grade 5')).toBeVisible();
  await expect.element(screen.getByText('Not there yet')).toBeVisible();
  await expect.element(screen.getByText('2 November 2026, recorded by hand')).toBeVisible();
  await expect
    .element(screen.getByRole('link', { name: 'Go on with the baseline: Aspire' }))
    .toHaveAttribute('href', `/enrolments/${id(20)}/baseline`);
  await expectAccessible();
  expectNoSidewaysScroll();
});

test('readings are recorded together, what is left empty is not, and a wrong number is said at its field', async () => {
  const record = answer(recordReadings, { recorded: 1 });
  const { screen, callsOf } = await renderPage(routes, { respond: [...respond, record] });
  await screen.getByRole('button', { name: 'Record readings' }).click();
  const dialog = screen.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await expect.element(dialog.getByText('Fill in at least one.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Behaviour incidents' }).fill('2');
  await expectAccessible();
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await expect.poll(() => callsOf(recordReadings)[0]?.body.readings).toMatchObject([{ measureId: behaviour.id, value: 2 }]);
});

test('the history keeps what was corrected in sight, with the reason, and corrects once more', async () => {
  const amended = answer(amendReading, { done: true });
  const { screen, callsOf } = await renderPage(routes, { respond: [...respond, amended] });
  await screen.getByRole('button', { name: '2 readings of Maths' }).click();
  const dialog = screen.getByRole('dialog');
  await expect.element(dialog.getByRole('img', { name: /Maths over time, 2 readings/ })).toBeVisible();
  await expect.element(dialog.getByText('Correction: Wrong line')).toBeVisible();
  await expect.element(dialog.getByText('Corrected since')).toBeVisible();
  await expectAccessible();
  await dialog.getByRole('button', { name: 'Correct Grade 4 of 14 September 2026' }).click();
  await expect.element(dialog.getByRole('heading', { name: 'Correct a reading' })).toHaveFocus();
  await dialog.getByRole('combobox', { name: 'Value' }).click();
  await screen.getByRole('option', { name: /Grade 3/ }).click();
  await dialog.getByRole('button', { name: 'Correct the reading' }).click();
  await expect.element(dialog.getByText('Say why it is corrected.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Why it is corrected' }).fill('Typing slip');
  await dialog.getByRole('button', { name: 'Correct the reading' }).click();
  await expect.poll(() => callsOf(amendReading)[0]?.body).toMatchObject({ value: 3, reason: 'Typing slip' });
});

test('attendance is drawn by week, said in per cent and in words, and stands as a table', async () => {
  const none = { possible: 0, present: 0, approved: 0, authorised: 0, unauthorised: 0, lateBefore: 0, lateAfter: 0 };
  const sessions = { ...none, possible: 20, present: 17, authorised: 3 };
  const span = { from: '2026-09-01', to: '2026-11-20', sessions, percent: 85, punctuality: 100, absence: 'persistent' as const };
  const attendance = answer(getAttendance, {
    weeks: [
      { start: '2026-11-09', ...none, possible: 10, present: 10 },
      { start: '2026-11-16', ...none, possible: 10, present: 7, authorised: 3 },
    ],
    lastSixWeeks: span,
    thisYear: span,
    lastYear: { ...span, sessions: none, percent: null, punctuality: null, absence: 'unknown' },
    events: [{ on: '2026-11-12', kind: 'positive', category: 'Helped somebody', points: 2 }],
  });
  const element = <AttendanceSection studentId={aStudent.id} student={aStudent} />;
  const { screen } = await renderPage([{ path: '/', element }], { respond: [attendance] });
  await expect.element(screen.getByText('85.0%').first()).toBeVisible();
  await expect.element(screen.getByText('Persistently absent', { exact: true }).first()).toBeVisible();
  await expect.element(screen.getByText('No sessions')).toBeVisible();
  await expect.element(screen.getByRole('img', { name: /Attendance week by week/ })).toBeVisible();
  await screen.getByText('Show the 2 weeks as a table').click();
  await expect.element(screen.getByText('7 / 10')).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
});
