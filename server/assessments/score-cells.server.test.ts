import { amendScore } from '@waymark/contract/assessments.ts';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { assess } from '../testing/assess.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';
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

const cells = () =>
  server.database.owner
    .selectFrom('score_cells')
    .select(['student_id', 'type_code', 'quarter', 'counts', 'days', 'perspective'])
    .where('org_id', '=', org.orgId)
    .orderBy('student_id')
    .orderBy('type_code')
    .orderBy('quarter')
    .orderBy('perspective')
    .execute();

test('cells follow scores, corrections and undone imports, and a rebuild finds nothing to put right', async () => {
  const student = await org.student({ givenName: 'Ada' });
  const match = await org.match(student.id, mentor.memberId);
  const on = { studentId: student.id, ...match, assessorId: mentor.memberId };
  const first = await assess(org, { ...on, assessedOn: '2026-01-10', point: 'baseline', levels: [1, 2, 'declined'] });
  await assess(org, { ...on, assessedOn: '2026-02-20', levels: [3, 3] });
  await assess(org, { ...on, assessedOn: '2026-02-21', perspective: 'student', levels: [4] });
  expect(await cells()).toMatchObject([
    { quarter: 20_261, counts: [1, 1, 2, 0], perspective: 'mentor' },
    { quarter: 20_261, counts: [0, 0, 0, 1], perspective: 'student' },
  ]);

  const corrected = { id: newId(), level: 2, missingReason: null, reason: '', amendmentReason: 'a slip' };
  await lead.call(amendScore, { params: { id: first.scores[0]!.id }, body: corrected });
  expect((await cells())[0]).toMatchObject({ counts: [0, 2, 2, 0] });

  const importId = newId();
  const before = await cells();
  await org.as(async (tx) => {
    await tx
      .insertInto('imports')
      .values({ org_id: org.orgId, id: importId, kind: 'scores', file_name: 'f.csv', file_hash: 'x', created_by: lead.memberId })
      .execute();
    const scores = first.scores.slice(0, 2).map((score) => ({ ...score, id: newId(), level: 4, missingReason: null }));
    await recordAssessments(tx, org.actor, [{ ...first, id: newId(), assessedOn: '2025-11-10', source: 'import', importId, scores }]);
  });
  expect(await cells()).toHaveLength(3);
  await org.as((tx) => undoAssessments(tx, org.actor, importId));
  expect(await cells()).toEqual(before);

  expect(await org.as((tx) => differingStandings(tx, org.orgId))).toBe(0);
  await org.as((tx) => rebuildStandings(tx, org.orgId));
  expect(await cells()).toEqual(before);
});

test('a rebuild puts right a cell that something wrote past the record', async () => {
  const before = await cells();
  await server.database.owner.updateTable('score_cells').set({ days: 1 }).where('org_id', '=', org.orgId).execute();
  expect(await org.as((tx) => differingStandings(tx, org.orgId))).toBeGreaterThan(0);
  await org.as((tx) => rebuildStandings(tx, org.orgId));
  expect(await cells()).toEqual(before);
});
