import { getAnalysis, type AnalysisAnswer } from '@waymark/contract/analysis.ts';
import { random as seeded } from '@waymark/stats/random.ts';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { refreshReceived } from '../assessments/score-profiles.ts';
import { assess } from '../testing/assess.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
let org: TestOrganisation;
let analyst: TestMember;

/** 28 students of 7 mentors: half change to the next mentor, whose scores lie a level higher; a club for some, meetings for all. */
beforeAll(async () => {
  org = await server.organisation();
  analyst = await org.member('analyst');
  const mentors: TestMember[] = [];
  for (let i = 0; i < 7; i++) mentors.push(await org.member('mentor', { name: `Planted Mentor ${i}` }));
  const random = seeded(11);
  const club = newId();
  const session = newId();
  const few = newId();
  await org.as(async (tx) => {
    await tx
      .insertInto('interventions')
      .values([
        { org_id: org.orgId, id: club, name: 'Maths club', kind: 'group' },
        { org_id: org.orgId, id: few, name: 'Chess', kind: 'group' },
      ])
      .execute();
    await tx
      .insertInto('intervention_sessions')
      .values({ org_id: org.orgId, id: session, intervention_id: club, held_on: '2025-11-01', minutes: 60 })
      .execute();
    await tx
      .insertInto('intervention_sessions')
      .values({ org_id: org.orgId, id: few, intervention_id: few, held_on: '2025-11-02', minutes: 60 })
      .execute();
  });
  for (let i = 0; i < 28; i++) {
    const [before, after] = [mentors[i % 7]!, mentors[(i % 7) + 1 > 6 ? 0 : (i % 7) + 1]!];
    const changes = i >= 14;
    const student = await org.student({ givenName: 'Ada', familyName: `Planted${i}` });
    const match = await org.match(student.id, before.memberId);
    const own = 1.4 + random.next();
    for (const [at, assessedOn] of ['2025-09-10', '2025-12-10', '2026-02-10', '2026-03-05'].entries()) {
      const mentor = changes && at >= 2 ? after : before;
      const level = () => Math.min(4, Math.max(1, Math.round(own + Number(changes && at >= 2) + random.next() - 0.5)));
      await assess(org, { studentId: student.id, ...match, assessorId: mentor.memberId, assessedOn, levels: [level(), level(), level()] });
    }
    await org.as(async (tx) => {
      await tx
        .insertInto('meetings')
        .values({
          org_id: org.orgId,
          student_id: student.id,
          id: newId(),
          match_id: match.matchId,
          mentor_id: before.memberId,
          starts_at: '2025-10-01T10:00:00Z',
          status: 'held',
          minutes: 30 + random.whole(200),
        })
        .execute();
      const mark = (sessionId: string, minutes: number) => ({
        org_id: org.orgId,
        student_id: student.id,
        id: newId(),
        session_id: sessionId,
        attended: 'attended',
        minutes,
      });
      if (i % 2 === 0)
        await tx
          .insertInto('participations')
          .values(mark(session, 30 + random.whole(90)))
          .execute();
      if (i < 3) await tx.insertInto('participations').values(mark(few, 60)).execute();
      await refreshReceived(tx, org.orgId, [student.id]);
    });
  }
});

const ask = (question: 'mentor-change' | 'help', query = {}): Promise<AnalysisAnswer> =>
  analyst.call(getAnalysis, { params: { question }, query });
const rowOf = (answer: AnalysisAnswer, tableId: string, label: string) =>
  answer.tables.find(({ id }) => id === tableId)?.rows.find((row) => row[0] === label);

test('scores that step up by a level with another mentor are found, beyond the course students were on, and nobody is named', async () => {
  const answer = await ask('mentor-change');
  const [, step, low, high] = rowOf(answer, 'step', 'Another mentor than the student’s first') ?? [];
  expect(Number(low)).toBeGreaterThan(0.4);
  expect(Number(high)).toBeLessThan(1.6);
  expect(Number(step)).toBeGreaterThan(0.7);
  expect(answer.sentences.join(' ')).toContain('step up by');
  // every mentor began on the day the students did
  expect(answer.warnings.join(' ')).toContain('How long mentors had been in the role is left out');
  expect(rowOf(answer, 'steps', 'Another mentor than before')?.[1]).toBe(14);
  expect(JSON.stringify(answer)).not.toMatch(/Planted/);
});

test('with too few who changed mentor, and for students’ own scores, the question is refused', async () => {
  const few = await ask('mentor-change', { startedFrom: '2026-01-01' });
  expect(few.refusals[0]?.says).toContain('Fewer than 10 students');
  expect(few.tables).toEqual([]);
  const own = await ask('mentor-change', { perspective: 'student' });
  expect(own.refusals[0]?.wouldNeed).toBe('Scores by mentors.');
});

test('meetings and a club that went to different students are told apart; what three received is not told', async () => {
  const answer = await ask('help');
  expect(rowOf(answer, 'received', 'Maths club')?.slice(1, 4)).toEqual([28, 14, 14]);
  expect(rowOf(answer, 'received', 'Chess')?.slice(2)).toEqual([null, null, null, null, null]);
  expect(answer.tables.find(({ id }) => id === 'parts')?.rows.map((row) => row[0])).toEqual(['Meetings', 'Maths club']);
  expect(answer.refusals.map(({ says }) => says)).toContain('Too few received Chess for anything to be said of it.');
  expect(JSON.stringify(answer)).not.toMatch(/Planted/);
});

test('a club whose minutes follow the meetings cannot be told apart from them: refused, and both are taken together for the rest to be told', async () => {
  await org.as(async (tx) => {
    const meetings = await tx.selectFrom('meetings').select(['student_id', 'minutes']).where('org_id', '=', org.orgId).execute();
    const [reading, session] = [newId(), newId()];
    await tx.insertInto('interventions').values({ org_id: org.orgId, id: reading, name: 'Reading', kind: 'group' }).execute();
    await tx
      .insertInto('intervention_sessions')
      .values({ org_id: org.orgId, id: session, intervention_id: reading, held_on: '2025-11-03', minutes: 60 })
      .execute();
    const marks = meetings.map(({ student_id, minutes }, at) => ({
      org_id: org.orgId,
      student_id,
      id: newId(),
      session_id: session,
      attended: 'attended',
      minutes: 2 * (minutes ?? 0) + (at % 7),
    }));
    await tx.insertInto('participations').values(marks).execute();
    const students = meetings.map(({ student_id: id }) => id);
    await refreshReceived(tx, org.orgId, students);
  });
  const answer = await ask('help');
  expect(answer.refusals.map(({ says }) => says).join(' ')).toMatch(/Meetings and Reading cannot be told apart/);
  expect(answer.tables.find(({ id }) => id === 'parts')?.rows.map((row) => row[0])).toEqual(['Meetings with Reading', 'Maths club']);
});
