import { expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import {
  createCohort,
  createProgramme,
  getProgramme,
  listProgrammes,
  updateCohort,
  updateProgramme,
} from '@waymark/contract/programmes.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();

async function arranged() {
  const org = await server.organisation();
  const framework = await org.as((tx) =>
    tx.selectFrom('frameworks').where('org_id', '=', org.orgId).select(['id', 'name']).executeTakeFirstOrThrow(),
  );
  const lead = await org.member('lead');
  const id = uuidv7();
  const body = { id, name: 'Aspire', description: 'Year 9 to 11', frameworkId: framework.id, startsOn: '2025-09-01', endsOn: '2026-07-17' };
  return { org, framework, lead, id, body };
}

test('a lead starts a programme on a framework and adds its cohorts', async () => {
  const { lead, framework, id, body } = await arranged();
  await lead.call(createProgramme, { body });
  await lead.call(createProgramme, { body });
  const cohortId = uuidv7();
  await lead.call(createCohort, { params: { id }, body: { id: cohortId, name: '2025/26', startsOn: '2025-09-01' } });
  await expect(lead.call(createCohort, { params: { id }, body: { id: uuidv7(), name: '2025/26' } })).rejects.toMatchObject({ status: 409 });
  await lead.call(updateCohort, { params: { id: cohortId }, body: { name: 'September 2025' }, ifMatch: 1 });
  expect(await lead.call(getProgramme, { params: { id } })).toMatchObject({
    name: 'Aspire',
    framework,
    enrolled: 0,
    cohorts: [{ id: cohortId, name: 'September 2025', startsOn: null, version: 2 }],
  });
  expect((await lead.call(listProgrammes, {})).items).toHaveLength(1);
});

test('what cannot be is refused by field: no such framework, an end before the start, a name taken', async () => {
  const { lead, body } = await arranged();
  await expect(lead.call(createProgramme, { body: { ...body, frameworkId: uuidv7(), endsOn: '2025-08-31' } })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'endsOn' }, { field: 'frameworkId' }] },
  });
  await lead.call(createProgramme, { body });
  await expect(lead.call(createProgramme, { body: { ...body, id: uuidv7(), name: 'aspire' } })).rejects.toMatchObject({
    status: 409,
    problem: { errors: [{ field: 'name' }] },
  });
});

test('once a student has enrolled, the framework stays', async () => {
  const { org, lead, framework, id, body } = await arranged();
  await lead.call(createProgramme, { body });
  const other = uuidv7();
  await org.as(async (tx) => {
    await tx.insertInto('frameworks').values({ org_id: org.orgId, id: other, name: 'Another' }).execute();
    await tx
      .insertInto('framework_versions')
      .values({ org_id: org.orgId, id: uuidv7(), framework_id: other, number: 1, status: 'published' })
      .execute();
  });
  const { id: _, ...details } = body;
  await lead.call(updateProgramme, { params: { id }, body: { ...details, frameworkId: other }, ifMatch: 1 });
  await lead.call(updateProgramme, { params: { id }, body: details, ifMatch: 2 });
  await org.enrol((await org.student()).id, { programmeId: id });
  await expect(lead.call(updateProgramme, { params: { id }, body: { ...details, frameworkId: other }, ifMatch: 3 })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'frameworkId' }] },
  });
  await lead.call(updateProgramme, { params: { id }, body: { ...details, archived: true }, ifMatch: 3 });
  expect(await lead.call(getProgramme, { params: { id } })).toMatchObject({ archived: true, enrolled: 1, framework });
});

test('a mentor reads programmes, counting only their own students, and changes none', async () => {
  const { org, lead, id, body } = await arranged();
  await lead.call(createProgramme, { body });
  const mentor = await org.member('mentor');
  const own = await org.student();
  const { enrolmentId } = await org.enrol(own.id, { programmeId: id });
  await org.enrol((await org.student()).id, { programmeId: id });
  await org.match(own.id, mentor.memberId, { enrolmentId });
  expect(await mentor.call(getProgramme, { params: { id } })).toMatchObject({ enrolled: 1 });
  expect(await lead.call(getProgramme, { params: { id } })).toMatchObject({ enrolled: 2 });
  await expect(mentor.call(createProgramme, { body: { ...body, id: uuidv7() } })).rejects.toMatchObject({ status: 403 });
  const student = await org.member('student');
  await expect(student.call(listProgrammes, {})).rejects.toMatchObject({ status: 403 });
});
