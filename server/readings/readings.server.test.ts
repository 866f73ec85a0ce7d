import { beforeAll, expect, test } from 'vitest';
import { getAttendance } from '@waymark/contract/attendance.ts';
import { listMeasures } from '@waymark/contract/measures.ts';
import { amendReading, listReadings, listStudentMeasures, recordReadings } from '@waymark/contract/readings.ts';
import { newId } from '../db/ids.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
const org = await server.organisation();
const mentor = await org.member('mentor', { name: 'Mo Farooq' });
const lead = await org.member('lead');
const ids = new Map<string, string>();
const idOf = (code: string) => ids.get(code) ?? '';
let ada: string;

beforeAll(async () => {
  for (const { code, id } of (await lead.call(listMeasures, {})).items) ids.set(code, id);
  ada = (await org.student()).id;
  await org.match(ada, mentor.memberId);
});

const record = (code: string, takenOn: string, more: object) =>
  mentor.call(recordReadings, {
    params: { id: ada },
    body: { readings: [{ id: newId(), measureId: idOf(code), takenOn, ...more }] },
  });

const history = async (code: string) => (await mentor.call(listReadings, { params: { id: ada, measureId: idOf(code) } })).items;

test('a mentor records several readings at once, and the student’s measures show the latest of each', async () => {
  await mentor.call(recordReadings, {
    params: { id: ada },
    body: {
      readings: [
        { id: newId(), measureId: idOf('attainment_maths'), takenOn: '2026-03-02', value: 4, note: 'Mock' },
        { id: newId(), measureId: idOf('homework'), takenOn: '2026-03-02', value: 3 },
        { id: newId(), measureId: idOf('friendships'), takenOn: '2026-03-02', missingReason: 'not_asked' },
      ],
    },
  });
  const { items } = await mentor.call(listStudentMeasures, { params: { id: ada } });
  const of = (code: string) => items.find(({ measure }) => measure.code === code)?.latest;
  expect(of('attainment_maths')).toMatchObject({ value: 4, step: '4', on: '2026-03-02', source: 'hand' });
  expect(of('homework')).toMatchObject({ value: 3, step: 'More than half' });
  expect(of('friendships')).toMatchObject({ value: null, missingReason: 'not_asked' });
  expect(of('coursework')).toBeNull();
});

test('everything wrong with readings is said at once, and none of them is kept', async () => {
  const before = (await history('attainment_maths')).length;
  await expect(
    mentor.call(recordReadings, {
      params: { id: ada },
      body: {
        readings: [
          { id: newId(), measureId: idOf('attainment_maths'), takenOn: '2026-03-03', value: 5 },
          { id: newId(), measureId: idOf('attainment_english'), takenOn: '2026-03-03', value: 12 },
          { id: newId(), measureId: idOf('attendance'), takenOn: '2026-04-01', value: 90 },
        ],
      },
    }),
  ).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'readings.1.value' }, { field: 'readings.2.takenOn' }] },
  });
  expect((await history('attainment_maths')).length).toBe(before);
});

test('a correction takes the place of a reading with its reason, and both stay', async () => {
  await record('attainment_science', '2026-03-04', { value: 7 });
  const [wrong] = await history('attainment_science');
  const body = { id: newId(), takenOn: '2026-03-04', value: 5, reason: 'Read from the wrong line' };
  await mentor.call(amendReading, { params: { id: wrong?.id ?? '' }, body });
  const [right, old] = await history('attainment_science');
  expect(right).toMatchObject({ value: 5, supersedes: wrong?.id, amendmentReason: 'Read from the wrong line', recordedBy: 'Mo Farooq' });
  expect(old).toMatchObject({ value: 7, supersededBy: right?.id });
  await expect(mentor.call(amendReading, { params: { id: wrong?.id ?? '' }, body: { ...body, id: newId() } })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'already-amended' },
  });
});

test('a reading sent twice under another key is there once', async () => {
  const reading = { id: newId(), measureId: idOf('coursework'), takenOn: '2026-03-05', value: 2 };
  const send = () => mentor.call(recordReadings, { params: { id: ada }, body: { readings: [reading] } });
  await send();
  await expect(send()).rejects.toMatchObject({ status: 409 });
  expect(await history('coursework')).toHaveLength(1);
});

test('a mentor neither reads nor records for a student who is not on their caseload', async () => {
  const stranger = (await org.student()).id;
  const body = { readings: [{ id: newId(), measureId: idOf('homework'), takenOn: '2026-03-02', value: 3 }] };
  await expect(mentor.call(listStudentMeasures, { params: { id: stranger } })).rejects.toMatchObject({ status: 404 });
  await expect(mentor.call(recordReadings, { params: { id: stranger }, body })).rejects.toMatchObject({ status: 404 });
  await expect(mentor.call(getAttendance, { params: { id: stranger } })).rejects.toMatchObject({ status: 404 });
});

test('attendance is told by week, for the last six weeks and for both school years', async () => {
  const { id } = await org.student();
  const week = (week_start: string, present: number, authorised: number) => ({
    org_id: org.orgId,
    student_id: id,
    id: newId(),
    week_start,
    present,
    authorised,
    possible: present + authorised,
    approved: 0,
    unauthorised: 0,
  });
  await org.as((tx) =>
    tx
      .insertInto('attendance_weeks')
      .values([week('2024-07-01', 0, 10), week('2025-07-07', 5, 5), week('2025-09-01', 10, 0), week('2026-03-02', 8, 2)])
      .execute(),
  );
  const answer = await lead.call(getAttendance, { params: { id } });
  expect(answer.weeks.map(({ start }) => start)).toEqual(['2025-07-07', '2025-09-01', '2026-03-02']);
  expect(answer.lastSixWeeks).toMatchObject({ percent: 80, absence: 'persistent' });
  expect(answer.thisYear).toMatchObject({ from: '2025-09-01', percent: 90, absence: 'persistent' });
  expect(answer.lastYear).toMatchObject({ percent: 50, absence: 'severe' });
});
