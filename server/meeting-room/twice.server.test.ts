import { beforeAll, expect, test } from 'vitest';
import { recordMeeting } from '@waymark/contract/meeting-room.ts';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';
import { action, finish, meetingOf, recordWith, room, rowsOf } from './testing.ts';

const server = await testServer();
let org: TestOrganisation;
let mo: TestMember;
let jo: TestMember;

beforeAll(async () => {
  org = await server.organisation();
  mo = await org.member('mentor', { name: 'Mo Farooq' });
  jo = await org.member('mentor', { name: 'Jo Park' });
});

const rows = rowsOf(server);
const contact = (studentId: string) => rows('contact_summaries', studentId);

test('finished by a double tap, a meeting is recorded once and both are told', async () => {
  const { id, studentId } = await meetingOf(org, mo);
  const body = recordWith(await room(mo, id), [2, 3], {
    newActions: [action('Once')],
    notes: [{ id: newId(), body: 'Once', shared: false }],
  });
  const answers = await Promise.all([finish(mo, id, body), finish(mo, id, body)]);
  expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['already', 'recorded']);
  expect(answers[0]?.recorded).toEqual(answers[1]?.recorded);
  expect(await rows('assessments', studentId)).toHaveLength(1);
  expect(await rows('scores', studentId)).toHaveLength(2);
  expect(await rows('actions', studentId)).toHaveLength(1);
  expect(await rows('meeting_notes', studentId)).toHaveLength(1);
  expect(await contact(studentId)).toMatchObject([{ meetings_held: 1 }]);
});

test('finished with other answers from another tab, what was recorded first stands and is shown', async () => {
  const { id } = await meetingOf(org, mo);
  const opened = await room(mo, id);
  await finish(mo, id, recordWith(opened, [2]));
  const second = await finish(mo, id, recordWith(opened, [4], { minutes: 5 }));
  expect(second).toMatchObject({ outcome: 'already', recorded: { minutes: 35, scores: [{ level: 2 }] } });
});

test('finished by the same key sent again, the first answer is given again', async () => {
  const { id, studentId } = await meetingOf(org, mo);
  const body = recordWith(await room(mo, id), [1]);
  const idempotencyKey = newId();
  const first = await mo.call(recordMeeting, { params: { id }, body, idempotencyKey });
  const again = await mo.call(recordMeeting, { params: { id }, body, idempotencyKey });
  expect(again).toEqual(first);
  expect(await rows('assessments', studentId)).toHaveLength(1);
});

test('two mentors of one student each record their own meeting, and neither line about the student loses the other', async () => {
  const { id, studentId } = await meetingOf(org, mo);
  const other = await meetingOf(org, jo, { studentId });
  const [his, hers] = await Promise.all([room(mo, id), room(jo, other.id)]);
  await Promise.all([finish(mo, id, recordWith(his, [2])), finish(jo, other.id, recordWith(hers, [3], { minutes: 20 }))]);
  const assessments = await rows<{ assessor_id: string }>('assessments', studentId);
  expect(new Set(assessments.map(({ assessor_id }) => assessor_id))).toEqual(new Set([mo.memberId, jo.memberId]));
  const lines = new Map((await contact(studentId)).map((row) => [row.mentor_id, row.minutes_held]));
  expect(lines).toEqual(
    new Map([
      [mo.memberId, 35],
      [jo.memberId, 20],
    ]),
  );
});
