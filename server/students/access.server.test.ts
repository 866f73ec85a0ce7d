import { expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import type { Role } from '@waymark/contract/common.ts';
import { getStudentCharacteristics } from '@waymark/contract/characteristics.ts';
import { createStudent, getStudent, listSchoolStudents, listStudentChanges, listStudents } from '@waymark/contract/students.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
const org = await server.organisation();
const school = await org.school('Northgate');
const student = await org.student({ familyName: 'Seen', schoolId: school.id });
const hidden = await org.student({ familyName: 'Unseen' });
const mentor = await org.member('mentor');
const { matchId } = await org.match(student.id, mentor.memberId);
await org.as((tx) =>
  tx
    .insertInto('meetings')
    .values([
      {
        org_id: org.orgId,
        id: uuidv7(),
        student_id: student.id,
        match_id: matchId,
        mentor_id: mentor.memberId,
        starts_at: '2026-03-02T23:30:00Z',
        status: 'held',
      },
      {
        org_id: org.orgId,
        id: uuidv7(),
        student_id: student.id,
        match_id: matchId,
        mentor_id: mentor.memberId,
        starts_at: '2026-03-04T10:00:00Z',
        status: 'student_absent',
      },
    ])
    .execute(),
);
const seats = {
  admin: await org.member('admin'),
  lead: await org.member('lead'),
  mentor,
  school_contact: await org.member('school_contact', { schoolId: school.id }),
  student: await org.member('student', { studentId: student.id }),
  analyst: await org.member('analyst'),
  safeguarding_lead: await org.member('safeguarding_lead'),
} satisfies Record<Role, unknown>;

const status = (promise: Promise<unknown>) =>
  promise.then(
    () => 200,
    (error: { status: number }) => error.status,
  );

test.each<[Role, { list: number; own: number; other: number; changes: number; characteristics: number; create: number }]>([
  ['admin', { list: 200, own: 200, other: 200, changes: 200, characteristics: 200, create: 200 }],
  ['lead', { list: 200, own: 200, other: 200, changes: 200, characteristics: 200, create: 200 }],
  ['mentor', { list: 200, own: 200, other: 404, changes: 403, characteristics: 200, create: 403 }],
  ['school_contact', { list: 403, own: 403, other: 403, changes: 403, characteristics: 403, create: 403 }],
  ['student', { list: 403, own: 200, other: 404, changes: 403, characteristics: 200, create: 403 }],
  ['analyst', { list: 403, own: 403, other: 403, changes: 403, characteristics: 403, create: 403 }],
  ['safeguarding_lead', { list: 200, own: 200, other: 200, changes: 200, characteristics: 200, create: 403 }],
])('what a %s may do with students', async (role, expected) => {
  const { call } = seats[role];
  expect({
    list: await status(call(listStudents, { query: {} })),
    own: await status(call(getStudent, { params: { id: student.id } })),
    other: await status(call(getStudent, { params: { id: hidden.id } })),
    changes: await status(call(listStudentChanges, { params: { id: student.id }, query: {} })),
    characteristics: await status(call(getStudentCharacteristics, { params: { id: student.id } })),
    create: await status(call(createStudent, { body: { id: uuidv7(), givenName: 'New', familyName: role } })),
  }).toEqual(expected);
});

test('a mentor lists their caseload and nobody else', async () => {
  const { items } = await mentor.call(listStudents, { query: {} });
  expect(items.map((one) => one.id)).toEqual([student.id]);
});

test('a school contact sees who takes part and how often they met, and neither notes nor scores nor UPNs', async () => {
  const page = await seats.school_contact.call(listSchoolStudents, { query: {} });
  expect(page).toEqual({
    school: 'Northgate',
    next: null,
    items: [
      {
        id: student.id,
        givenName: student.givenName,
        familyName: 'Seen',
        preferredName: null,
        yearGroup: 9,
        programmes: ['Aspire'],
        mentors: [mentor.name],
        meetingsHeld: 1,
        meetingsMissed: 1,
        lastHeldOn: '2026-03-02',
      },
    ],
  });
  expect((await seats.school_contact.call(listSchoolStudents, { query: { search: 'see' } })).items).toHaveLength(1);
  expect((await seats.school_contact.call(listSchoolStudents, { query: { search: 'nobody' } })).items).toHaveLength(0);
  for (const role of ['admin', 'lead', 'mentor', 'analyst', 'student'] as const) {
    expect(await status(seats[role].call(listSchoolStudents, { query: {} }))).toBe(403);
  }
});

test('a student reads their own record without why anything ended', async () => {
  const leaver = await org.student();
  await org.match(leaver.id, mentor.memberId, { endedOn: '2026-03-01' });
  await org.as((tx) =>
    tx
      .updateTable('matches')
      .set({ end_reason: 'They quarrelled' })
      .where('org_id', '=', org.orgId)
      .where('student_id', '=', leaver.id)
      .execute(),
  );
  const own = await org.member('student', { studentId: leaver.id });
  expect(await own.call(getStudent, { params: { id: leaver.id } })).toMatchObject({
    matches: [{ endedOn: '2026-03-01', endReason: null }],
  });
  expect(await seats.lead.call(getStudent, { params: { id: leaver.id } })).toMatchObject({ matches: [{ endReason: 'They quarrelled' }] });
});

test('another organisation sees none of it', async () => {
  const elsewhere = await server.organisation('Elsewhere');
  const lead = await elsewhere.member('lead');
  expect((await lead.call(listStudents, { query: { left: 'all' } })).items).toEqual([]);
  expect(await status(lead.call(getStudent, { params: { id: student.id } }))).toBe(404);
});
