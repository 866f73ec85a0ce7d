import { parse } from 'csv-parse/sync';
import { unzipSync, strFromU8 } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import {
  createRelease,
  getCodebook,
  getRelease,
  getReleaseFile,
  listReleases,
  makeReleaseAgain,
  putAwayRelease,
} from '@waymark/contract/releases.ts';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { expireReleasesJob } from './make.ts';
import { assess } from '../testing/assess.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
let org: TestOrganisation;
let analyst: TestMember;
const purpose = 'Thesis on motivation in Year 12';
const secrets = ['Zebedee', 'Quigley', 'Mo Farooq', 'Hill Road', '2010-05-05', 'zq@pupil.example', 'cried at home', 'Reads with Zebedee'];
let studentId: string;

beforeAll(async () => {
  org = await server.organisation();
  analyst = await org.member('analyst');
  const mentor = await org.member('mentor', { name: 'Mo Farooq' });
  const school = (await org.school('Hill Road')).id;
  ({ id: studentId } = await org.student({ givenName: 'Zebedee', familyName: 'Quigley' }));
  const own = { org_id: org.orgId, student_id: studentId };
  const { enrolmentId } = await org.enrol(studentId);
  const { matchId } = await org.match(studentId, mentor.memberId);
  await org.as(async (tx) => {
    await tx
      .updateTable('students')
      .set({ birth_date: '2010-05-05', year_group: 12, school_id: school, email: 'zq@pupil.example' })
      .where('id', '=', studentId)
      .execute();
    const measures = await tx.selectFrom('measures').where('org_id', '=', org.orgId).select(['id', 'code']).execute();
    const reading = {
      ...own,
      id: newId(),
      measure_id: measures.find(({ code }) => code === 'homework')!.id,
      taken_on: '2026-02-02',
      value: 2.5,
      source: 'hand',
      note: 'cried at home',
    };
    await tx.insertInto('readings').values(reading).execute();
    const corrected = { ...reading, id: newId(), value: 3, supersedes: reading.id, amendment_reason: 'Zebedee said otherwise' };
    await tx.insertInto('readings').values(corrected).execute();
    await tx
      .insertInto('attendance_weeks')
      .values({ ...own, id: newId(), week_start: '2026-02-02', possible: 10, present: 8, approved: 0, authorised: 1, unauthorised: 1 })
      .execute();
    await tx
      .insertInto('meetings')
      .values({
        ...own,
        id: newId(),
        match_id: matchId,
        mentor_id: mentor.memberId,
        starts_at: '2026-02-02T23:30:00Z',
        status: 'held',
        minutes: 35,
      })
      .execute();
    const intervention = newId();
    const session = newId();
    await tx
      .insertInto('interventions')
      .values({ org_id: org.orgId, id: intervention, name: 'Reads with Zebedee', kind: 'tutoring' })
      .execute();
    await tx
      .insertInto('intervention_sessions')
      .values({ org_id: org.orgId, id: session, intervention_id: intervention, held_on: '2026-02-03', minutes: 45 })
      .execute();
    await tx
      .insertInto('participations')
      .values({ ...own, id: newId(), session_id: session, attended: 'part', minutes: 20, note: 'cried at home' })
      .execute();
  });
  await assess(org, { studentId, enrolmentId, assessorId: mentor.memberId, assessedOn: '2026-02-02', levels: [2] });
  // eleven more, in two years, so that one of Year 12 alone would be told by it
  for (let i = 0; i < 11; i++) {
    const other = await org.student({ givenName: `Other ${i}` });
    await org.as((tx) =>
      tx
        .updateTable('students')
        .set({ year_group: i < 6 ? 8 : 9, school_id: school })
        .where('id', '=', other.id)
        .execute(),
    );
  }
});

async function take(id: string, member = analyst): Promise<Record<string, Uint8Array>> {
  const { content } = await member.call(getReleaseFile, { params: { id } });
  return unzipSync(content as Uint8Array);
}
const make = (id: string, formats: ('csv' | 'parquet')[] = ['csv', 'parquet']) =>
  analyst.call(createRelease, { body: { id, purpose, formats } });
const csv = (files: Record<string, Uint8Array>, table: string): Record<string, string>[] =>
  parse(strFromU8(files[`csv/${table}.csv`]!), { columns: true });

test('an analyst takes tidy tables of everything that counts, and no name, word or birth date with them', async () => {
  const id = newId();
  await make(id);
  const release = await analyst.call(getRelease, { params: { id } });
  expect(release).toMatchObject({ status: 'ready', progress: 1, purpose, createdBy: analyst.name, taken: 0, error: null });
  const files = await take(id);
  for (const [name, bytes] of Object.entries(files)) {
    const text = Buffer.from(bytes).toString('latin1');
    for (const secret of [...secrets, studentId]) expect(text.includes(secret), `${secret} in ${name}`).toBe(false);
  }
  const tables = [
    'students',
    'enrolments',
    'matches',
    'outcomes',
    'scores',
    'standings',
    'measures',
    'readings',
    'attendance_weeks',
    'meetings',
    'interventions',
  ];
  expect(release.tables.map(({ name }) => name)).toEqual(tables);
  for (const { name, rows } of release.tables) expect(csv(files, name), name).toHaveLength(rows);

  const [match] = csv(files, 'matches');
  const [score] = csv(files, 'scores');
  expect(score).toMatchObject({
    student: match?.['student'],
    enrolment: match?.['enrolment'],
    assessor: match?.['mentor'],
    level: '2',
    missing_reason: '',
    amended: 'false',
  });
  expect(csv(files, 'outcomes').map(({ outcome }) => outcome)).toContain(score?.['outcome']);
  const of = { student: match?.['student'] };
  expect(csv(files, 'standings')).toMatchObject([{ ...of, scored: '1', first_level: '2', latest_level: '2', series: score?.['series'] }]);
  // half past eleven at night in London
  expect(csv(files, 'meetings')).toMatchObject([{ ...of, mentor: match?.['mentor'], on: '2026-02-02', minutes: '35', status: 'held' }]);
  expect(csv(files, 'interventions')).toMatchObject([{ ...of, kind: 'tutoring', held_on: '2026-02-03', attended: 'part', minutes: '20' }]);
  expect(csv(files, 'attendance_weeks')).toMatchObject([{ ...of, week_start: '2026-02-02', possible: '10', present: '8' }]);
  // the correction alone
  expect(csv(files, 'readings')).toMatchObject([{ ...of, value: '3', corrected: 'true', taken_on: '2026-02-02' }]);
});

test('Parquet says the same as CSV, with types', async () => {
  const id = newId();
  await make(id);
  const files = await take(id);
  const typed = async (table: string) => {
    const bytes = files[`parquet/${table}.parquet`]!;
    return parquetReadObjects({ file: bytes.slice().buffer });
  };
  for (const { name } of (await analyst.call(getRelease, { params: { id } })).tables) {
    const plain = csv(files, name);
    const said = (await typed(name)).map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key,
          value === null ? '' : value instanceof Date ? value.toISOString().slice(0, 10) : String(value),
        ]),
      ),
    );
    expect(said, name).toEqual(plain);
  }
  const [meeting] = await typed('meetings');
  expect(meeting).toMatchObject({ minutes: 35, on: new Date('2026-02-02T00:00:00Z') });
});

test('rows come in the order of pseudonyms, which tells nothing of the order students were entered in', async () => {
  const id = newId();
  await make(id, ['csv']);
  const order = csv(await take(id), 'students').map((row) => row['student']);
  expect(order).toHaveLength(12);
  expect(order).toEqual(order.toSorted((a, b) => (String(a) < String(b) ? -1 : 1)));
});

test('only the characteristics that were chosen are in it', async () => {
  const id = newId();
  const one = await org.as((tx) =>
    tx.selectFrom('characteristics').where('org_id', '=', org.orgId).select(['id', 'code']).orderBy('position').executeTakeFirstOrThrow(),
  );
  await analyst.call(createRelease, { body: { id, purpose, formats: ['csv'], characteristicIds: [one.id] } });
  const header = strFromU8((await take(id))['csv/students.csv']!).split('\n')[0];
  expect(header).toBe(`student,school,year_group,age_years,left_on,c_${one.code},c_${one.code}_missing`);
});

test('a value that few share is put together with others, and what is left to tell by is said', async () => {
  const id = newId();
  await make(id, ['csv']);
  const years = csv(await take(id), 'students').map((row) => row['year_group']);
  // one in Year 12 and five in Year 9 go together
  expect(years.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([...Array(6).fill('*'), ...Array(6).fill('8')]);
  const { disclosure } = await analyst.call(getRelease, { params: { id } });
  expect(disclosure).toMatchObject({ students: 12, studentsInRare: 0, alone: 0 });
  expect(disclosure?.generalised).toContainEqual({ column: 'year_group', label: 'Year group', values: 2, students: 6, withheld: false });
});

test('a release made again has the same pseudonyms, another release has others', async () => {
  const [id, other] = [newId(), newId()];
  await make(id, ['csv']);
  const before = await take(id);
  expect(await analyst.call(putAwayRelease, { params: { id } })).toMatchObject({ status: 'put_away', bytes: null });
  await expect(take(id)).rejects.toMatchObject({ status: 409 });
  expect(await analyst.call(makeReleaseAgain, { params: { id } })).toMatchObject({ status: 'waiting' });
  expect(await take(id)).toEqual(before);
  await expect(analyst.call(makeReleaseAgain, { params: { id } })).rejects.toMatchObject({ status: 409 });
  await make(other, ['csv']);
  const students = (files: Record<string, Uint8Array>) => new Set(csv(files, 'students').map((row) => row['student']));
  expect(students(await take(other)).isDisjointFrom(students(before))).toBe(true);
});

test('who took what, when and why is in the list and in both logs, and the key is in neither', async () => {
  const id = newId();
  await make(id, ['csv']);
  await take(id);
  const { items } = await analyst.call(listReleases, { query: {} });
  expect(items[0]).toMatchObject({ id, purpose, createdBy: analyst.name, formats: ['csv'], taken: 1 });
  expect(JSON.stringify(items)).not.toMatch(/key/i);
  const [audit, access] = await org.as(async (tx) => [
    await tx.selectFrom('audit_log').where('entity_id', '=', id).select(['action', 'detail', 'member_id']).orderBy('id').execute(),
    await tx.selectFrom('access_log').where('what', '=', `pseudonymised release ${id}`).select('member_id').execute(),
  ]);
  expect(audit).toMatchObject([{ action: 'release.made', member_id: analyst.memberId, detail: { purpose } }, { action: 'release.ready' }]);
  expect(access).toEqual([{ member_id: analyst.memberId }]);
});

test('a release without a purpose or a kind of file is refused by field', async () => {
  await expect(analyst.call(createRelease, { body: { id: newId(), purpose: ' ', formats: [] } })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'purpose' }, { field: 'formats' }].map((one) => expect.objectContaining(one)) },
  });
});

test('a file is put away after a fortnight; its line stays', async () => {
  const id = newId();
  await make(id, ['csv']);
  const ready = server.now;
  await expireReleasesJob.run({ database: server.database, now: new Date(ready.getTime() + 13 * 86_400_000) } as never, {});
  expect((await analyst.call(getRelease, { params: { id } })).status).toBe('ready');
  await expireReleasesJob.run({ database: server.database, now: new Date(ready.getTime() + 15 * 86_400_000) } as never, {});
  expect(await analyst.call(getRelease, { params: { id } })).toMatchObject({ status: 'put_away', purpose });
});

test('another organisation has none of it, and a mentor may not', async () => {
  const id = newId();
  await make(id, ['csv']);
  const elsewhere = await (await server.organisation('Elsewhere')).member('analyst');
  await expect(elsewhere.call(getReleaseFile, { params: { id } })).rejects.toMatchObject({ status: 404 });
  await expect((await org.member('mentor')).call(listReleases, { query: {} })).rejects.toMatchObject({ status: 403 });
});

test('the codebook names every column that leaves, what it means and what an empty cell says', async () => {
  const id = newId();
  await make(id, ['csv']);
  const files = await take(id);
  const { tables } = await analyst.call(getCodebook, {});
  for (const { name, columns } of tables) {
    const header = strFromU8(files[`csv/${name}.csv`]!).split('\n')[0];
    expect(header, name).toBe(columns.map((column) => column.name).join(','));
    for (const { meaning, missing } of columns) expect([meaning, missing].every((text) => text.length > 5)).toBe(true);
  }
  // the figures of Waymark may differ from what is counted here
  expect(strFromU8(files['README.md']!)).toContain('asks mentors to calibrate first');
  for (const { name, rowIs } of tables) expect(rowIs.includes('yet to calibrate')).toBe(['scores', 'standings'].includes(name));
});
