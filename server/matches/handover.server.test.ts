import { expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { handOver, listHandoverNotes, previewHandovers, type NotesChoice } from '@waymark/contract/matches.ts';
import { listStudentNotes } from '@waymark/contract/meeting-room.ts';
import { getMeeting } from '@waymark/contract/meetings.ts';
import { getPrep } from '@waymark/contract/prep.ts';
import { getStudent } from '@waymark/contract/students.ts';
import { testServer } from '../testing/server.ts';
import { arrangeHandover } from './arrangeHandover.ts';

const server = await testServer();

test('after a handover the next mentor sees student, notes, meetings and prep, and the former none of them', async () => {
  const { lead, before, after, student, ids, plan } = await arrangeHandover(server);
  const reads = (member: typeof before) => [
    member.call(getStudent, { params: { id: student.id } }),
    member.call(listStudentNotes, { params: { id: student.id }, query: {} }),
    member.call(getMeeting, { params: { id: ids.planned } }),
    member.call(getPrep, { params: { id: ids.planned } }),
  ];
  const statuses = async (member: typeof before) =>
    (await Promise.allSettled(reads(member))).map((one) => (one.status === 'fulfilled' ? 200 : (one.reason as { status: number }).status));
  expect(await statuses(before)).toEqual([200, 200, 200, 200]);
  expect(await statuses(after)).toEqual([404, 404, 404, 404]);

  expect(await lead.call(handOver, { body: plan() })).toEqual({ students: 1, meetings: 1, actions: 2, notes: 2 });
  expect(await statuses(before)).toEqual([404, 404, 404, 404]);
  expect(await statuses(after)).toEqual([200, 200, 200, 200]);
  expect((await after.call(listStudentNotes, { params: { id: student.id }, query: {} })).items).toHaveLength(2);
});

test('what was done stays with who did it: the held meeting and the assessment keep their mentor and match', async () => {
  const { org, lead, before, after, student, matchId, ids, plan } = await arrangeHandover(server);
  const newMatchId = uuidv7();
  await lead.call(handOver, { body: plan({ newMatchIds: [newMatchId] }) });
  const found = await org.as(async (tx) => ({
    held: await tx
      .selectFrom('meetings')
      .where('org_id', '=', org.orgId)
      .where('id', '=', ids.held)
      .select(['mentor_id', 'match_id'])
      .executeTakeFirst(),
    planned: await tx
      .selectFrom('meetings')
      .where('org_id', '=', org.orgId)
      .where('id', '=', ids.planned)
      .select(['mentor_id', 'match_id'])
      .executeTakeFirst(),
    assessment: await tx
      .selectFrom('assessments')
      .where('org_id', '=', org.orgId)
      .where('id', '=', ids.assessment)
      .select(['assessor_id', 'match_id'])
      .executeTakeFirst(),
  }));
  expect(found).toEqual({
    held: { mentor_id: before.memberId, match_id: matchId },
    planned: { mentor_id: after.memberId, match_id: newMatchId },
    assessment: { assessor_id: before.memberId, match_id: matchId },
  });
  const { matches } = await lead.call(getStudent, { params: { id: student.id } });
  expect(matches.find((one) => one.id === matchId)).toMatchObject({
    endedOn: org.today,
    endedBy: 'mentor',
    endReason: 'Leaving the charity',
    handedOverTo: { name: 'Ann Ortiz' },
    current: false,
  });
  expect(matches.find((one) => one.id === newMatchId)).toMatchObject({
    mentor: { name: 'Ann Ortiz' },
    purpose: 'Confidence',
    startedOn: org.today,
    current: true,
  });
});

test('another mentor of the same student keeps their match and their meeting', async () => {
  const { lead, bystander, student, ids, plan } = await arrangeHandover(server);
  await lead.call(handOver, { body: plan({ meetings: 'cancel', actions: 'cancel' }) });
  expect(await bystander.call(getStudent, { params: { id: student.id } })).toMatchObject({
    nextMeeting: { id: ids.bystanders, mentor: 'Bea Stone' },
  });
  expect(await bystander.call(getMeeting, { params: { id: ids.bystanders } })).toMatchObject({
    status: 'scheduled',
    mentorName: 'Bea Stone',
  });
});

test.each<[string, (notes: { private: string; shared: string }) => NotesChoice, string[]]>([
  ['none', () => ({ take: 'none' }), []],
  ['only those shared with the student', () => ({ take: 'shared' }), ['Well done']],
  ['all', () => ({ take: 'all' }), ['Well done', 'Worried about home']],
  ['those chosen', (notes) => ({ take: 'chosen', noteIds: [notes.private] }), ['Worried about home']],
])('of the notes, %s go along', async (_, choose, expected) => {
  const { lead, after, student, matchId, notes, plan } = await arrangeHandover(server);
  const choice = choose(notes);
  expect((await lead.call(listHandoverNotes, { params: { id: matchId } })).items.map((one) => one.body).sort()).toEqual([
    'Well done',
    'Worried about home',
  ]);
  const { newMatchIds: _ids, endedBy: _by, reason: _why, ...asked } = plan({ notes: choice });
  const preview = await lead.call(previewHandovers, { body: asked });
  expect(preview.items).toMatchObject([
    {
      student: { name: 'Ada Lovelace' },
      fromMentor: { name: 'Mo Farooq' },
      toMentor: { name: 'Ann Ortiz' },
      meetings: 1,
      actions: 2,
      notes: expected.length,
      unrecorded: 0,
      problem: null,
    },
  ]);
  expect(await lead.call(handOver, { body: plan({ notes: choice }) })).toMatchObject({ notes: expected.length });
  const read = await after.call(listStudentNotes, { params: { id: student.id }, query: {} });
  expect(read.items.map((one) => one.body).sort()).toEqual(expected);
});

test('a note handed over once goes along again', async () => {
  const { org, lead, after, student, plan } = await arrangeHandover(server);
  const newMatchId = uuidv7();
  await lead.call(handOver, { body: plan({ newMatchIds: [newMatchId] }) });
  const third = await org.member('mentor');
  const again = plan({ items: [{ matchId: newMatchId, version: 1, toMentorId: third.memberId }] });
  expect(await lead.call(handOver, { body: again })).toMatchObject({ notes: 2, meetings: 1, actions: 2 });
  expect((await third.call(listStudentNotes, { params: { id: student.id }, query: {} })).items).toHaveLength(2);
  await expect(after.call(getStudent, { params: { id: student.id } })).rejects.toMatchObject({ status: 404 });
});

test('meetings and actions that do not go along are cancelled and dropped, with the reason', async () => {
  const { org, lead, student, plan } = await arrangeHandover(server);
  expect(await lead.call(handOver, { body: plan({ meetings: 'cancel', actions: 'cancel', notes: { take: 'none' } }) })).toEqual({
    students: 1,
    meetings: 1,
    actions: 2,
    notes: 0,
  });
  const actions = await org.as((tx) =>
    tx
      .selectFrom('actions')
      .where('org_id', '=', org.orgId)
      .where('student_id', '=', student.id)
      .select(['status', 'closed_on', 'close_note'])
      .execute(),
  );
  expect(actions).toEqual([1, 2].map(() => ({ status: 'dropped', closed_on: org.today, close_note: 'Leaving the charity' })));
});

test('two leads hand over the same student: the second is refused, and nothing of theirs happens, not even the good rows', async () => {
  const { org, lead, before, after, matchId, plan } = await arrangeHandover(server);
  const second = await org.member('lead');
  const untouched = await org.student({ familyName: 'Untouched' });
  const { matchId: goodMatch } = await org.match(untouched.id, before.memberId);
  const both = plan({
    items: [goodMatch, matchId].map((id) => ({ matchId: id, version: 1, toMentorId: after.memberId })),
    newMatchIds: [uuidv7(), uuidv7()],
  });
  const results = await Promise.allSettled([lead.call(handOver, { body: plan() }), second.call(handOver, { body: both })]);
  const refused = results.filter((one) => one.status === 'rejected').map((one) => one.reason as unknown);
  expect(refused).toMatchObject([
    { status: 409, problem: { code: 'changed-meanwhile', errors: [{ message: expect.stringContaining('Ada Lovelace') }] } },
  ]);
  const current = await org.as((tx) =>
    tx
      .selectFrom('matches')
      .where('org_id', '=', org.orgId)
      .where('student_id', '=', untouched.id)
      .where('ended_on', 'is', null)
      .select('mentor_id')
      .execute(),
  );
  const firstWon = results[0]?.status === 'fulfilled';
  expect(current).toEqual([{ mentor_id: firstWon ? before.memberId : after.memberId }]);
});

test('a handover that cannot be is shown in the preview and refused, with the reason', async () => {
  const { lead, bystander, plan } = await arrangeHandover(server);
  const bad = plan();
  bad.items = bad.items.map((item) => ({ ...item, toMentorId: bystander.memberId }));
  const { newMatchIds: _ids, endedBy: _by, reason: _why, ...asked } = bad;
  expect((await lead.call(previewHandovers, { body: asked })).items[0]?.problem).toBe(
    'Bea Stone already mentors Ada Lovelace in this programme. End this match instead.',
  );
  await expect(lead.call(handOver, { body: bad })).rejects.toMatchObject({ status: 422, problem: { errors: [{ field: 'items.0' }] } });
});

test('a meeting nobody recorded is pointed out before the mentor loses sight of it', async () => {
  const { org, lead, before, student, matchId, plan } = await arrangeHandover(server);
  await org.as((tx) =>
    tx
      .insertInto('meetings')
      .values({
        org_id: org.orgId,
        id: uuidv7(),
        student_id: student.id,
        match_id: matchId,
        mentor_id: before.memberId,
        starts_at: '2026-03-10T10:00:00Z',
      })
      .execute(),
  );
  const { newMatchIds: _ids, endedBy: _by, reason: _why, ...asked } = plan();
  expect((await lead.call(previewHandovers, { body: asked })).items).toMatchObject([{ meetings: 1, unrecorded: 1 }]);
});

test('handing over takes a lead, who may read the notes that go along', async () => {
  const { org, before, plan } = await arrangeHandover(server);
  for (const member of [before, await org.member('admin'), await org.member('safeguarding_lead'), await org.member('analyst')]) {
    await expect(member.call(handOver, { body: plan() })).rejects.toMatchObject({ status: 403 });
  }
});
