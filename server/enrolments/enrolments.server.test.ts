import { expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import type { BodyOf } from '@waymark/contract/endpoint.ts';
import { endEnrolments, enrolStudents, listEnrolments, updateEnrolment } from '@waymark/contract/enrolments.ts';
import { createCohort } from '@waymark/contract/programmes.ts';
import { getStudent } from '@waymark/contract/students.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
const startedOn = '2026-03-11';

async function arranged() {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const programmeId = await org.programme();
  const cohortId = uuidv7();
  await lead.call(createCohort, { params: { id: programmeId }, body: { id: cohortId, name: 'Spring' } });
  const students = [
    await org.student({ givenName: 'Ann', familyName: 'Bell' }),
    await org.student({ givenName: 'Cy', familyName: 'Dodd' }),
  ];
  const enrol = (ids: string[], more: { startedOn?: string; cohortId?: string } = {}) =>
    lead.call(enrolStudents, {
      body: {
        programmeId,
        cohortId: more.cohortId ?? cohortId,
        startedOn: more.startedOn ?? startedOn,
        students: ids.map((studentId) => ({ id: uuidv7(), studentId })),
      },
    });
  const list = (query: { cohort?: string; state?: 'open' | 'ended' | 'all' } = {}) =>
    lead.call(listEnrolments, { params: { id: programmeId }, query });
  return { org, lead, programmeId, cohortId, students, ids: students.map((student) => student.id), enrol, list };
}

test('students are enrolled in bulk; those who take part already are named and left as they are', async () => {
  const { ids, enrol, list, cohortId } = await arranged();
  expect(await enrol(ids.slice(0, 1))).toEqual({ enrolled: 1, already: [] });
  expect(await enrol([...ids, ...ids])).toEqual({ enrolled: 1, already: [{ id: ids[0], name: 'Ann Bell' }] });
  const { items } = await list({ cohort: cohortId });
  expect(items).toMatchObject([
    { student: { id: ids[0], name: 'Ann Bell' }, startedOn, cohort: { name: 'Spring' }, mentors: [] },
    { student: { id: ids[1] } },
  ]);
  expect((await list({ cohort: 'none' })).items).toEqual([]);
});

test('one who cannot be enrolled stops the batch, and is named', async () => {
  const { org, ids, enrol, list } = await arranged();
  await org.as((tx) =>
    tx
      .updateTable('students')
      .set({ left_on: '2026-02-01' })
      .where('org_id', '=', org.orgId)
      .where('id', '=', ids[1] ?? '')
      .execute(),
  );
  await expect(enrol(ids)).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'students.1.studentId', message: expect.stringContaining('Cy Dodd has left') }] },
  });
  await expect(enrol(ids.slice(0, 1), { cohortId: uuidv7() })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'cohortId' }] },
  });
  expect((await list()).items).toEqual([]);
});

test('an enrolment ends with how, by whom and why; its matches and meetings end with it; the student may enrol again', async () => {
  const { org, lead, ids, enrol, list } = await arranged();
  const [studentId = ''] = ids;
  await enrol([studentId], { startedOn: '2026-01-05' });
  const mentor = await org.member('mentor');
  const { matchId } = await org.match(studentId, mentor.memberId, { startedOn: '2026-01-06' });
  await org.as((tx) =>
    tx
      .insertInto('meetings')
      .values([
        {
          org_id: org.orgId,
          id: uuidv7(),
          student_id: studentId,
          match_id: matchId,
          mentor_id: mentor.memberId,
          starts_at: '2026-03-11T09:00:00Z',
        },
        {
          org_id: org.orgId,
          id: uuidv7(),
          student_id: studentId,
          match_id: matchId,
          mentor_id: mentor.memberId,
          starts_at: '2026-03-11T15:00:00Z',
        },
      ])
      .execute(),
  );
  const [row] = (await list()).items;
  const body = {
    enrolments: [{ id: row?.id ?? '', version: 1 }],
    endedOn: '2026-03-11',
    kind: 'early',
    endedBy: 'student',
    reason: 'Lost interest',
  } satisfies BodyOf<typeof endEnrolments>;
  // this morning's meeting stays with the mentor; this afternoon's will not be
  expect(await lead.call(endEnrolments, { body })).toEqual({ ended: 1, matchesEnded: 1, meetingsCancelled: 1, actionsDropped: 0 });
  await expect(mentor.call(getStudent, { params: { id: studentId } })).rejects.toMatchObject({ status: 404 });
  expect((await list({ state: 'ended' })).items).toMatchObject([
    { endedOn: '2026-03-11', endKind: 'early', endedBy: 'student', endReason: 'Lost interest' },
  ]);

  expect(await enrol([studentId])).toMatchObject({ enrolled: 1 });
  expect((await list({ state: 'all' })).items.map((one) => one.student.id)).toEqual([studentId, studentId]);
  expect((await lead.call(getStudent, { params: { id: studentId } })).enrolments).toHaveLength(2);
});

test('of two people ending enrolments at once, the second is told who was changed, and nothing of theirs is done', async () => {
  const { org, lead, ids, enrol, list } = await arranged();
  await enrol(ids);
  const admin = await org.member('admin');
  const rows = (await list()).items.map(({ id, version }) => ({ id, version }));
  const closure = { endedOn: '2026-03-11', kind: 'planned', endedBy: 'programme', reason: 'End of the year' } as const;
  await lead.call(endEnrolments, { body: { enrolments: rows.slice(0, 1), ...closure } });
  await expect(admin.call(endEnrolments, { body: { enrolments: rows, ...closure } })).rejects.toMatchObject({
    status: 409,
    problem: { title: expect.stringContaining('Ann Bell') },
  });
  expect((await list()).items).toHaveLength(1);
});

test('a planned end lies ahead: the student takes part until then, and is not enrolled a second time', async () => {
  const { lead, ids, enrol, list } = await arranged();
  await enrol(ids.slice(0, 1));
  const [row] = (await list()).items;
  const closure = { endedOn: '2026-07-17', kind: 'planned', endedBy: 'programme', reason: 'End of the year' } as const;
  await lead.call(endEnrolments, { body: { enrolments: [{ id: row?.id ?? '', version: 1 }], ...closure } });
  expect((await list()).items).toMatchObject([{ endedOn: '2026-07-17' }]);
  expect(await enrol(ids.slice(0, 1))).toMatchObject({ enrolled: 0, already: [{ name: 'Ann Bell' }] });
});

test('an enrolment moves to another cohort, and cannot start after what hangs off it', async () => {
  const { org, lead, ids, enrol, list } = await arranged();
  await enrol(ids.slice(0, 1), { startedOn: '2026-01-05' });
  const mentor = await org.member('mentor');
  await org.match(ids[0] ?? '', mentor.memberId, { startedOn: '2026-01-12' });
  const id = (await list()).items[0]?.id ?? '';
  await lead.call(updateEnrolment, { params: { id }, body: { cohortId: null, startedOn: '2026-01-12' }, ifMatch: 1 });
  expect((await list({ cohort: 'none' })).items).toMatchObject([{ id, startedOn: '2026-01-12', version: 2 }]);
  await expect(
    lead.call(updateEnrolment, { params: { id }, body: { cohortId: null, startedOn: '2026-01-13' }, ifMatch: 2 }),
  ).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'startedOn' }] },
  });
});

test('a mentor sees who of their own takes part; enrolling is for leads and administrators', async () => {
  const { org, ids, enrol, programmeId } = await arranged();
  await enrol(ids);
  const mentor = await org.member('mentor');
  await org.match(ids[1] ?? '', mentor.memberId, { startedOn });
  expect((await mentor.call(listEnrolments, { params: { id: programmeId }, query: {} })).items.map((row) => row.student.id)).toEqual([
    ids[1],
  ]);
  const body = { programmeId, startedOn, students: [{ id: uuidv7(), studentId: ids[0] ?? '' }] };
  for (const role of ['mentor', 'safeguarding_lead', 'analyst', 'school_contact', 'student'] as const) {
    const member = await org.member(role);
    await expect(member.call(enrolStudents, { body })).rejects.toMatchObject({ status: 403 });
  }
});
