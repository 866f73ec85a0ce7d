import { beforeAll, expect, test } from 'vitest';
import { confirmBaseline, getBaseline, listBaselines, takeAsBaseline } from '@waymark/contract/baselines.ts';
import { listMeasures } from '@waymark/contract/measures.ts';
import { askQuestionnaire } from '@waymark/contract/questionnaires.ts';
import { recordReadings } from '@waymark/contract/readings.ts';
import { newId } from '../db/ids.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
const org = await server.organisation();
const mentor = await org.member('mentor', { name: 'Mo Farooq' });
const ids = new Map<string, string>();
const idOf = (code: string) => ids.get(code) ?? '';
let ada: string;
let enrolmentId: string;

beforeAll(async () => {
  for (const { code, id } of (await mentor.call(listMeasures, {})).items) ids.set(code, id);
  ada = (await org.student({ givenName: 'Ada' })).id;
  ({ enrolmentId } = await org.match(ada, mentor.memberId));
});

const read = () => mentor.call(getBaseline, { params: { id: enrolmentId } });

test('a new enrolment lacks a baseline on every measure and outcome, and the list of its student says so', async () => {
  const baseline = await read();
  expect(baseline.state).toBe('none');
  expect(baseline.measures.map(({ measure }) => measure.code)).toContain('attendance');
  expect(baseline.outcomes.length).toBeGreaterThan(10);
  expect((await mentor.call(listBaselines, { query: {} })).items).toMatchObject([{ enrolmentId, state: 'none' }]);
});

test('what is on record is taken as the baseline with its source and days; what was asked waits', async () => {
  const row = {
    org_id: org.orgId,
    student_id: ada,
    id: newId(),
    week_start: '2026-03-02',
    possible: 10,
    present: 9,
    approved: 0,
    authorised: 1,
  };
  await org.as((tx) =>
    tx
      .insertInto('attendance_weeks')
      .values({ ...row, unauthorised: 0 })
      .execute(),
  );
  await mentor.call(takeAsBaseline, { params: { id: enrolmentId }, body: { take: [{ id: newId(), measureId: idOf('attendance') }] } });
  await mentor.call(askQuestionnaire, {
    params: { id: ada },
    body: { id: newId(), linkId: newId(), measureId: idOf('attitude_to_school'), enrolmentId, point: 'baseline' },
  });
  const { measures, state } = await read();
  expect(state).toBe('begun');
  expect(measures.find(({ measure }) => measure.code === 'attendance')?.taken).toMatchObject({
    value: 90,
    source: 'marks',
    from: '2026-03-02',
  });
  expect(measures.find(({ measure }) => measure.code === 'attitude_to_school')?.waiting).toBe(true);
  await expect(
    mentor.call(takeAsBaseline, { params: { id: enrolmentId }, body: { take: [{ id: newId(), measureId: idOf('homework') }] } }),
  ).rejects.toMatchObject({ status: 422 });
});

test('a reading taken by hand for the baseline is the baseline', async () => {
  await mentor.call(recordReadings, {
    params: { id: ada },
    body: { enrolmentId, point: 'baseline', readings: [{ id: newId(), measureId: idOf('homework'), takenOn: '2026-03-10', value: 2 }] },
  });
  expect((await read()).measures.find(({ measure }) => measure.code === 'homework')?.taken).toMatchObject({
    value: 2,
    step: 'Less than half',
  });
});

test('it is not confirmed over something missing without a reason, and is partial with reasons', async () => {
  const { measures, outcomes } = await read();
  const gaps = [
    ...measures
      .filter(({ taken }) => taken === null)
      .map(({ measure }) => ({ measureId: measure.id, why: 'The school sends it in April' })),
    ...outcomes.map(({ seriesId }) => ({ seriesId, why: 'We look at these in the first meeting' })),
  ];
  const confirm = (some: typeof gaps) => mentor.call(confirmBaseline, { params: { id: enrolmentId }, body: { id: newId(), gaps: some } });
  await expect(confirm(gaps.slice(1))).rejects.toMatchObject({ status: 422, problem: { errors: [{ field: 'gaps' }] } });
  expect(await confirm(gaps)).toEqual({ state: 'partial' });
  const after = await read();
  expect(after).toMatchObject({ state: 'partial', confirmedBy: 'Mo Farooq' });
  expect(after.measures.find(({ measure }) => measure.code === 'attainment_english')?.gap).toBe('The school sends it in April');
  expect((await mentor.call(listBaselines, { query: {} })).items).toEqual([]);
  expect((await mentor.call(listBaselines, { query: { studentId: ada } })).items).toMatchObject([{ state: 'partial' }]);
});

test('the baseline of a closed case can be read and no longer changed', async () => {
  await org.as((tx) =>
    tx.updateTable('enrolments').set({ ended_on: org.today, end_kind: 'planned' }).where('id', '=', enrolmentId).execute(),
  );
  const lead = await org.member('lead');
  expect((await lead.call(getBaseline, { params: { id: enrolmentId } })).closed).toBe(true);
  await expect(
    lead.call(takeAsBaseline, { params: { id: enrolmentId }, body: { take: [{ id: newId(), measureId: idOf('attendance') }] } }),
  ).rejects.toMatchObject({ status: 409, problem: { code: 'case-closed' } });
});
