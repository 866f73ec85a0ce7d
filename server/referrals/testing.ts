import { newId } from '../db/ids.ts';
import type { Rule } from '@waymark/contract/criteria.ts';
import { createCriteriaDraft, listRuleParts, publishCriteria, updateCriteriaDraft } from '@waymark/contract/criteria.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';

/** For tests: weeks of ten sessions each up to the organisation's today, so many of them present. */
export async function attends(
  org: TestOrganisation,
  studentId: string,
  present: number,
  weeks = ['2026-02-23', '2026-03-02'],
): Promise<void> {
  await org.as((tx) =>
    tx
      .insertInto('attendance_weeks')
      .values(
        weeks.map((week) => ({
          org_id: org.orgId,
          id: newId(),
          student_id: studentId,
          week_start: week,
          possible: 10,
          present,
          approved: 0,
          authorised: 10 - present,
          unauthorised: 0,
        })),
      )
      .execute(),
  );
}

/** For tests: records a characteristic by its code. */
export async function recordAs(org: TestOrganisation, studentId: string, code: string, value: string): Promise<void> {
  await org.as(async (tx) => {
    const { id } = await tx
      .selectFrom('characteristics')
      .select('id')
      .where('org_id', '=', org.orgId)
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('student_characteristics')
      .values({ org_id: org.orgId, id: newId(), student_id: studentId, characteristic_id: id, value })
      .execute();
  });
}

/** For tests: publishes two rules, attendance below 92% in the last six weeks, and free school meals. Answers them. */
export async function publishRules(lead: TestMember): Promise<{ id: string; low: Rule; poor: Rule }> {
  const parts = await lead.call(listRuleParts, {});
  const attendance = parts.measures.find((one) => one.name === 'Attendance')?.id ?? '';
  const fsm = parts.characteristics.find((one) => one.label === 'Free school meals')?.id ?? '';
  const low: Rule = {
    id: newId(),
    combine: 'all',
    conditions: [{ kind: 'measure', measureId: attendance, comparison: 'below', value: 92, period: { kind: 'weeks', weeks: 6 } }],
  };
  const poor: Rule = { id: newId(), combine: 'all', conditions: [{ kind: 'characteristic', characteristicId: fsm, values: ['yes'] }] };
  const id = newId();
  await lead.call(createCriteriaDraft, { body: { id } });
  const { version } = await lead.call(updateCriteriaDraft, { params: { id }, ifMatch: 1, body: { rules: [low, poor] } });
  await lead.call(publishCriteria, { params: { id }, ifMatch: version });
  return { id, low, poor };
}
