import { beforeAll, expect, test } from 'vitest';
import { assess } from '../testing/assess.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';
import { said } from './profile-texts.ts';
import { differingStandings, rebuildStandings } from './standings.ts';

const server = await testServer();
let org: TestOrganisation;
let mentor: TestMember;

beforeAll(async () => {
  org = await server.organisation();
  mentor = await org.member('mentor');
});

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
  await server.database.owner.updateTable('score_profiles').set({ said: '' }).where('org_id', '=', org.orgId).execute();
  expect(await org.as((tx) => differingStandings(tx, org.orgId))).toBeGreaterThan(0);
  await org.as((tx) => rebuildStandings(tx, org.orgId));
  expect(await kept()).toEqual(before);
});
