import { beforeAll, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { testServer } from '../testing/server.ts';
import { baselineFigures, figuresOver, latestFigures, readMeasures } from './figures.ts';

const server = await testServer();
const org = await server.organisation();
const measures = new Map<string, string>();
let ada: string;

beforeAll(async () => {
  for (const measure of await org.as((tx) => readMeasures(tx, org.orgId))) measures.set(measure.code, measure.id);
  ada = (await org.student()).id;
});

const idOf = (code: string) => measures.get(code) ?? '';

async function week(studentId: string, week_start: string, present: number, unauthorised: number, more: object = {}) {
  const row = { org_id: org.orgId, student_id: studentId, id: newId(), week_start, present, unauthorised, approved: 0, authorised: 0 };
  await org.as((tx) =>
    tx
      .insertInto('attendance_weeks')
      .values({ ...row, possible: present + unauthorised, ...more })
      .execute(),
  );
}

async function event(studentId: string, happened_on: string, kind: 'incident' | 'positive') {
  await org.as((tx) =>
    tx.insertInto('behaviour_events').values({ org_id: org.orgId, student_id: studentId, id: newId(), happened_on, kind }).execute(),
  );
}

async function reading(studentId: string, code: string, taken_on: string, value: number | null, more: object = {}) {
  const id = newId();
  const row = { org_id: org.orgId, student_id: studentId, id, measure_id: idOf(code), taken_on, value, source: 'hand' };
  await org.as((tx) =>
    tx
      .insertInto('readings')
      .values({ ...row, ...more })
      .execute(),
  );
  return id;
}

test('attendance now is that of the last six weeks, replaced weeks not counted', async () => {
  await week(ada, '2026-01-26', 0, 10);
  await week(ada, '2026-02-02', 8, 2);
  await week(ada, '2026-03-09', 5, 0);
  await week(ada, '2026-03-02', 0, 10, { replaced_at: '2026-03-05T09:00:00Z' });
  await week(ada, '2026-03-02', 10, 0);
  const figures = await org.as((tx) => latestFigures(tx, org.orgId, [ada], '2026-03-11'));
  expect(figures.get(ada)?.get(idOf('attendance'))).toEqual({
    measureId: idOf('attendance'),
    value: 92,
    step: null,
    missingReason: null,
    from: '2026-02-02',
    on: '2026-03-11',
    source: 'marks',
    n: 25,
  });
});

test('over a period every week with a school day in it counts', async () => {
  const figures = await org.as((tx) => figuresOver(tx, org.orgId, [ada], '2026-01-30', '2026-02-08'));
  expect(figures.get(ada)?.get(idOf('attendance'))).toMatchObject({ value: 40, n: 20, from: '2026-01-26', on: '2026-02-06' });
});

test('no incidents are only told of a student whose behaviour was being recorded', async () => {
  const [quiet, unknown] = [(await org.student()).id, (await org.student()).id];
  await event(quiet, '2025-10-01', 'positive');
  await event(quiet, '2026-03-10', 'positive');
  const figures = await org.as((tx) => latestFigures(tx, org.orgId, [quiet, unknown], '2026-03-11'));
  expect(figures.get(quiet)?.get(idOf('behaviour'))).toMatchObject({ value: 0, source: 'marks' });
  expect(figures.get(quiet)?.get(idOf('positive_behaviour'))).toMatchObject({ value: 1, from: '2026-02-02', on: '2026-03-11' });
  expect(figures.get(unknown)?.size).toBe(0);
});

test('where there are no marks the attendance that somebody recorded is told', async () => {
  const { id } = await org.student();
  await reading(id, 'attendance', '2025-12-01', 88);
  const figures = await org.as((tx) => latestFigures(tx, org.orgId, [id], '2026-03-11'));
  expect(figures.get(id)?.get(idOf('attendance'))).toMatchObject({ value: 88, source: 'hand', on: '2025-12-01' });
});

test('a corrected reading is told by its correction, and a value before a later reason for none', async () => {
  const { id } = await org.student();
  const wrong = await reading(id, 'attainment_maths', '2026-02-01', 7, { step: '7' });
  await reading(id, 'attainment_maths', '2026-02-01', 4, { step: '4', supersedes: wrong, amendment_reason: 'Another student’s' });
  await reading(id, 'attainment_maths', '2026-03-01', null, { missing_reason: 'not_collected' });
  const figures = await org.as((tx) => latestFigures(tx, org.orgId, [id], '2026-03-11'));
  expect(figures.get(id)?.get(idOf('attainment_maths'))).toMatchObject({ value: 4, step: '4', on: '2026-02-01' });
});

test('the baseline is the reading taken as one, else what is nearest to the first day, those before it first', async () => {
  const { id } = await org.student();
  const { enrolmentId } = await org.enrol(id, { startedOn: '2025-10-06' });
  await reading(id, 'attainment_english', '2025-09-20', 3);
  await reading(id, 'attainment_english', '2025-10-10', 5);
  await reading(id, 'attainment_maths', '2025-10-20', 6);
  await reading(id, 'attainment_maths', '2025-12-20', 4, { point: 'baseline', enrolment_id: enrolmentId });
  await reading(id, 'attainment_science', '2025-12-20', 4);
  await week(id, '2025-10-06', 9, 1);
  const figures = await org.as((tx) => baselineFigures(tx, org.orgId, [{ id: enrolmentId, studentId: id }]));
  const own = figures.get(enrolmentId);
  expect(own?.get(idOf('attainment_english'))?.value).toBe(3);
  expect(own?.get(idOf('attainment_maths'))?.value).toBe(4);
  expect(own?.get(idOf('attainment_science'))).toBeUndefined();
  expect(own?.get(idOf('attendance'))).toMatchObject({ value: 90, source: 'marks' });
});
