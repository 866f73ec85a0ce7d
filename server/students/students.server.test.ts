import { expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import type { BodyOf } from '@waymark/contract/endpoint.ts';
import {
  createStudent,
  findDuplicates,
  getStudent,
  leaveStudent,
  listStudentChanges,
  listStudents,
  returnStudent,
  updateStudent,
} from '@waymark/contract/students.ts';
import { testServer } from '../testing/server.ts';
import { nameKey } from './nameKey.ts';

const server = await testServer();

const ada = (more: Partial<BodyOf<typeof createStudent>> = {}): BodyOf<typeof createStudent> => ({
  id: uuidv7(),
  givenName: 'Ada',
  familyName: 'Lovelace',
  birthDate: '2012-12-10',
  upn: 'B801200005001',
  yearGroup: 8,
  ...more,
});

test('a lead adds a student, and the same form sent twice adds one', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const body = ada();
  await lead.call(createStudent, { body });
  await lead.call(createStudent, { body });
  const { items, count } = await lead.call(listStudents, { query: {} });
  expect(items).toMatchObject([{ id: body.id, familyName: 'Lovelace', upn: 'B801200005001' }]);
  expect(count).toEqual({ atLeast: 1, exact: true });
});

test('wrong details are refused all at once, each by its field with what to do', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  await expect(lead.call(createStudent, { body: ada({ upn: 'A801200005001', email: 'nobody' }) })).rejects.toMatchObject({
    status: 422,
    problem: {
      errors: [
        { field: 'upn', message: expect.stringContaining('should be B') },
        { field: 'email', message: expect.stringContaining('not an e-mail address') },
      ],
    },
  });
  await expect(lead.call(createStudent, { body: ada({ birthDate: '1912-12-10', schoolId: uuidv7() }) })).rejects.toMatchObject({
    status: 422,
    problem: {
      errors: [
        { field: 'birthDate', message: expect.stringContaining('113 years old') },
        { field: 'schoolId', message: expect.stringContaining('Choose another') },
      ],
    },
  });
});

test('a student with the same UPN is refused; one with the same name and birth date is asked about first', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const first = ada();
  await lead.call(createStudent, { body: first });
  await expect(lead.call(createStudent, { body: ada({ givenName: 'Augusta' }) })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'upn-taken', errors: [{ field: 'upn', message: expect.stringContaining('Ada Lovelace') }] },
  });
  const twin = ada({ upn: null, givenName: 'ADA', familyName: 'lovelace' });
  await expect(lead.call(createStudent, { body: twin })).rejects.toMatchObject({
    status: 409,
    problem: {
      code: 'probable-duplicate',
      errors: [{ value: first.id, message: 'Looks like Ada Lovelace, born 10 December 2012, Year 8, already here.' }],
    },
  });
  const { items } = await lead.call(findDuplicates, {
    query: { givenName: 'ada', familyName: 'LOVELACE', birthDate: '2012-12-10', upn: 'b801200005001' },
  });
  expect(items).toMatchObject([{ id: first.id, because: 'upn' }]);
  await lead.call(createStudent, { body: { ...twin, differentFrom: [first.id] } });
  expect((await lead.call(listStudents, { query: {} })).items).toHaveLength(2);
});

test('two people editing at once: the second is told, and nothing is overwritten', async () => {
  const org = await server.organisation();
  const [lead, admin] = [await org.member('lead'), await org.member('admin')];
  const { id, differentFrom: _, ...details } = { ...ada(), differentFrom: [] };
  await lead.call(createStudent, { body: { id, ...details } });
  const edited = await lead.call(updateStudent, { params: { id }, body: { ...details, yearGroup: 9 }, ifMatch: 1 });
  expect(edited.version).toBe(2);
  await expect(
    admin.call(updateStudent, { params: { id }, body: { ...details, preferredName: 'Addie' }, ifMatch: 1 }),
  ).rejects.toMatchObject({ status: 412 });
  expect(await admin.call(getStudent, { params: { id } })).toMatchObject({ yearGroup: 9, preferredName: null, version: 2 });
  const changes = await admin.call(listStudentChanges, { params: { id }, query: {} });
  expect(changes.items).toMatchObject([
    { action: 'student.updated', fields: ['yearGroup'], by: lead.name },
    { action: 'student.created', fields: [] },
  ]);
});

test('reading a student is written to the access log; listing them is not', async () => {
  const org = await server.organisation();
  const mentor = await org.member('mentor');
  const student = await org.student();
  await org.match(student.id, mentor.memberId);
  await mentor.call(listStudents, { query: {} });
  await mentor.call(getStudent, { params: { id: student.id } });
  const log = await org.as((tx) =>
    tx.selectFrom('access_log').where('org_id', '=', org.orgId).select(['what', 'student_id', 'member_id']).execute(),
  );
  expect(log).toEqual([{ what: 'student', student_id: student.id, member_id: mentor.memberId }]);
});

test('a student who leaves keeps everything; what was under way ends, and back again is the same student', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const mentor = await org.member('mentor');
  const student = await org.student();
  const { matchId } = await org.match(student.id, mentor.memberId);
  const meetingId = uuidv7();
  await org.as((tx) =>
    tx
      .insertInto('meetings')
      .values({
        org_id: org.orgId,
        id: meetingId,
        student_id: student.id,
        match_id: matchId,
        mentor_id: mentor.memberId,
        starts_at: '2026-03-18T10:00:00Z',
      })
      .execute(),
  );
  const leaving = { leftOn: '2026-03-11', reason: 'Moved away', endKind: 'early', endedBy: 'family' } as const;
  await expect(
    lead.call(leaveStudent, { params: { id: student.id }, body: { ...leaving, leftOn: '2026-03-12' }, ifMatch: 1 }),
  ).rejects.toMatchObject({ status: 422 });
  const left = await lead.call(leaveStudent, { params: { id: student.id }, body: leaving, ifMatch: 1 });
  expect(left).toMatchObject({ enrolmentsEnded: 1, matchesEnded: 1, meetingsCancelled: 1 });
  await expect(mentor.call(getStudent, { params: { id: student.id } })).rejects.toMatchObject({ status: 404 });

  const page = await lead.call(getStudent, { params: { id: student.id } });
  expect(page).toMatchObject({
    leftOn: '2026-03-11',
    leftReason: 'Moved away',
    nextMeeting: null,
    enrolments: [{ endedOn: '2026-03-11', endKind: 'early', endedBy: 'family' }],
    matches: [{ endedOn: '2026-03-11', current: false }],
  });
  expect((await lead.call(listStudents, { query: {} })).items).toHaveLength(0);
  expect((await lead.call(listStudents, { query: { left: 'only' } })).items).toHaveLength(1);
  await expect(lead.call(leaveStudent, { params: { id: student.id }, body: leaving, ifMatch: page.version })).rejects.toMatchObject({
    status: 409,
  });

  await lead.call(returnStudent, { params: { id: student.id }, body: {}, ifMatch: page.version });
  expect(await lead.call(getStudent, { params: { id: student.id } })).toMatchObject({
    id: student.id,
    leftOn: null,
    enrolments: [{ endedOn: '2026-03-11' }],
  });
});

test('the list pages through namesakes without missing or repeating one', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  for (const name of ['de Souza', 'Dean', "O'Brien", 'Obrien', 'Dean', 'Zhou', 'Åkesson'])
    await org.student({ givenName: 'Sam', familyName: name });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await lead.call(listStudents, { query: { limit: 2, cursor } });
    seen.push(...page.items.map((student) => student.familyName));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen.map(nameKey)).toEqual(['akesson', 'dean', 'dean', 'desouza', 'obrien', 'obrien', 'zhou']);
});

test('a search finds the beginning of a name in any spelling, both names in either order, and a UPN', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  await org.student({ givenName: 'Zoë', familyName: "O'Brien", upn: 'B801200005001' });
  await org.student({ givenName: 'Łukasz', familyName: 'Zoellner' });
  await org.student({ givenName: 'Mary Ann', familyName: 'Smith' });
  const found = async (search: string) => (await lead.call(listStudents, { query: { search } })).items.map((student) => student.familyName);
  expect(await found('zoe')).toEqual(["O'Brien", 'Zoellner']);
  expect(await found('obrien zoe')).toEqual(["O'Brien"]);
  expect(await found('lukasz')).toEqual(['Zoellner']);
  expect(await found('mary ann smith')).toEqual(['Smith']);
  expect(await found('b8012')).toEqual(["O'Brien"]);
  expect(await found('brien')).toEqual([]);
});

test('the database and the program sort names by the same key', async () => {
  const org = await server.organisation();
  for (const name of ["O’Brien-ÅSE d'Ø", 'Đặng', 'Łódź', 'Ünal']) {
    const student = await org.student({ familyName: name });
    const row = await org.as((tx) =>
      tx.selectFrom('students').where('org_id', '=', org.orgId).where('id', '=', student.id).select('family_key').executeTakeFirstOrThrow(),
    );
    expect(row.family_key).toBe(nameKey(name));
  }
});

test('filters narrow by school, year, programme, mentor and by having no mentor', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const mentor = await org.member('mentor');
  const school = await org.school();
  const matched = await org.student({ familyName: 'Matched', schoolId: school.id, yearGroup: 10 });
  const waiting = await org.student({ familyName: 'Waiting', yearGroup: 10 });
  const other = await org.student({ familyName: 'Zother', yearGroup: 7 });
  const { programmeId } = await org.match(matched.id, mentor.memberId);
  await org.match(other.id, mentor.memberId, { startedOn: '2025-10-01', endedOn: '2026-03-11' });
  const ids = async (query: Parameters<typeof lead.call<typeof listStudents>>[1]['query']) =>
    (await lead.call(listStudents, { query })).items.map((student) => student.id);
  expect(await ids({ schoolId: school.id })).toEqual([matched.id]);
  expect(await ids({ yearGroup: 10 })).toEqual([matched.id, waiting.id]);
  expect(await ids({ programmeId })).toEqual([matched.id, other.id]);
  expect(await ids({ mentorId: mentor.memberId })).toEqual([matched.id]);
  expect(await ids({ unmatched: 'true' })).toEqual([waiting.id, other.id]);
  expect((await lead.call(listStudents, { query: { mentorId: mentor.memberId } })).items[0]).toMatchObject({
    mentors: [{ id: mentor.memberId, name: mentor.name }],
    enrolments: [{ programmeId }],
    school: { name: school.name },
  });
});
