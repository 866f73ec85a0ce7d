import { getConsistency } from '@waymark/contract/calibration.ts';
import * as contract from '@waymark/contract/second-scorings.ts';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { recordAssessments } from '../assessments/record.ts';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
let org: TestOrganisation;
let lead: TestMember;
let first: TestMember;
let second: TestMember;
let outcomes: { id: string; series_id: string; framework_version_id: string }[];

beforeAll(async () => {
  org = await server.organisation();
  lead = await org.member('lead');
  first = await org.member('mentor', { name: 'Ann' });
  second = await org.member('mentor', { name: 'Ben', email: 'ben@north.example' });
  outcomes = await org.as((tx) =>
    tx
      .selectFrom('outcomes')
      .select(['id', 'series_id', 'framework_version_id'])
      .where('org_id', '=', org.orgId)
      .orderBy('code')
      .limit(3)
      .execute(),
  );
});

/** A meeting Ann held and scored, with a note shared from it and one that is her own. */
async function scoredMeeting(day: string, level = 2): Promise<{ meetingId: string; studentId: string }> {
  const student = await org.student({ givenName: 'Zoë', familyName: 'Quill' });
  const { matchId, enrolmentId } = await org.match(student.id, first.memberId);
  const meetingId = newId();
  await org.as(async (tx) => {
    await tx
      .insertInto('meetings')
      .values({
        org_id: org.orgId,
        student_id: student.id,
        id: meetingId,
        match_id: matchId,
        mentor_id: first.memberId,
        starts_at: `${day}T10:00:00Z`,
        status: 'held',
        minutes: 30,
      })
      .execute();
    await recordAssessments(tx, org.actor, [
      {
        id: newId(),
        studentId: student.id,
        enrolmentId,
        frameworkVersionId: outcomes[0]!.framework_version_id,
        assessorId: first.memberId,
        matchId,
        meetingId,
        perspective: 'mentor',
        point: 'progress',
        assessedOn: day,
        source: 'app',
        scores: outcomes.map(({ id, series_id }) => ({
          id: newId(),
          outcomeId: id,
          seriesId: series_id,
          level,
          missingReason: null,
          reason: 'Ann’s own reason',
        })),
      },
    ]);
  });
  const author = { ...org.actor, role: 'lead' as const };
  await server.database.withActor(author, (tx) =>
    tx
      .insertInto('meeting_notes')
      .values(
        ['We spoke about college.', 'For myself: seemed tired.'].map((body, at) => ({
          org_id: org.orgId,
          student_id: student.id,
          id: newId(),
          meeting_id: meetingId,
          author_id: first.memberId,
          body,
          shared_with_student: at === 0,
          readable_by: [first.memberId],
        })),
      )
      .execute(),
  );
  return { meetingId, studentId: student.id };
}

async function ask(meetingId: string, more: Partial<{ scorerId: string; basis: 'notes' | 'present' }> = {}): Promise<string> {
  const id = newId();
  const { scorerId = second.memberId, basis = 'notes' } = more;
  await lead.call(contract.askSecondScorings, { body: { basis, dueOn: '2026-03-20', items: [{ id, meetingId, scorerId }] } });
  return id;
}

const answers = (level: number) => ({ scores: outcomes.map(({ id }) => ({ outcomeId: id, level })) });

test('a second mentor sees what was shared of one meeting and nothing of the levels, the name or the student otherwise; it is logged', async () => {
  const { meetingId, studentId } = await scoredMeeting('2026-03-02');
  const id = await ask(meetingId);
  const seen = await second.call(contract.getOwnSecondScoring, { params: { id } });
  expect(seen).toMatchObject({ student: 'Zoë', meetingOn: '2026-03-02', notes: ['We spoke about college.'] });
  expect(seen.questions).toHaveLength(3);
  expect(JSON.stringify(seen)).not.toMatch(/Quill|tired|own reason|Ann/);
  const asBen = { ...org.actor, role: 'mentor' as const, memberId: second.memberId, scope: 'caseload' as const };
  const open = await server.database.withActor(asBen, async (tx) => [
    (await sql`select 1 from students where id = ${studentId}`.execute(tx)).rows.length,
    (await sql`select 1 from scores where student_id = ${studentId}`.execute(tx)).rows.length,
    (await sql`select 1 from meeting_notes where student_id = ${studentId}`.execute(tx)).rows.length,
  ]);
  expect(open).toEqual([0, 0, 0]);
  const log = await org.as((tx) =>
    tx.selectFrom('access_log').select('member_id').where('what', '=', 'second scoring').where('student_id', '=', studentId).execute(),
  );
  expect(log).toEqual([{ member_id: second.memberId }]);
});

test('once it is done, it is gone from sight, in no standing of the student’s, and one pair of agreement for each outcome', async () => {
  const { meetingId, studentId } = await scoredMeeting('2026-03-03', 2);
  const id = await ask(meetingId);
  const before = (await lead.call(getConsistency, {})).doubleScored.n;
  await expect(
    second.call(contract.recordSecondScores, { params: { id }, body: { scores: answers(3).scores.slice(1) } }),
  ).rejects.toMatchObject({
    status: 422,
  });
  await second.call(contract.recordSecondScores, { params: { id }, body: answers(3) });
  await expect(second.call(contract.getOwnSecondScoring, { params: { id } })).rejects.toMatchObject({ status: 404 });
  await expect(second.call(contract.recordSecondScores, { params: { id }, body: answers(4) })).rejects.toMatchObject({ status: 404 });
  const [material, standing] = await org.as(async (tx) => [
    await tx.selectFrom('second_scorings').select('material').where('id', '=', id).executeTakeFirstOrThrow(),
    await tx.selectFrom('standings').select(['latest_level', 'scored']).where('student_id', '=', studentId).execute(),
  ]);
  expect(material).toEqual({ material: null });
  expect(standing.every(({ latest_level, scored }) => latest_level === 2 && scored === 1)).toBe(true);
  expect((await lead.call(getConsistency, {})).doubleScored.n).toBe(before + 3);
});

test('the mentor of the meeting does not learn what a colleague saw, nor does a third mentor', async () => {
  const { meetingId } = await scoredMeeting('2026-03-04');
  const id = await ask(meetingId);
  const third = await org.member('mentor');
  for (const other of [first, third]) {
    await expect(other.call(contract.getOwnSecondScoring, { params: { id } })).rejects.toMatchObject({ status: 404 });
    expect((await other.call(contract.listOwnSecondScorings, {})).items).toEqual([]);
  }
  await second.call(contract.recordSecondScores, { params: { id }, body: answers(1) });
  const student = (
    await org.as((tx) => tx.selectFrom('meetings').select('student_id').where('id', '=', meetingId).executeTakeFirstOrThrow())
  ).student_id;
  const asAnn = { ...org.actor, role: 'mentor' as const, memberId: first.memberId, scope: 'caseload' as const };
  const { rows } = await server.database.withActor(asAnn, (tx) =>
    sql`select 1 from second_scores where student_id = ${student}`.execute(tx),
  );
  expect(rows).toEqual([]);
});

test('a request that is taken back shows nothing any more, and the meeting can be asked about again', async () => {
  const { meetingId } = await scoredMeeting('2026-03-05');
  const id = await ask(meetingId);
  await lead.call(contract.withdrawSecondScoring, { params: { id } });
  await expect(second.call(contract.getOwnSecondScoring, { params: { id } })).rejects.toMatchObject({ status: 404 });
  await expect(lead.call(contract.withdrawSecondScoring, { params: { id } })).rejects.toMatchObject({ status: 409 });
  expect(await ask(meetingId, { basis: 'present' })).toBeTruthy();
  await expect(ask(meetingId)).rejects.toMatchObject({ status: 422 });
});

test('nobody scores a meeting of their own a second time', async () => {
  const { meetingId } = await scoredMeeting('2026-03-06');
  await expect(ask(meetingId, { scorerId: first.memberId })).rejects.toMatchObject({ status: 422 });
});

test('meetings are drawn by a seed: the same seed the same meetings, in an order of its own', async () => {
  const fresh = await Promise.all(['2026-02-02', '2026-02-03', '2026-02-04', '2026-02-05'].map((day) => scoredMeeting(day)));
  const draw = async (seed: string, count = 4) =>
    lead.call(contract.listScorableMeetings, { query: { from: '2026-02-01', to: '2026-02-28', basis: 'notes', seed, count } });
  const drawn = await draw('autumn');
  expect(drawn.of).toBe(4);
  expect(drawn.items.map(({ id }) => id).toSorted()).toEqual(fresh.map(({ meetingId }) => meetingId).toSorted());
  expect((await draw('autumn', 2)).items).toEqual(drawn.items.slice(0, 2));
  const orders = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(async (seed) => (await draw(seed)).items.map(({ id }) => id).join()));
  expect(new Set(orders).size).toBeGreaterThan(1);
});
