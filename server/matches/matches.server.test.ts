import { expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { endMatch, getCaseloadBalance, listMatches, startMatches, updateMatch } from '@waymark/contract/matches.ts';
import { getStudent, listStudents } from '@waymark/contract/students.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();

async function arranged() {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const mentor = await org.member('mentor', { name: 'Mo Farooq' });
  const student = await org.student({ givenName: 'Ada', familyName: 'Lovelace' });
  const { enrolmentId } = await org.enrol(student.id);
  const match = (mentorId: string, more: { purpose?: string; startedOn?: string; enrolmentId?: string } = {}) => ({
    id: uuidv7(),
    studentId: student.id,
    mentorId,
    enrolmentId,
    startedOn: org.today,
    ...more,
  });
  return { org, lead, mentor, student, enrolmentId, match };
}

test('a student may have several mentors at once, each for a purpose, and each sees the student', async () => {
  const { org, lead, mentor, student, match } = await arranged();
  const second = await org.member('mentor', { name: 'Ann Ortiz' });
  const matches = [match(mentor.memberId, { purpose: 'Confidence' }), match(second.memberId, { purpose: 'Mathematics' })];
  expect(await lead.call(startMatches, { body: { matches } })).toEqual({ started: 2 });
  for (const one of [mentor, second])
    expect((await one.call(listStudents, { query: {} })).items.map((row) => row.id)).toEqual([student.id]);
  const { matches: shown } = await lead.call(getStudent, { params: { id: student.id } });
  expect(new Set(shown.map((one) => `${one.mentor.name}: ${one.purpose}, ${one.current}`))).toEqual(
    new Set(['Ann Ortiz: Mathematics, true', 'Mo Farooq: Confidence, true']),
  );
});

test('a match that cannot be stops all of them, with the reason beside it', async () => {
  const { org, lead, mentor, match } = await arranged();
  const other = await org.member('lead');
  const good = match(mentor.memberId);
  await expect(lead.call(startMatches, { body: { matches: [good, match(other.memberId)] } })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'matches.1', message: expect.stringContaining("no mentor's seat") }] },
  });
  expect((await mentor.call(listStudents, { query: {} })).items).toEqual([]);
  await lead.call(startMatches, { body: { matches: [good] } });
  await expect(lead.call(startMatches, { body: { matches: [match(mentor.memberId)] } })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ message: 'Mo Farooq already mentors Ada Lovelace in Aspire.' }] },
  });
  await expect(lead.call(startMatches, { body: { matches: [match(mentor.memberId, { enrolmentId: uuidv7() })] } })).rejects.toMatchObject({
    status: 422,
  });
});

test('a match that starts tomorrow gives sight of the student tomorrow', async () => {
  const { lead, mentor, student, match } = await arranged();
  await lead.call(startMatches, { body: { matches: [match(mentor.memberId, { startedOn: '2026-03-12' })] } });
  await expect(mentor.call(getStudent, { params: { id: student.id } })).rejects.toMatchObject({ status: 404 });
  server.now = new Date('2026-03-12T00:05:00Z');
  expect(await mentor.call(getStudent, { params: { id: student.id } })).toMatchObject({ id: student.id });
  server.now = new Date('2026-03-11T10:00:00Z');
});

test('a match ends with by whom and why, and the mentor loses sight of the student at once', async () => {
  const { lead, mentor, student, match } = await arranged();
  const one = match(mentor.memberId);
  await lead.call(startMatches, { body: { matches: [one] } });
  expect(await lead.call(updateMatch, { params: { id: one.id }, body: { purpose: 'Attendance' }, ifMatch: 1 })).toMatchObject({
    version: 2,
  });
  const body = { endedOn: '2026-03-11', endedBy: 'mentor', reason: 'Moved to another programme' } as const;
  await expect(lead.call(endMatch, { params: { id: one.id }, body, ifMatch: 1 })).rejects.toMatchObject({ status: 412 });
  await expect(lead.call(endMatch, { params: { id: one.id }, body: { ...body, endedOn: '2026-03-10' }, ifMatch: 2 })).rejects.toMatchObject(
    { status: 422 },
  );
  await lead.call(endMatch, { params: { id: one.id }, body, ifMatch: 2 });
  await expect(mentor.call(getStudent, { params: { id: student.id } })).rejects.toMatchObject({ status: 404 });
  expect((await lead.call(getStudent, { params: { id: student.id } })).matches).toMatchObject([
    { endedBy: 'mentor', endReason: 'Moved to another programme', current: false },
  ]);
  await expect(lead.call(endMatch, { params: { id: one.id }, body, ifMatch: 3 })).rejects.toMatchObject({ status: 409 });
});

test('a planned end may be moved either way until it has come', async () => {
  const { lead, mentor, student, match } = await arranged();
  const one = match(mentor.memberId);
  await lead.call(startMatches, { body: { matches: [one] } });
  const end = (endedOn: string, ifMatch: number) =>
    lead.call(endMatch, { params: { id: one.id }, body: { endedOn, endedBy: 'programme', reason: 'End of term' }, ifMatch });
  await end('2026-03-27', 1);
  await end('2026-04-03', 2);
  await end('2026-03-20', 3);
  expect((await mentor.call(getStudent, { params: { id: student.id } })).matches).toMatchObject([{ endedOn: '2026-03-20', current: true }]);
});

test('caseloads are compared by students, not matches, and those nobody mentors are counted', async () => {
  const { org, lead, mentor, student, match } = await arranged();
  const idle = await org.member('mentor', { name: 'Idle Ines' });
  await org.student();
  const second = await org.enrol(student.id, { programmeId: await org.programme('Summer school') });
  await lead.call(startMatches, {
    body: { matches: [match(mentor.memberId), match(mentor.memberId, { enrolmentId: second.enrolmentId })] },
  });
  const balance = await lead.call(getCaseloadBalance, {});
  expect(balance).toEqual({
    unmatched: 1,
    items: [
      {
        mentor: { id: idle.memberId, name: 'Idle Ines' },
        students: 0,
        matches: 0,
        meetingsNextFortnight: 0,
        openActions: 0,
        available: true,
      },
      {
        mentor: { id: mentor.memberId, name: 'Mo Farooq' },
        students: 1,
        matches: 2,
        meetingsNextFortnight: 0,
        openActions: 0,
        available: true,
      },
    ],
  });
  const { items } = await lead.call(listMatches, { query: { mentorId: mentor.memberId } });
  expect(new Set(items.map((row) => `${row.student.name}: ${row.programme}`))).toEqual(
    new Set(['Ada Lovelace: Aspire', 'Ada Lovelace: Summer school']),
  );
});

test('only leads and administrators match; mentors, schools, students and analysts neither see nor change caseloads', async () => {
  const { org, mentor, match } = await arranged();
  const admin = await org.member('admin');
  await admin.call(startMatches, { body: { matches: [match(mentor.memberId)] } });
  for (const role of ['mentor', 'school_contact', 'student', 'analyst'] as const) {
    const member = await org.member(role);
    await expect(member.call(getCaseloadBalance, {})).rejects.toMatchObject({ status: 403 });
    await expect(member.call(startMatches, { body: { matches: [match(mentor.memberId)] } })).rejects.toMatchObject({ status: 403 });
  }
});
