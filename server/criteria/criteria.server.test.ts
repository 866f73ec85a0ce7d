import { expect, test } from 'vitest';
import type { Rule } from '@waymark/contract/criteria.ts';
import {
  createCriteriaDraft,
  deleteCriteriaDraft,
  getCriteriaReach,
  getCriteriaVersion,
  listCriteria,
  listProposals,
  listRuleParts,
  publishCriteria,
  referProposed,
  retireCriteria,
  updateCriteriaDraft,
} from '@waymark/contract/criteria.ts';
import { listOwnReferrals } from '@waymark/contract/referrals.ts';
import { getReferral, listReferrals } from '@waymark/contract/triage.ts';
import { recordReadings } from '@waymark/contract/readings.ts';
import { setStudentTarget, setTarget } from '@waymark/contract/targets.ts';
import { newId } from '../db/ids.ts';
import { attends, publishRules, recordAs } from '../referrals/testing.ts';
import { snapshotFor } from './snapshot.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();

test('a published version never changes; the next one starts from it, and takes its place', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const { id, low, poor } = await publishRules(lead);
  const published = await lead.call(getCriteriaVersion, { params: { id } });
  expect(published).toMatchObject({ number: 1, status: 'published', publishedBy: lead.name });
  expect(published.rules.map(({ sentence }) => sentence)).toEqual([
    'Attendance below 92% in the last 6 weeks',
    'Free school meals recorded as yes',
  ]);
  await expect(lead.call(updateCriteriaDraft, { params: { id }, ifMatch: published.version, body: { rules: [] } })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'published' },
  });
  const next = newId();
  await lead.call(createCriteriaDraft, { body: { id: next } });
  await expect(lead.call(createCriteriaDraft, { body: { id: newId() } })).rejects.toMatchObject({ status: 409 });
  // it starts from the rules before it, and they keep their ids
  expect((await lead.call(getCriteriaVersion, { params: { id: next } })).rules.map((rule) => rule.id)).toEqual([low.id, poor.id]);
  const { version } = await lead.call(updateCriteriaDraft, { params: { id: next }, ifMatch: 1, body: { rules: [low] } });
  await expect(lead.call(updateCriteriaDraft, { params: { id: next }, ifMatch: 1, body: { rules: [] } })).rejects.toMatchObject({
    status: 412,
  });
  await lead.call(publishCriteria, { params: { id: next }, ifMatch: version });
  expect((await lead.call(listCriteria, {})).items).toMatchObject([
    { number: 2, status: 'published', rules: 1 },
    { number: 1, status: 'retired', rules: 2 },
  ]);
});

test('a draft is dropped without a trace on what is published; criteria are retired without others', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const { id } = await publishRules(lead);
  const draft = newId();
  await lead.call(createCriteriaDraft, { body: { id: draft } });
  await lead.call(deleteCriteriaDraft, { params: { id: draft }, ifMatch: 1 });
  const { version } = await lead.call(getCriteriaVersion, { params: { id } });
  await expect(lead.call(deleteCriteriaDraft, { params: { id }, ifMatch: version })).rejects.toMatchObject({ status: 409 });
  await lead.call(retireCriteria, { params: { id }, ifMatch: version });
  expect(await lead.call(listProposals, { query: {} })).toMatchObject({ criteria: null, items: [] });
});

test('rules that cannot be decided are not published, and each is named', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const { low } = await publishRules(lead);
  const id = newId();
  await lead.call(createCriteriaDraft, { body: { id } });
  const [condition] = low.conditions;
  if (condition?.kind !== 'measure') throw new Error('a rule about attendance');
  const rules = [
    { ...low, conditions: [{ ...condition, value: 140 }] },
    { ...low, id: newId(), conditions: [{ ...condition, period: { kind: 'since' as const, date: '2027-01-01' } }] },
    { ...low, id: newId(), conditions: [{ kind: 'characteristic' as const, characteristicId: newId(), values: ['yes'] }] },
  ];
  const { version } = await lead.call(updateCriteriaDraft, { params: { id }, ifMatch: 1, body: { rules } });
  await expect(lead.call(publishCriteria, { params: { id }, ifMatch: version })).rejects.toMatchObject({
    status: 422,
    problem: { errors: rules.map((_, at) => ({ field: `rules.${at}.conditions.0` })) },
  });
});

test('mentors read the criteria and change nothing', async () => {
  const org = await server.organisation();
  const { id } = await publishRules(await org.member('lead'));
  const mentor = await org.member('mentor');
  expect((await mentor.call(getCriteriaVersion, { params: { id } })).rules).toHaveLength(2);
  await expect(mentor.call(createCriteriaDraft, { body: { id: newId() } })).rejects.toMatchObject({ status: 403 });
  await expect(mentor.call(listProposals, { query: {} })).rejects.toMatchObject({ status: 403 });
});

test('the criteria find students nobody referred, those with most rules first, and each becomes a referral once', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const school = await org.school();
  await publishRules(lead);
  const [both, one, none, enrolled] = [
    await org.student({ givenName: 'Both', schoolId: school.id }),
    await org.student({ givenName: 'One' }),
    await org.student({ givenName: 'None' }),
    await org.student({ givenName: 'Enrolled' }),
  ];
  for (const student of [both, enrolled]) await attends(org, student.id, 6);
  for (const student of [both, one]) await recordAs(org, student.id, 'fsm', 'yes');
  await attends(org, none.id, 10);
  await org.enrol(enrolled.id);
  const found = await lead.call(listProposals, { query: {} });
  expect(found).toMatchObject({ considered: 3, found: 2, asOf: org.today, criteria: { number: 1 } });
  expect(found.items.map(({ student, findings }) => [student.id, findings.holds])).toEqual([
    [both.id, 2],
    [one.id, 1],
  ]);
  expect((await lead.call(listProposals, { query: { schoolId: school.id } })).items).toHaveLength(1);
  const id = newId();
  expect(await lead.call(referProposed, { body: { referrals: [{ id, studentId: both.id }] } })).toEqual({ made: 1, already: [] });
  expect(await lead.call(getReferral, { params: { id } })).toMatchObject({
    source: 'criteria',
    rules: { hold: 2, of: 2 },
    tells: 'nobody',
  });
  const again = await lead.call(referProposed, { body: { referrals: [{ id: newId(), studentId: both.id }] } });
  expect(again).toMatchObject({ made: 0, already: [{ id: both.id }] });
  expect((await lead.call(listProposals, { query: {} })).items.map(({ student }) => student.id)).toEqual([one.id]);
  expect((await lead.call(listReferrals, { query: {} })).items).toHaveLength(1);
  expect((await lead.call(listOwnReferrals, { query: {} })).items[0]).toMatchObject({ askedBy: { kind: 'criteria' } });
});

test('before rules are published it can be counted for how many each would hold', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const { id, low, poor } = await publishRules(lead);
  const [absent, unknown] = [await org.student(), await org.student()];
  await attends(org, absent.id, 6);
  await recordAs(org, unknown.id, 'fsm', 'no');
  expect(await lead.call(getCriteriaReach, { params: { id } })).toMatchObject({
    students: 2,
    any: 1,
    rules: [
      { ruleId: low.id, holds: 1, not: 0, unknown: 1 },
      { ruleId: poor.id, holds: 0, not: 1, unknown: 1 },
    ],
  });
});

test('thousands of students are held against the criteria in batches, not one by one', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  await publishRules(lead);
  const ids = Array.from({ length: 2200 }, newId);
  await org.as(async (tx) => {
    for (let i = 0; i < ids.length; i += 550)
      await tx
        .insertInto('students')
        .values(
          ids.slice(i, i + 550).map((id) => ({ org_id: org.orgId, id, given_name: 'Many', family_name: id.slice(-5), year_group: 8 })),
        )
        .execute();
  });
  // one in each batch
  for (const at of [7, 1300, 2100]) await attends(org, ids.toSorted()[at] ?? '', 5);
  const began = performance.now();
  expect(await lead.call(listProposals, { query: {} })).toMatchObject({ considered: 2200, found: 3 });
  // well under a second on its own; the bound only keeps it from becoming statements for each student
  expect(performance.now() - began).toBeLessThan(20_000);
});

test('a student who was never enrolled is found by the target of their own, with the figures that say so; once enrolled, the enrolment’s counts', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const parts = await lead.call(listRuleParts, {});
  const subject = (name: string) => parts.measures.find((one) => one.name === name)?.id ?? '';
  const [english, maths] = [subject('English'), subject('Maths')];
  const behind: Rule = { id: newId(), combine: 'all', conditions: [{ kind: 'target', measureIds: [english, maths], by: 2 }] };
  const id = newId();
  await lead.call(createCriteriaDraft, { body: { id } });
  const { version } = await lead.call(updateCriteriaDraft, { params: { id }, ifMatch: 1, body: { rules: [behind] } });
  await lead.call(publishCriteria, { params: { id }, ifMatch: version });
  const [short, near, unknown] = [await org.student({ givenName: 'Short' }), await org.student(), await org.student()];
  const grade = async (studentId: string, value: number) =>
    lead.call(recordReadings, {
      params: { id: studentId },
      body: { readings: [{ id: newId(), measureId: english, takenOn: '2026-02-20', value }] },
    });
  for (const [{ id: studentId }, value] of [[short, 4] as const, [near, 5] as const, [unknown, 1] as const]) await grade(studentId, value);
  for (const { id: studentId } of [short, near])
    await lead.call(setStudentTarget, { params: { id: studentId }, body: { id: newId(), measureId: english, value: 6 } });
  const found = await lead.call(listProposals, { query: {} });
  expect(found).toMatchObject({ considered: 3, found: 1 });
  expect(found.items.map(({ student, findings }) => [student.id, findings.rules[0]?.conditions[0]?.figures])).toEqual([
    [
      short.id,
      [
        {
          text: expect.stringMatching(/^English: Grade 4, target Grade 6, set on \d+ \w+ \d{4}$/),
          from: null,
          on: '2026-02-20',
          n: expect.any(Number),
        },
      ],
    ],
  ]);
  const snapshot = async (studentId: string) => org.as((tx) => snapshotFor(tx, org.orgId, studentId, org.today));
  expect((await snapshot(unknown.id))?.rules[0]).toMatchObject({ result: 'unknown', conditions: [{ because: 'no_target' }] });
  // the enrolment agreed on less: its own target comes before the student's, and after its end it does not
  const { enrolmentId } = await org.enrol(short.id);
  await lead.call(setTarget, { params: { id: enrolmentId }, body: { id: newId(), measureId: english, value: 5 } });
  expect((await snapshot(short.id))?.rules[0]?.result).toBe('unknown');
  await org.as((tx) =>
    tx.updateTable('enrolments').set({ ended_on: org.today, end_kind: 'planned' }).where('id', '=', enrolmentId).execute(),
  );
  expect((await snapshot(short.id))?.rules[0]?.result).toBe('holds');
});
