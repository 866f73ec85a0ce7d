import { beforeAll, describe, expect, test } from 'vitest';
import { listMeetings } from '@waymark/contract/meetings.ts';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { TEST_NOW, testServer } from '../testing/server.ts';
import { action, finish, level, meeting, meetingOf, recordWith, room, rowsOf, save } from './testing.ts';

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

describe('a held meeting', () => {
  test('goes on the record whole: attendance, scores, notes, actions, contact, audit; and the draft is gone', async () => {
    const { id, studentId, matchId, enrolmentId } = await meetingOf(org, mo);
    const opened = await room(mo, id);
    await save(mo, id, [level(opened.questions[0]?.outcomeId ?? '', 2, '2026-03-11T09:30:00.000Z')]);
    const body = recordWith(opened, [2, 4, null], {
      seen: [{ key: `score:${opened.questions[0]?.outcomeId}`, editedAt: '2026-03-11T09:30:00.000Z' }],
      notes: [
        { id: newId(), body: 'Anxious about the interview.', shared: false },
        { id: newId(), body: 'Well done on the essay.', shared: true },
      ],
      newActions: [action('Ask for a reference')],
    });
    const { outcome, recorded } = await finish(mo, id, body);
    expect(outcome).toBe('recorded');
    expect(recorded).toMatchObject({
      attendance: 'held',
      minutes: 35,
      point: 'baseline',
      perspective: 'mentor',
      finishedAt: TEST_NOW.toISOString(),
    });
    expect(new Set(recorded.scores.map(({ level: given, missingReason }) => given ?? missingReason))).toEqual(new Set([2, 4, 'declined']));

    const [assessment] = await rows<Record<string, unknown>>('assessments', studentId);
    expect(assessment).toMatchObject({
      assessor_id: mo.memberId,
      match_id: matchId,
      meeting_id: id,
      enrolment_id: enrolmentId,
      assessed_on: '2026-03-11',
      recorded_role: 'mentor',
    });
    expect(await rows('meeting_notes', studentId)).toHaveLength(2);
    expect(await rows('actions', studentId)).toMatchObject([
      { title: 'Ask for a reference', mentor_id: mo.memberId, meeting_id: id, due_on: '2026-03-25', status: 'open' },
    ]);
    expect(await contact(studentId)).toMatchObject([
      { mentor_id: mo.memberId, meetings_held: 1, minutes_held: 35, missed_in_a_row: 0, last_held_at: '2026-03-11T09:00:00.000Z' },
    ]);
    expect(await rows('meeting_drafts', studentId)).toEqual([]);
    const audit = await org.as((tx) =>
      tx.selectFrom('audit_log').select(['action', 'member_id', 'detail']).where('entity_id', '=', id).execute(),
    );
    expect(audit).toMatchObject([
      { action: 'meeting.recorded', member_id: mo.memberId, detail: { attendance: 'held', scores: 3, notes: 2, newActions: 1 } },
    ]);
  });

  test('shows its levels as the last time in the next meeting, and the day’s point is then progress', async () => {
    const { id, studentId, matchId } = await meetingOf(org, mo, { startsAt: '2026-03-04T09:00:00.000Z' });
    const first = await room(mo, id);
    await finish(mo, id, recordWith(first, [1]));
    const next = await room(mo, await meeting(org, { studentId, matchId, mentorId: mo.memberId, startsAt: '2026-03-11T09:30:00.000Z' }));
    const again = next.questions.find(({ outcomeId }) => outcomeId === first.questions[0]?.outcomeId);
    expect(again?.previous).toEqual([{ perspective: 'mentor', level: 1, on: '2026-03-04', missingReason: null }]);
    expect(next.point).toBe('progress');
  });

  test('asks about what was agreed before: done, not done, carried on with a new date', async () => {
    const { id, studentId, matchId } = await meetingOf(org, mo, { startsAt: '2026-03-04T09:00:00.000Z' });
    const agreed = [action('Visit the library'), action('Email the tutor'), action('Choose three courses')];
    await finish(mo, id, recordWith(await room(mo, id), [], { newActions: agreed }));
    const nextId = await meeting(org, { studentId, matchId, mentorId: mo.memberId, startsAt: '2026-03-11T09:30:00.000Z' });
    const next = await room(mo, nextId);
    expect(next.dueActions.map(({ title }) => title)).toEqual(['Visit the library', 'Email the tutor', 'Choose three courses']);
    const [a, b, c] = agreed.map((one) => one.id) as [string, string, string];
    const { recorded } = await finish(
      mo,
      nextId,
      recordWith(next, [], {
        actionOutcomes: [
          { actionId: a, outcome: 'done', note: 'Took two books home', dueOn: null },
          { actionId: b, outcome: 'not_done', note: '', dueOn: null },
          { actionId: c, outcome: 'carried_on', note: '', dueOn: '2026-04-01' },
        ],
      }),
    );
    expect(recorded.closedActions.map(({ title, status }) => [title, status])).toEqual([
      ['Visit the library', 'done'],
      ['Email the tutor', 'not_done'],
    ]);
    const after = new Map(
      (await rows<{ id: string; status: string; due_on: string; close_note: string }>('actions', studentId)).map((row) => [row.id, row]),
    );
    expect(after.get(a)).toMatchObject({ status: 'done', close_note: 'Took two books home', closed_meeting_id: nextId });
    expect(after.get(c)).toMatchObject({ status: 'open', due_on: '2026-04-01' });
  });

  test('finished before its time is dated today, not in the future', async () => {
    const { id, studentId } = await meetingOf(org, mo, { startsAt: '2026-03-12T09:00:00.000Z' });
    await finish(mo, id, recordWith(await room(mo, id), [3]));
    expect(await rows('assessments', studentId)).toMatchObject([{ assessed_on: '2026-03-11' }]);
  });
});

describe('a meeting that was not held', () => {
  test('counts as missed, keeps its note, and one that is held afterwards ends the run', async () => {
    const { id, studentId, matchId } = await meetingOf(org, mo, { startsAt: '2026-03-02T09:00:00.000Z' });
    const absent = (opened: Awaited<ReturnType<typeof room>>) =>
      recordWith(opened, [], {
        attendance: 'student_absent',
        reason: 'Ill',
        minutes: null,
        notes: [{ id: newId(), body: 'Rang home.', shared: false }],
      });
    await finish(mo, id, absent(await room(mo, id)));
    const second = await meeting(org, { studentId, matchId, mentorId: mo.memberId, startsAt: '2026-03-03T09:00:00.000Z' });
    await finish(mo, second, absent(await room(mo, second)));
    expect(await contact(studentId)).toMatchObject([{ meetings_held: 0, missed_in_a_row: 2, last_held_at: null }]);
    expect(await rows('meeting_notes', studentId)).toHaveLength(2);
    const third = await meeting(org, { studentId, matchId, mentorId: mo.memberId, startsAt: '2026-03-05T09:00:00.000Z' });
    await finish(mo, third, recordWith(await room(mo, third), []));
    // recorded late, and before the one that was held
    const late = await meeting(org, { studentId, matchId, mentorId: mo.memberId, startsAt: '2026-03-04T09:00:00.000Z' });
    await finish(mo, late, absent(await room(mo, late)));
    expect(await contact(studentId)).toMatchObject([{ meetings_held: 1, missed_in_a_row: 0 }]);
  });

  test('that was moved is there again at its new time, by the organisation’s clock', async () => {
    const { id, studentId } = await meetingOf(org, mo);
    const meetingId = newId();
    const body = recordWith(await room(mo, id), [], {
      attendance: 'moved',
      minutes: null,
      movedTo: { meetingId, date: '2026-04-20', time: '14:30' },
    });
    const { recorded } = await finish(mo, id, body);
    expect(recorded.movedTo).toEqual({ meetingId, startsAt: '2026-04-20T13:30:00.000Z' });
    const { items } = await mo.call(listMeetings, { query: { studentId } });
    expect(items.map(({ id: one, status }) => [one, status])).toEqual([
      [id, 'moved'],
      [meetingId, 'scheduled'],
    ]);
    expect(await contact(studentId)).toMatchObject([{ meetings_held: 0, missed_in_a_row: 0 }]);
  });

  test('takes no levels', async () => {
    const { id, studentId } = await meetingOf(org, mo);
    const body = { ...recordWith(await room(mo, id), [2]), attendance: 'cancelled' as const };
    await expect(finish(mo, id, body)).rejects.toMatchObject({ status: 422, problem: { errors: [{ field: 'assessment' }] } });
    expect(await rows('meetings', studentId)).toMatchObject([{ status: 'scheduled' }]);
  });
});

describe('what cannot be recorded', () => {
  test('is named, every part of it, and nothing is recorded or lost', async () => {
    const { id, studentId } = await meetingOf(org, mo);
    const opened = await room(mo, id);
    await save(mo, id, [{ key: 'notes', value: { id: newId(), body: 'Still here' }, editedAt: '2026-03-11T09:30:00.000Z' }]);
    const body = recordWith(opened, [9, 2], { minutes: null, seen: [{ key: 'notes', editedAt: '2026-03-11T09:30:00.000Z' }] });
    const refusal = await finish(mo, id, body).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      status: 422,
      problem: {
        errors: [
          { field: 'minutes', message: expect.stringContaining('minutes') },
          { field: 'assessment.scores.0.level', value: 9, message: expect.stringMatching(/Level 9.*1 to 4/) },
        ],
      },
    });
    expect(await rows('assessments', studentId)).toEqual([]);
    expect(await rows('meetings', studentId)).toMatchObject([{ status: 'scheduled' }]);
    expect(await rows('meeting_drafts', studentId)).toHaveLength(1);
  });

  test('a level without the reason the organisation asks for is named by its outcome', async () => {
    const strict = await server.organisation('Strict Trust');
    await strict.as((tx) => tx.updateTable('organisations').set({ require_reason: true }).where('org_id', '=', strict.orgId).execute());
    const mentor = await strict.member('mentor');
    const { id } = await meetingOf(strict, mentor);
    const opened = await room(mentor, id);
    expect(opened.requireReason).toBe(true);
    const body = recordWith(opened, [3, null]);
    if (body.assessment?.scores[0]) body.assessment.scores[0].reason = '  ';
    await expect(finish(mentor, id, body)).rejects.toMatchObject({
      status: 422,
      problem: {
        errors: [{ field: 'assessment.scores.0.reason', message: expect.stringContaining(opened.questions[0]?.statement ?? '?') }],
      },
    });
    if (body.assessment?.scores[0]) body.assessment.scores[0].reason = 'Named two courses.';
    expect((await finish(mentor, id, body)).outcome).toBe('recorded');
  });

  test('answers another device saved meanwhile stop it until they have been looked at', async () => {
    const { id, studentId } = await meetingOf(org, mo);
    const opened = await room(mo, id);
    const outcome = opened.questions[0]?.outcomeId ?? '';
    await save(mo, id, [level(outcome, 2, '2026-03-11T09:30:00.000Z')]);
    const seen = [{ key: `score:${outcome}`, editedAt: '2026-03-11T09:30:00.000Z' }];
    await save(mo, id, [level(outcome, 4, '2026-03-11T09:40:00.000Z')]);
    await expect(finish(mo, id, recordWith(opened, [2], { seen }))).rejects.toMatchObject({
      status: 409,
      problem: { code: 'answers-changed' },
    });
    expect(await rows('assessments', studentId)).toEqual([]);
    seen[0] = { key: `score:${outcome}`, editedAt: '2026-03-11T09:40:00.000Z' };
    expect((await finish(mo, id, recordWith(opened, [4], { seen }))).outcome).toBe('recorded');
  });

  test('another student’s action, and a library entry that is nobody’s, are refused by name', async () => {
    const other = await meetingOf(org, mo);
    const theirs = action('Theirs');
    await finish(mo, other.id, recordWith(await room(mo, other.id), [], { newActions: [theirs] }));
    const { id } = await meetingOf(org, mo);
    const opened = await room(mo, id);
    const body = recordWith(opened, [], {
      actionOutcomes: [{ actionId: theirs.id, outcome: 'done', note: '', dueOn: null }],
      newActions: [{ ...action('Mine'), libraryId: newId() }],
    });
    await expect(finish(mo, id, body)).rejects.toMatchObject({
      status: 422,
      problem: { errors: [{ field: 'actionOutcomes.0.actionId' }, { field: 'newActions.0.libraryId' }] },
    });
    expect(await rows('actions', other.studentId)).toMatchObject([{ status: 'open' }]);
  });

  test('another mentor’s meeting', async () => {
    const { id, studentId } = await meetingOf(org, mo);
    await org.match(studentId, jo.memberId);
    const body = recordWith(await room(mo, id), [2]);
    await expect(finish(jo, id, body)).rejects.toMatchObject({ status: 403 });
    expect(await rows('assessments', studentId)).toEqual([]);
  });
});
