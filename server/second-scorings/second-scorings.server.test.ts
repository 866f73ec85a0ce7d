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

type Asking = { scorerId: string; basis: 'notes' | 'present'; draw: { from: string; to: string; seed: string; count: number } };

async function ask(meetingId: string, more: Partial<Asking> = {}): Promise<string> {
  const id = newId();
  const { scorerId = second.memberId, basis = 'notes', draw } = more;
  const body = { basis, dueOn: '2026-03-20', items: [{ id, meetingId, scorerId }], ...(draw && { draw }) };
  await lead.call(contract.askSecondScorings, { body });
  return id;
}

/** A draw of all there is of one day. */
const drawOf = (day: string) => ({ from: day, to: day, seed: 'spring', count: 10 });

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
  const id = await ask(meetingId, { draw: drawOf('2026-03-03') });
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

test('the database itself shows a second scoring to nobody but who gave it and who may ask, and answers of fits to who may read them', async () => {
  const { meetingId, studentId } = await scoredMeeting('2026-03-06');
  await ask(meetingId);
  await org.as((tx) =>
    tx
      .insertInto('analysis_runs')
      .values({ org_id: org.orgId, id: newId(), question: 'trajectories', filters: '{}' as never, filters_key: 'x' })
      .execute(),
  );
  for (const role of ['student', 'school_contact', 'safeguarding_lead', 'mentor'] as const) {
    const { memberId } = await org.member(role, role === 'student' ? { studentId } : {});
    for (const scope of ['all', 'list'] as const) {
      const actor = { ...org.actor, role, memberId, scope: 'all' as const, studentId: role === 'student' ? studentId : null };
      const seen = await server.database.withActor(actor, async (tx) => {
        await sql`select set_config('app.scope', ${scope}, true), set_config('app.students', ${`{${studentId}}`}, true)`.execute(tx);
        return [
          ...(await tx.selectFrom('second_scorings').select('id').execute()),
          ...(await tx.selectFrom('second_scores').select('scorer_id').execute()),
          ...(await tx.selectFrom('analysis_runs').select('id').execute()),
        ];
      });
      expect(seen, `${role} ${scope}`).toEqual([]);
    }
  }
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
    lead.call(contract.drawScorableMeetings, { query: { from: '2026-02-01', to: '2026-02-28', basis: 'notes', seed, count } });
  const drawn = await draw('autumn');
  expect(drawn.of).toBe(4);
  expect(drawn.items.map(({ id }) => id).toSorted()).toEqual(fresh.map(({ meetingId }) => meetingId).toSorted());
  expect(await draw('autumn', 2)).toEqual({ of: 4, items: drawn.items.slice(0, 2) });
  const orders = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(async (seed) => (await draw(seed)).items.map(({ id }) => id).join()));
  expect(new Set(orders).size).toBeGreaterThan(1);
});

test('a meeting chosen by hand is kept apart: counted, seen level by level, and in no agreement that speaks for the programme', async () => {
  const [chosen, drawn] = [await scoredMeeting('2026-01-12', 2), await scoredMeeting('2026-01-13', 2)];
  const before = (await lead.call(getConsistency, {})).doubleScored;
  const byHand = await ask(chosen.meetingId);
  const sampled = await ask(drawn.meetingId, { draw: drawOf('2026-01-13') });
  for (const id of [byHand, sampled]) await second.call(contract.recordSecondScores, { params: { id }, body: answers(4) });
  const after = (await lead.call(getConsistency, {})).doubleScored;
  expect(after).toMatchObject({ n: before.n + 3, meetings: before.meetings + 1, drawn: before.drawn + 1 });
  expect(after.byHand).toEqual({ ...before.byHand, meetings: before.byHand.meetings + 1, pairs: before.byHand.pairs + 3 });
  const read = await lead.call(contract.getSecondScoring, { params: { id: byHand } });
  expect(read).toMatchObject({ draw: null, status: 'done', mentor: 'Ann', scorer: 'Ben' });
  expect(read.levels.map(({ first: one, second: two }) => [one, two])).toEqual([
    [2, 4],
    [2, 4],
    [2, 4],
  ]);
  await expect(second.call(contract.getSecondScoring, { params: { id: byHand } })).rejects.toMatchObject({ status: 403 });
  const listed = async (which: 'drawn' | 'by-hand') =>
    (await lead.call(contract.listSecondScorings, { query: { chosen: which, limit: 200 } })).items.map(({ id }) => id);
  expect([(await listed('by-hand')).includes(byHand), (await listed('drawn')).includes(byHand)]).toEqual([true, false]);
});

test('what nobody drew cannot be asked for as if it had been drawn', async () => {
  const [there, other] = [await scoredMeeting('2026-01-20'), await scoredMeeting('2026-01-21')];
  await expect(ask(other.meetingId, { draw: drawOf('2026-01-20') })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'items.0.meetingId', message: expect.stringContaining('not one of those drawn') }] },
  });
  expect(await ask(there.meetingId, { draw: drawOf('2026-01-20') })).toBeTruthy();
});

test('meetings to choose from come the latest first, a page at a time, by mentor and by student', async () => {
  const [early, late] = [await scoredMeeting('2026-01-05'), await scoredMeeting('2026-01-06')];
  const query = { from: '2026-01-05', to: '2026-01-06', limit: 1 };
  const list = (more: object) => lead.call(contract.listScorableMeetings, { query: { ...query, ...more } });
  const firstPage = await list({});
  expect(firstPage.items.map(({ id }) => id)).toEqual([late.meetingId]);
  expect((await list({ cursor: firstPage.next })).items.map(({ id }) => id)).toEqual([early.meetingId]);
  expect((await list({ student: 'zoë q' })).items).toHaveLength(1);
  expect((await list({ student: 'nobody' })).items).toEqual([]);
  expect((await list({ mentorId: second.memberId })).items).toEqual([]);
});

test('a second mentor may stop half way: what they chose is there when they come back, for nobody else, and gone once it is sent', async () => {
  const { meetingId } = await scoredMeeting('2026-03-09');
  const id = await ask(meetingId);
  const outcomeId = outcomes[0]!.id;
  const keep = (answer: { level: number | null; missingReason: 'not_asked' | null } | null) =>
    second.call(contract.keepSecondAnswer, { params: { id }, body: { outcomeId, answer } });
  await expect(keep({ level: 9, missingReason: null })).rejects.toMatchObject({ status: 422 });
  expect(await keep({ level: 3, missingReason: null })).toEqual({ answered: 1 });
  const { questions } = await second.call(contract.getOwnSecondScoring, { params: { id } });
  expect(questions.find((one) => one.outcomeId === outcomeId)?.begun).toEqual({ level: 3, missingReason: null });
  expect((await second.call(contract.listOwnSecondScorings, {})).items.find((one) => one.id === id)?.answered).toBe(1);
  expect(JSON.stringify(await lead.call(contract.getSecondScoring, { params: { id } }))).not.toContain('begun');
  expect(await keep(null)).toEqual({ answered: 0 });
  await keep({ level: 2, missingReason: null });
  await second.call(contract.recordSecondScores, { params: { id }, body: answers(1) });
  await expect(keep({ level: 4, missingReason: null })).rejects.toMatchObject({ status: 404 });
  const { begun } = await org.as((tx) => tx.selectFrom('second_scorings').select('begun').where('id', '=', id).executeTakeFirstOrThrow());
  expect(begun).toBeNull();
});
