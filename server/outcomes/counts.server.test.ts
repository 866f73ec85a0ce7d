import { getOutcomesOverTime } from '@waymark/contract/outcomes.ts';
import { amendScore } from '@waymark/contract/assessments.ts';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { rebuildStandings } from '../assessments/standings.ts';
import { newId } from '../db/ids.ts';
import { enrol } from '../programmes/enrol.ts';
import { assess } from '../testing/assess.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';
import { countEnrolments, foldLedgers } from './counts.ts';

const server = await testServer();
let org: TestOrganisation;
let lead: TestMember;
let mentor: TestMember;

beforeAll(async () => {
  org = await server.organisation();
  lead = await org.member('lead');
  mentor = await org.member('mentor');
});

/** The page as the ledgers have it, and as it is counted from the tables, which a filter nobody falls out of asks for. */
async function bothWays(programmeId?: string) {
  const ask = async (more: object) => {
    const { asOf: _, ...figures } = await lead.call(getOutcomesOverTime, { query: { programmeId, ...more } });
    return figures;
  };
  return { ahead: await ask({}), counted: await ask({ startedFrom: '1990-01-01' }) };
}

async function expectAlike(programmeId?: string) {
  const { ahead, counted } = await bothWays(programmeId);
  expect(ahead).toEqual(counted);
  return ahead;
}

const lines = async () =>
  (await sql<{ n: number }>`select count(*) as n from outcome_counts where org_id = ${org.orgId}`.execute(server.database.owner)).rows[0]
    ?.n ?? 0;

test('the ledgers add up to what the tables count, whatever happens to scores and enrolments', async () => {
  const students = [
    await org.student({ givenName: 'Ada' }),
    await org.student({ givenName: 'Bea' }),
    await org.student({ givenName: 'Cem' }),
  ];
  const scored = [];
  for (const [index, student] of students.entries()) {
    const match = await org.match(student.id, mentor.memberId);
    for (const [month, level] of [1 + index, 3, 'declined' as const].entries()) {
      const on = { studentId: student.id, ...match, assessorId: mentor.memberId, assessedOn: `2026-0${month + 1}-10` };
      scored.push(await assess(org, { ...on, point: month === 0 ? 'baseline' : 'progress', levels: [level, 'not_asked'] }));
    }
  }
  expect((await expectAlike()).types.flatMap((type) => type.outcomes).map((outcome) => outcome.paired)).toContain(3);

  const first = scored[0]?.scores[0];
  await lead.call(amendScore, {
    params: { id: first!.id },
    body: { id: newId(), level: 4, missingReason: null, reason: '', amendmentReason: 'a slip' },
  });
  await expectAlike();

  // a second programme: an enrolment more, a student more in it, no student more in all
  const other = await org.programme('Another');
  const before = await expectAlike();
  const enrolled = await org.as((tx) =>
    enrol(tx, org.actor, [{ id: newId(), studentId: students[0]!.id, programmeId: other, cohortId: null, startedOn: '2026-01-07' }]),
  );
  const after = await expectAlike();
  expect([after.enrolments, after.students]).toEqual([before.enrolments + 1, before.students]);
  expect(await expectAlike(other)).toMatchObject({ enrolments: 1, students: 1 });
  await org.as((tx) => countEnrolments(tx, org.orgId, [enrolled[0]!.id], -1));
  expect((await lead.call(getOutcomesOverTime, { query: {} })).enrolments).toBe(before.enrolments);
  await org.as((tx) => countEnrolments(tx, org.orgId, [enrolled[0]!.id], 1));

  const many = await lines();
  await org.as((tx) => foldLedgers(tx, org.orgId));
  expect(await lines()).toBeLessThan(many);
  expect(await expectAlike()).toEqual(after);

  await org.as((tx) => rebuildStandings(tx, org.orgId));
  expect(await expectAlike()).toEqual(after);
});

test('whoever sees some students only cannot read what is counted of all', async () => {
  const seen = await mentor.call(getOutcomesOverTime, { query: {} });
  const { students } = await lead.call(getOutcomesOverTime, { query: {} });
  await org.enrol((await org.student({ givenName: 'Not of the caseload' })).id);
  expect(await mentor.call(getOutcomesOverTime, { query: {} })).toEqual({ ...seen, asOf: expect.any(String) });
  expect((await lead.call(getOutcomesOverTime, { query: {} })).students).toBe(students + 1);
  const actor = { ...org.actor, role: 'mentor' as const, memberId: mentor.memberId, scope: 'caseload' as const };
  const read = await server.database.withActor(actor, (tx) => tx.selectFrom('outcome_counts').selectAll().execute());
  expect(read).toEqual([]);
});
