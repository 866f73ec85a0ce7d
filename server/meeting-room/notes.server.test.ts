import { beforeAll, expect, test } from 'vitest';
import { listStudentNotes, recordMeeting } from '@waymark/contract/meeting-room.ts';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';
import { meeting, meetingOf, recordWith, room } from './testing.ts';

const server = await testServer();
let org: TestOrganisation;
let mo: TestMember;
let jo: TestMember;
let studentId: string;
let matchId: string;
let privateId: string;

beforeAll(async () => {
  org = await server.organisation();
  mo = await org.member('mentor', { name: 'Mo Farooq' });
  jo = await org.member('mentor', { name: 'Jo Park' });
  const met = await meetingOf(org, mo);
  ({ studentId, matchId } = met);
  privateId = newId();
  const notes = [
    { id: privateId, body: 'Private thought', shared: false },
    { id: newId(), body: 'For you', shared: true },
  ];
  await mo.call(recordMeeting, { params: { id: met.id }, body: recordWith(await room(mo, met.id), [], { notes }) });
});

const bodies = async (who: TestMember, query: { limit?: number; cursor?: string; meetingId?: string } = {}) =>
  (await who.call(listStudentNotes, { params: { id: studentId }, query })).items.map(({ body }) => body).toSorted();

test('a mentor reads their own notes, and the reading is written down', async () => {
  expect(await bodies(mo)).toEqual(['For you', 'Private thought']);
  const log = await org.as((tx) =>
    tx.selectFrom('access_log').select('what').where('student_id', '=', studentId).where('member_id', '=', mo.memberId).execute(),
  );
  expect(log).toContainEqual({ what: 'meeting notes' });
});

test('another mentor of the student reads none of them until they are handed over', async () => {
  await org.match(studentId, jo.memberId);
  expect(await bodies(jo)).toEqual([]);
  await server.database.owner
    .updateTable('meeting_notes')
    .set({ readable_by: [mo.memberId, jo.memberId] })
    .where('id', '=', privateId)
    .execute();
  const { items } = await jo.call(listStudentNotes, { params: { id: studentId }, query: {} });
  expect(items).toMatchObject([{ body: 'Private thought', handedOver: true, authorName: 'Mo Farooq' }]);
});

test('a lead and the safeguarding lead read all; the student what is shared; nobody else any', async () => {
  expect(await bodies(await org.member('lead'))).toEqual(['For you', 'Private thought']);
  expect(await bodies(await org.member('safeguarding_lead'))).toEqual(['For you', 'Private thought']);
  expect(await bodies(await org.member('student', { studentId }))).toEqual(['For you']);
  for (const role of ['admin', 'analyst', 'school_contact'] as const) {
    await expect(bodies(await org.member(role))).rejects.toMatchObject({ status: 403 });
  }
});

test('another student, another organisation and a mentor whose match has ended are told there is no such student', async () => {
  await expect(bodies(await org.member('student'))).rejects.toMatchObject({ status: 404 });
  await expect(bodies(await (await server.organisation('Elsewhere')).member('lead'))).rejects.toMatchObject({ status: 404 });
  const former = await org.member('mentor');
  await org.match(studentId, former.memberId, { endedOn: '2026-01-10' });
  await expect(bodies(former)).rejects.toMatchObject({ status: 404 });
});

test('notes come a page at a time, the newest first, none twice and none left out', async () => {
  for (const [index, body] of ['Second', 'Third'].entries()) {
    server.now = new Date(server.now.getTime() + 60_000);
    const id = await meeting(org, { studentId, matchId, mentorId: mo.memberId, startsAt: `2026-03-11T09:${20 + index}:00.000Z` });
    const notes = [
      { id: newId(), body, shared: false },
      { id: newId(), body: `${body} for you`, shared: true },
    ];
    await mo.call(recordMeeting, { params: { id }, body: recordWith(await room(mo, id), [], { notes }) });
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await mo.call(listStudentNotes, { params: { id: studentId }, query: { limit: 1, cursor } });
    seen.push(...page.items.map(({ body }) => body));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toHaveLength(6);
  expect(new Set(seen.slice(0, 2))).toEqual(new Set(['Third', 'Third for you']));
  expect(new Set(seen).size).toBe(6);
});
