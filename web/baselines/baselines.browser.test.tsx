import { expect, test } from 'vitest';
import { type Baseline, confirmBaseline, getBaseline, takeAsBaseline } from '@waymark/contract/baselines.ts';
import { gcseScale } from '@waymark/contract/measure-values.ts';
import type { Measure } from '@waymark/contract/measures.ts';
import { recordReadings } from '@waymark/contract/readings.ts';
import { answer } from '../testing/inMemoryApi.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component as BaselinePage } from './BaselinePage.tsx';

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
const attendance: Measure = {
  ...maths,
  id: id(2),
  code: 'attendance',
  name: 'Attendance',
  kind: 'attendance',
  scale: { type: 'percent' },
  derived: true,
};
const attitude: Measure = {
  ...maths,
  id: id(3),
  code: 'attitude_to_school',
  name: 'Attitude to school',
  kind: 'attitude_to_school',
  scale: { type: 'number', min: 1, max: 5, decimals: 1, unit: 'of 5' },
  questionnaireId: id(9),
};
const figure = {
  measureId: attendance.id,
  value: 91.25,
  step: null,
  missingReason: null,
  from: '2026-10-05',
  on: '2026-11-13',
  source: 'marks' as const,
  n: 60,
};
const baseline: Baseline = {
  enrolmentId: id(20),
  studentId: id(21),
  studentName: 'Ada Lovelace',
  programme: 'Aspire',
  startedOn: '2026-11-09',
  closed: false,
  state: 'none',
  confirmedAt: null,
  confirmedBy: null,
  measures: [
    { measure: maths, taken: null, onRecord: null, waiting: false, gap: null },
    { measure: attendance, taken: null, onRecord: figure, waiting: false, gap: null },
    { measure: attitude, taken: null, onRecord: null, waiting: false, gap: null },
  ],
  outcomes: [
    { seriesId: id(30), type: 'Knowledge', statement: 'Knows the routes', scored: false, gap: null },
    { seriesId: id(31), type: 'Knowledge', statement: 'Knows the costs', scored: true, gap: null },
  ],
};
const routes = [{ path: '/enrolments/:id/baseline', Component: BaselinePage }];
const at = `/enrolments/${baseline.enrolmentId}/baseline`;

test('each thing of a baseline has the one thing to do about it', async () => {
  const { screen, callsOf } = await renderPage(routes, {
    at,
    respond: [answer(getBaseline, baseline), answer(takeAsBaseline, { taken: 1 })],
  });
  await expect.element(screen.getByText('No baseline yet')).toBeVisible();
  await expect.element(screen.getByText('On record: 91.3%', { exact: false })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Record it: Maths' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Ask the student: Attitude to school' })).toBeVisible();
  await expectAccessible();
  expectNoSidewaysScroll();
  await screen.getByRole('button', { name: 'Take as baseline: Attendance, 91.3%' }).click();
  await expect.poll(() => callsOf(takeAsBaseline)[0]?.body.take).toMatchObject([{ measureId: attendance.id }]);
});

test('a reading is recorded as the baseline of this enrolment', async () => {
  const { screen, callsOf } = await renderPage(routes, {
    at,
    respond: [answer(getBaseline, baseline), answer(recordReadings, { recorded: 1 })],
  });
  await screen.getByRole('button', { name: 'Record it: Maths' }).click();
  const dialog = screen.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Maths' }).click();
  await screen.getByRole('option', { name: /Grade 5/ }).click();
  await expectAccessible();
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await expect
    .poll(() => callsOf(recordReadings)[0]?.body)
    .toMatchObject({
      enrolmentId: baseline.enrolmentId,
      point: 'baseline',
      readings: [{ measureId: maths.id, value: 5 }],
    });
});

test('it is confirmed only once everything missing has a reason', async () => {
  const { screen, callsOf } = await renderPage(routes, {
    at,
    respond: [answer(getBaseline, baseline), answer(confirmBaseline, { state: 'partial' })],
  });
  await screen.getByRole('textbox', { name: 'Why is Maths left out?' }).fill('The mocks are in January');
  await screen.getByRole('button', { name: 'Confirm the baseline' }).click();
  await expect.element(screen.getByRole('alert')).toBeVisible();
  expect(callsOf(confirmBaseline)).toHaveLength(0);
  await screen.getByRole('button', { name: 'The same reason for all' }).click();
  await screen.getByRole('button', { name: 'Confirm the baseline' }).click();
  await expect
    .poll(() => callsOf(confirmBaseline)[0]?.body.gaps)
    .toEqual([
      { measureId: maths.id, why: 'The mocks are in January' },
      { measureId: attendance.id, why: 'The mocks are in January' },
      { measureId: attitude.id, why: 'The mocks are in January' },
      { seriesId: id(30), why: 'The mocks are in January' },
    ]);
});
