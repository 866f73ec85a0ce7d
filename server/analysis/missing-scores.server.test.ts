import { listMissingScores } from '@waymark/contract/missing-scores.ts';
import { expect, test } from 'vitest';
import { assess } from '../testing/assess.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();

test('a lead is told of each mentor how many students have no score, or no second one; few are not counted out, and nobody else is told', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const [zoe, ann] = [await org.member('mentor', { name: 'Zoe' }), await org.member('mentor', { name: 'Ann' })];
  for (let i = 0; i < 12; i++) {
    const student = await org.student();
    const match = await org.match(student.id, zoe.memberId);
    const on = { studentId: student.id, ...match, assessorId: zoe.memberId };
    // five without a score, six scored once, one scored twice
    if (i >= 5) await assess(org, { ...on, assessedOn: '2026-01-10', levels: [2] });
    if (i === 11) await assess(org, { ...on, assessedOn: '2026-02-10', levels: [3] });
  }
  await org.match((await org.student()).id, ann.memberId);
  expect((await lead.call(listMissingScores, {})).items).toEqual([
    { memberId: ann.memberId, name: 'Ann', students: null, withoutScore: null, withoutSecond: null },
    { memberId: zoe.memberId, name: 'Zoe', students: 12, withoutScore: 5, withoutSecond: 6 },
  ]);
  for (const role of ['analyst', 'mentor'] as const)
    await expect((await org.member(role)).call(listMissingScores, {})).rejects.toMatchObject({ status: 403 });
});
