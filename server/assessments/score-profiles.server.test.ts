import { closeAction, createAction, editAction, reopenAction } from '@waymark/contract/actions.ts';
import { amendScore } from '@waymark/contract/assessments.ts';
import { updateEnrolment } from '@waymark/contract/enrolments.ts';
import { AnalysisFilters } from '@waymark/contract/analysis.ts';
import { addIntervention } from '@waymark/contract/interventions.ts';
import { correctSession, recordSession } from '@waymark/contract/participations.ts';
import { getStudent, StudentBody, updateStudent } from '@waymark/contract/students.ts';
import { recordMeeting } from '@waymark/contract/meeting-room.ts';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { readHistories } from '../analysis/histories.ts';
import { readOthers } from '../analysis/population.ts';
import { readProfiles } from '../analysis/profiles.ts';
import { newId } from '../db/ids.ts';
import { meeting, MEETING_AT, recordWith, room } from '../meeting-room/testing.ts';
import { assess } from '../testing/assess.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';
import { acted, base, from, levelFrom, meetingMark, said } from './profile-texts.ts';
import { recordAssessments, undoAssessments } from './record.ts';
import { differingStandings, rebuildStandings } from './standings.ts';

const server = await testServer();
let org: TestOrganisation;
let lead: TestMember;
let mentor: TestMember;

beforeAll(async () => {
  org = await server.organisation();
  lead = await org.member('lead');
  mentor = await org.member('mentor');
});

/** A minute goes by. */
const later = () => (server.now = new Date(server.now.getTime() + 60_000));

/** What the profiles of a student say, without which series they say it of. */
async function profilesOf(studentId: string) {
  const rows = await server.database.owner
    .selectFrom('score_profiles')
    .select(['perspective', 'enrolments', 'said'])
    .where('student_id', '=', studentId)
    .orderBy('perspective')
    .orderBy('said')
    .execute();
  return rows.map((row) => ({ ...row, said: Array.from({ length: row.said.length / 2 }, (_, at) => row.said.charCodeAt(2 * at + 1)) }));
}

const pair = (first: number, latest: number) => said.pair + (first - 1) * said.scale + latest - 1;

test('a profile follows scores, own scores of the same time, and a second enrolment', async () => {
  const student = await org.student({ givenName: 'Ada' });
  const { enrolmentId, matchId } = await org.match(student.id, mentor.memberId);
  const on = { studentId: student.id, enrolmentId, matchId, assessorId: mentor.memberId };
  await assess(org, { ...on, assessedOn: '2025-10-10', point: 'baseline', levels: [1, 2, 'declined', 'not_asked'] });
  await assess(org, { ...on, assessedOn: '2026-02-20', levels: [3, null, null, 4] });
  expect(await profilesOf(student.id)).toEqual([
    { perspective: 'mentor', enrolments: 1, said: [pair(1, 3), said.once + 1, said.declined, said.once + 3] },
  ]);
  // the student's own of outcome 2 comes four months after the mentor's
  await assess(org, { ...on, assessedOn: '2026-02-21', perspective: 'student', levels: [4, 1] });
  expect((await profilesOf(student.id)).filter(({ perspective }) => perspective !== 'mentor')).toEqual([
    { perspective: 'both', enrolments: 1, said: [pair(3, 4)] },
    { perspective: 'student', enrolments: 1, said: [said.once + 3, said.once] },
  ]);
  const again = await org.enrol(student.id, { programmeId: await org.programme('Horizons') });
  await assess(org, { ...on, matchId: null, enrolmentId: again.enrolmentId, assessedOn: '2026-03-01', levels: [2] });
  expect((await profilesOf(student.id)).map(({ enrolments }) => enrolments)).toEqual([2, 2, 2, 2]);
});

const codes = (text: string): number[] => Array.from(text, (_, at) => text.charCodeAt(at));
const dayOf = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10);

/** The history of a student's mentor scores: of each assessment the day and the levels, in the order of the series' numbers. */
async function historyOf(studentId: string) {
  const { history } = await server.database.owner
    .selectFrom('score_profiles')
    .select('history')
    .where('student_id', '=', studentId)
    .where('perspective', '=', 'mentor')
    .executeTakeFirstOrThrow();
  const [text, told]: [number[], { on: string; levels: number[] }[]] = [codes(history), []];
  for (let at = 0; at < text.length;) {
    const n = text[at + 3]! - from;
    const levels = Array.from({ length: n }, (_, score) => text[at + 5 + 2 * score]! - levelFrom);
    told.push({ on: dayOf(text[at]! - from), levels });
    at += 4 + 2 * n;
  }
  return told;
}

test('a history follows scores, corrections and undone imports, in the order of their days', async () => {
  const student = await org.student({ givenName: 'Bo' });
  const on = { studentId: student.id, ...(await org.match(student.id, mentor.memberId)), assessorId: mentor.memberId };
  await assess(org, { ...on, assessedOn: '2026-02-20', levels: [3, 3] });
  const first = await assess(org, { ...on, assessedOn: '2026-01-10', point: 'baseline', levels: [1, 2, 'declined'] });
  await assess(org, { ...on, assessedOn: '2026-02-25', levels: ['declined'] });
  const before = [
    { on: '2026-01-10', levels: [1, 2] },
    { on: '2026-02-20', levels: [3, 3] },
  ];
  expect(await historyOf(student.id)).toEqual(before);

  const body = { id: newId(), level: 2, missingReason: null, reason: '', amendmentReason: 'a slip' };
  await lead.call(amendScore, { params: { id: first.scores[0]!.id }, body });
  expect((await historyOf(student.id))[0]).toEqual({ on: '2026-01-10', levels: [2, 2] });

  const importId = newId();
  await org.as(async (tx) => {
    const file = { org_id: org.orgId, id: importId, kind: 'scores', file_name: 'f.csv', file_hash: 'x', created_by: lead.memberId };
    await tx.insertInto('imports').values(file).execute();
    const scores = first.scores.slice(0, 2).map((score) => ({ ...score, id: newId(), level: 4, missingReason: null }));
    await recordAssessments(tx, org.actor, [{ ...first, id: newId(), assessedOn: '2025-11-10', source: 'import', importId, scores }]);
  });
  expect((await historyOf(student.id))[0]).toEqual({ on: '2025-11-10', levels: [4, 4] });
  await org.as((tx) => undoAssessments(tx, org.actor, importId));
  expect(await historyOf(student.id)).toHaveLength(2);
});

test('help received follows meetings without scores and registers, by whoever records them, and what was there before the first score', async () => {
  const student = await org.student({ givenName: 'Cy' });
  const { matchId } = await org.match(student.id, mentor.memberId);
  const received = async () => {
    const row = await server.database.owner
      .selectFrom('score_profiles')
      .select('received')
      .where('student_id', '=', student.id)
      .executeTakeFirst();
    const text = codes(row?.received ?? '');
    return Array.from({ length: text.length / 3 }, (_, at) => ({ met: text[3 * at] === meetingMark, minutes: text[3 * at + 2]! - from }));
  };
  const hold = async (startsAt: string, levels: number[], of = { studentId: student.id, matchId }) => {
    later();
    const id = await meeting(org, { ...of, mentorId: mentor.memberId, startsAt });
    await mentor.call(recordMeeting, { params: { id }, body: recordWith(await room(mentor, id), levels, { minutes: 25 }) });
  };
  const { id: interventionId } = await lead.call(addIntervention, {
    body: { id: newId(), name: 'Maths club', kind: 'tutoring', usualMinutes: 60, tasoCode: null },
  });
  const register = (minutes: number) => ({
    heldOn: '2026-03-09',
    minutes: 60,
    title: '',
    marks: [{ studentId: student.id, attended: 'part' as const, minutes, note: '' }],
  });
  const session = await mentor.call(recordSession, { body: { id: newId(), interventionId, another: false, ...register(40) } });
  expect(await received()).toEqual([]);
  await hold(MEETING_AT, [2, 3]);
  expect(await received()).toEqual(
    expect.arrayContaining([
      { met: true, minutes: 25 },
      { met: false, minutes: 40 },
    ]),
  );
  const another = await org.student({ givenName: 'Col' });
  const met = { studentId: another.id, matchId: (await org.match(another.id, mentor.memberId)).matchId };
  await hold(MEETING_AT, [2, 3], met);
  // the database has a clock of its own
  const both = [student.id, another.id];
  await server.database.owner.updateTable('scores').set({ recorded_at: MEETING_AT }).where('student_id', 'in', both).execute();
  await hold('2026-03-11T09:30:00.000Z', [], met);
  const { version } = session;
  await hold('2026-03-11T09:30:00.000Z', []);
  later();
  await mentor.call(correctSession, { params: { id: session.id }, ifMatch: version, body: register(30) });
  expect((await received()).toSorted((a, b) => a.minutes - b.minutes)).toEqual([
    { met: true, minutes: 25 },
    { met: true, minutes: 25 },
    { met: false, minutes: 30 },
  ]);
});

test('it follows when the enrolment began, the school, and actions that are done between first and latest score', async () => {
  const student = await org.student({ givenName: 'Di' });
  const { enrolmentId, matchId } = await org.match(student.id, mentor.memberId);
  const on = { studentId: student.id, enrolmentId, matchId, assessorId: mentor.memberId };
  const { scores } = await assess(org, { ...on, assessedOn: '2026-02-20', levels: [1, 2] });
  await assess(org, { ...on, assessedOn: org.today, levels: [3, null] });
  const kept = async () => {
    const row = await server.database.owner
      .selectFrom('score_profiles')
      .select(['began', 'school', 'acted'])
      .where('student_id', '=', student.id)
      .executeTakeFirstOrThrow();
    const [high, low] = codes(row.school);
    return {
      began: dayOf(row.began.charCodeAt(0) - from),
      school: [(high! - from) * base + low! - from],
      acted: codes(row.acted).filter((_, at) => at % 2 === 1),
    };
  };
  const [again, once] = scores.map(({ outcomeId }) => outcomeId);
  const seriesOf = async (outcomeId: string | undefined) =>
    (await server.database.owner.selectFrom('outcomes').select('series_id').where('id', '=', outcomeId!).executeTakeFirstOrThrow())
      .series_id;
  const body = { id: newId(), studentId: student.id, title: 'Visit', seriesId: await seriesOf(once) };
  const params = { id: body.id };
  later();
  await mentor.call(createAction, { body });
  await mentor.call(closeAction, { params, ifMatch: 1, body: { ending: 'done' } });
  expect((await kept()).acted).toEqual([]);
  await mentor.call(reopenAction, { params, ifMatch: 2 });
  await mentor.call(editAction, { params, ifMatch: 3, body: { seriesId: await seriesOf(again) } });
  await mentor.call(closeAction, { params, ifMatch: 4, body: { ending: 'done' } });
  expect((await kept()).acted).toEqual([acted.done]);
  // on record from before the latest score, and not done
  await server.database.owner.updateTable('actions').set({ created_at: '2026-02-25T12:00:00Z' }).where('id', '=', body.id).execute();
  await mentor.call(reopenAction, { params, ifMatch: 5 });
  expect((await kept()).acted).toEqual([acted.agreed]);

  await lead.call(updateEnrolment, { params: { id: enrolmentId }, ifMatch: 1, body: { cohortId: null, startedOn: '2025-09-08' } });
  expect(await kept()).toMatchObject({ began: '2025-09-08', school: [0] });
  const school = await org.school();
  const { id, version, ...details } = { ...(await lead.call(getStudent, { params: { id: student.id } })), schoolId: school.id };
  await lead.call(updateStudent, { params: { id }, ifMatch: version, body: StudentBody.parse(details) });
  const { place } = await server.database.owner
    .selectFrom('profile_places')
    .select('place')
    .where('of_id', '=', school.id)
    .executeTakeFirstOrThrow();
  expect((await kept()).school).toEqual([place + 1]);
});

test('at any moment since, whoever had nothing recorded after it is read as kept, with what writing everybody anew comes to', async () => {
  const { rows: moments } = await sql<{ at: string }>`
    select distinct at from (
      select recorded_at as at from scores union select created_at from actions union select until_at from past_states
      union select recorded_at from participations union select finished_at from meetings where finished_at is not null) each
    order by at`.execute(server.database.owner);
  await server.database.owner.updateTable('enrolments').set({ created_at: '2026-01-01T00:00:00Z' }).execute();
  const told = new Set<string>();
  let keptOf = 0;
  await org.as(async (tx) => {
    for (const { at: asOf } of moments) {
      const population = { orgId: org.orgId, today: org.today, filters: AnalysisFilters.parse({ asOf }), asOf, provisional: null };
      const asked = { ...population, tx, outcomes: [], types: [], threshold: 0, seed: 1, mostCells: 1, quick: false };
      const textsOf = async (others: Awaited<ReturnType<typeof readOthers>>) => {
        const profiles = await readProfiles({ ...asked, ...others }, 'mentor', { schools: true, acted: true });
        const histories = await readHistories({ ...asked, ...others }, { starts: true, received: true });
        const both = await readProfiles({ ...asked, ...others }, 'both');
        return [profiles, histories, both].map(({ lines }) => lines.split('\n').toSorted().join('\n')).join('\n\n');
      };
      const everybody = () => sql<boolean>`true`;
      const others = await readOthers(tx, population);
      const texts = await textsOf(others);
      expect(texts, asOf).toBe(await textsOf({ otherHistories: everybody, otherStandings: everybody }));
      told.add(texts);
      const { rows } = await sql<{ kept: boolean }>`
        select not ${others.otherStandings?.('student_id') ?? sql`false`} as kept from score_profiles where org_id = ${org.orgId}`.execute(
        tx,
      );
      keptOf += rows.filter(({ kept }) => kept).length;
    }
  });
  expect(told.size).toBeGreaterThan(8);
  expect(keptOf).toBeGreaterThan(20);
});

test('a rebuild finds a profile that something wrote past the record, and puts it right', async () => {
  const kept = () =>
    server.database.owner
      .selectFrom('score_profiles')
      .selectAll()
      .where('org_id', '=', org.orgId)
      .orderBy('student_id')
      .orderBy('said')
      .execute();
  const before = await kept();
  expect(await org.as((tx) => differingStandings(tx, org.orgId))).toBe(0);
  await server.database.owner
    .updateTable('score_profiles')
    .set({ began: '', school: '', said: '', history: '', received: '', acted: '' })
    .where('org_id', '=', org.orgId)
    .execute();
  expect(await org.as((tx) => differingStandings(tx, org.orgId))).toBeGreaterThan(0);
  await org.as((tx) => rebuildStandings(tx, org.orgId));
  expect(await kept()).toEqual(before);
});
