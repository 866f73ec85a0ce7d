import { getPrep } from '@waymark/contract/prep.ts';
import { describe, expect, test } from 'vitest';
import { assess } from '../testing/assess.ts';
import { newId } from '../db/ids.ts';
import type { TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();

interface MeetingWish {
  studentId: string;
  matchId: string;
  mentorId: string;
  startsAt: string;
  status?: string;
}

function meeting(org: TestOrganisation, { studentId, matchId, mentorId, startsAt, status = 'scheduled' }: MeetingWish): Promise<string> {
  const id = newId();
  return org.as(async (tx) => {
    await tx
      .insertInto('meetings')
      .values({
        org_id: org.orgId,
        id,
        student_id: studentId,
        match_id: matchId,
        mentor_id: mentorId,
        starts_at: startsAt,
        status,
        status_reason: status === 'student_absent' ? 'Bus was late' : null,
      })
      .execute();
    return id;
  });
}

/** A mentor and a student with a meeting held in February and one to come in March. */
async function arrange() {
  const org = await server.organisation();
  const mentor = await org.member('mentor', { name: 'Mo Farooq' });
  const student = await org.student({ givenName: 'Ada', familyName: 'Byron' });
  const match = await org.match(student.id, mentor.memberId, { purpose: 'Choosing a course' });
  const of = { studentId: student.id, matchId: match.matchId, mentorId: mentor.memberId };
  const lastId = await meeting(org, { ...of, startsAt: '2026-02-11T10:00:00Z', status: 'held' });
  const nextId = await meeting(org, { ...of, startsAt: '2026-03-12T10:00:00Z' });
  const given = { studentId: student.id, ...match, assessorId: mentor.memberId };
  return { org, mentor, student, of, given, lastId, nextId };
}

describe('preparing a meeting', () => {
  test('for a new student asks about five outcomes of five types, none of them assessed', async () => {
    const { mentor, nextId } = await arrange();
    const prep = await mentor.call(getPrep, { params: { id: nextId } });
    expect(prep).toMatchObject({
      student: { name: 'Ada Byron' },
      meeting: { purpose: 'Choosing a course', mentor: { name: 'Mo Farooq' } },
      mayMeet: true,
      changes: [],
    });
    expect(prep.questions).toHaveLength(5);
    const typeOf = new Map(prep.types.flatMap((type) => type.outcomes.map((outcome) => [outcome.seriesId, type.code])));
    expect(new Set(prep.questions.map((question) => typeOf.get(question.seriesId))).size).toBe(5);
    expect(prep.questions.flatMap((question) => question.reasons)).toEqual(Array.from({ length: 5 }, () => ({ kind: 'never_assessed' })));
  });

  test('reflects the last meeting: what fell comes first, with where it fell from', async () => {
    const { org, mentor, given, lastId, nextId } = await arrange();
    const before = await assess(org, { ...given, assessedOn: '2025-11-10', levels: [3], point: 'baseline' });
    await assess(org, { ...given, assessedOn: '2026-02-11', levels: [1], meetingId: lastId });
    const prep = await mentor.call(getPrep, { params: { id: nextId } });
    expect(prep.questions[0]).toEqual({
      seriesId: before.scores[0]!.seriesId,
      reasons: [
        { kind: 'fell', from: 3, to: 1, on: '2026-02-11' },
        { kind: 'low', level: 1, on: '2026-02-11' },
      ],
    });
    expect(prep.last).toMatchObject({ id: lastId, mentor: 'Mo Farooq', scored: [{ level: 1, previousLevel: 3 }] });
    // entered since, for a day before: that is news; what was scored in the meeting itself is not
    expect(prep.changes).toMatchObject([{ kind: 'scored', on: '2025-11-10', level: 3 }]);
    const outcome = prep.types.flatMap((type) => type.outcomes).find((one) => one.seriesId === before.scores[0]!.seriesId)!;
    expect(outcome).toMatchObject({
      mentor: { level: 1, previousLevel: 3 },
      student: null,
      history: [{ level: 3, point: 'baseline' }, { level: 1 }],
    });
  });

  test('shows what happened since: the student’s own view, a missed meeting, an action done, another mentor', async () => {
    const { org, mentor, of, given, nextId } = await arrange();
    await assess(org, { ...given, matchId: null, assessedOn: '2026-03-01', levels: [4], perspective: 'student' });
    await meeting(org, { ...of, startsAt: '2026-02-25T10:00:00Z', status: 'student_absent' });
    const tutor = await org.member('mentor', { name: 'Nia Bowen' });
    await org.match(of.studentId, tutor.memberId, { startedOn: '2026-02-20', purpose: 'Maths' });
    await org.as((tx) =>
      tx
        .insertInto('actions')
        .values([
          {
            org_id: org.orgId,
            id: newId(),
            student_id: of.studentId,
            match_id: of.matchId,
            mentor_id: of.mentorId,
            title: 'Email the college',
            status: 'done',
            closed_on: '2026-03-02',
            close_note: 'They replied',
            created_at: '2026-01-10T10:00:00Z',
          },
          {
            org_id: org.orgId,
            id: newId(),
            student_id: of.studentId,
            match_id: of.matchId,
            mentor_id: of.mentorId,
            title: 'Visit an open day',
            due_on: '2026-03-10',
            created_at: '2026-01-10T10:00:00Z',
          },
        ])
        .execute(),
    );
    const prep = await mentor.call(getPrep, { params: { id: nextId } });
    expect(prep.changes.filter((change) => change.kind !== 'scored')).toEqual([
      { kind: 'action_closed', on: '2026-03-02', title: 'Email the college', status: 'done', note: 'They replied' },
      { kind: 'meeting', on: '2026-02-25', mentor: 'Mo Farooq', status: 'student_absent', reason: 'Bus was late' },
      { kind: 'match_started', on: '2026-02-20', mentor: 'Nia Bowen', purpose: 'Maths' },
    ]);
    expect(prep.changes.filter((change) => change.kind === 'scored')).toMatchObject([
      { perspective: 'student', level: 4, previousLevel: null },
    ]);
    expect(prep.actions).toMatchObject([{ title: 'Visit an open day', dueOn: '2026-03-10' }]);
  });

  test('puts an outcome whose action is due before all others', async () => {
    const { org, mentor, of, given, nextId } = await arrange();
    const { scores } = await assess(org, { ...given, assessedOn: '2026-03-01', levels: [null, null, null, null, 4] });
    await org.as((tx) =>
      tx
        .insertInto('actions')
        .values({
          org_id: org.orgId,
          id: newId(),
          student_id: of.studentId,
          match_id: of.matchId,
          mentor_id: of.mentorId,
          series_id: scores[0]!.seriesId,
          title: 'Draft a plan',
          due_on: '2026-03-05',
        })
        .execute(),
    );
    const prep = await mentor.call(getPrep, { params: { id: nextId } });
    expect(prep.questions[0]?.seriesId).toBe(scores[0]!.seriesId);
    expect(prep.questions[0]?.reasons).toMatchObject([{ kind: 'action_due', title: 'Draft a plan', overdue: true }]);
  });

  test('shows the notes handed over, and not the others of the mentor before', async () => {
    const { org, mentor, of, nextId } = await arrange();
    const former = await org.member('mentor', { name: 'Pat Before' });
    const { matchId } = await org.match(of.studentId, former.memberId, { startedOn: '2025-09-10', endedOn: '2026-01-31' });
    const old = await meeting(org, {
      studentId: of.studentId,
      matchId,
      mentorId: former.memberId,
      startsAt: '2026-01-15T10:00:00Z',
      status: 'held',
    });
    // even the system may not write notes in a mentor's name: the owner of the database arranges them
    await server.database.owner
      .insertInto('meeting_notes')
      .values([
        {
          org_id: org.orgId,
          id: newId(),
          student_id: of.studentId,
          meeting_id: old,
          author_id: former.memberId,
          body: 'Likes to be asked about music',
          readable_by: [former.memberId, mentor.memberId],
        },
        {
          org_id: org.orgId,
          id: newId(),
          student_id: of.studentId,
          meeting_id: old,
          author_id: former.memberId,
          body: 'Private',
          readable_by: [former.memberId],
        },
      ])
      .execute();
    const prep = await mentor.call(getPrep, { params: { id: nextId } });
    expect(prep.notes).toMatchObject([
      { body: 'Likes to be asked about music', author: 'Pat Before', handedOver: true, meetingOn: '2026-01-15' },
    ]);
  });

  test('is the mentor’s and a lead’s to see, and starts only for the mentor', async () => {
    const { org, nextId } = await arrange();
    const lead = await org.member('lead');
    expect(await lead.call(getPrep, { params: { id: nextId } })).toMatchObject({ mayMeet: false });
    await expect((await org.member('mentor')).call(getPrep, { params: { id: nextId } })).rejects.toMatchObject({ status: 404 });
    for (const role of ['admin', 'student', 'school_contact', 'analyst'] as const) {
      await expect((await org.member(role)).call(getPrep, { params: { id: nextId } })).rejects.toMatchObject({ status: 403 });
    }
    const other = await server.organisation('Elsewhere');
    await expect((await other.member('lead')).call(getPrep, { params: { id: nextId } })).rejects.toMatchObject({ status: 404 });
  });

  test('is the same every time it is asked', async () => {
    const { org, mentor, given, nextId } = await arrange();
    await assess(org, { ...given, assessedOn: '2025-10-01', levels: [1, 2, 3, 4, 2, 1, 3] });
    const once = await mentor.call(getPrep, { params: { id: nextId } });
    expect(await mentor.call(getPrep, { params: { id: nextId } })).toEqual(once);
  });
});
