import { expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { createSchool, listSchools, updateSchool } from '@waymark/contract/schools.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();

test('a lead adds a school, rewords it, and archives it without losing its students', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const id = uuidv7();
  await lead.call(createSchool, { body: { id, name: 'Northgate Academy', urn: '123456' } });
  await lead.call(createSchool, { body: { id, name: 'Northgate Academy', urn: '123456' } });
  await org.student({ schoolId: id });
  await lead.call(updateSchool, { params: { id }, body: { name: 'Northgate', urn: '123456' }, ifMatch: 1 });
  await expect(lead.call(updateSchool, { params: { id }, body: { name: 'North' }, ifMatch: 1 })).rejects.toMatchObject({ status: 412 });
  await lead.call(updateSchool, { params: { id }, body: { name: 'Northgate', urn: '123456', archived: true }, ifMatch: 2 });
  expect((await lead.call(listSchools, {})).items).toEqual([
    { id, name: 'Northgate', urn: '123456', archived: true, students: 1, version: 3 },
  ]);
});

test('two schools do not share a name or a URN; an archived one gives its name free', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const id = uuidv7();
  await lead.call(createSchool, { body: { id, name: 'Northgate', urn: '123456' } });
  await expect(lead.call(createSchool, { body: { id: uuidv7(), name: 'NORTHGATE' } })).rejects.toMatchObject({
    status: 409,
    problem: { errors: [{ field: 'name' }] },
  });
  await expect(lead.call(createSchool, { body: { id: uuidv7(), name: 'Other', urn: '123456' } })).rejects.toMatchObject({
    status: 409,
    problem: { errors: [{ field: 'urn' }] },
  });
  await expect(lead.call(createSchool, { body: { id: uuidv7(), name: 'Other', urn: '12345' } })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'urn', value: '12345' }] },
  });
  await lead.call(updateSchool, { params: { id }, body: { name: 'Northgate', urn: '123456', archived: true }, ifMatch: 1 });
  await lead.call(createSchool, { body: { id: uuidv7(), name: 'Northgate' } });
  // the old one cannot come back under the name
  await expect(lead.call(updateSchool, { params: { id }, body: { name: 'Northgate' }, ifMatch: 2 })).rejects.toMatchObject({ status: 409 });
});

test('a mentor sees the schools and counts only their own students; neither mentors nor schools change them', async () => {
  const org = await server.organisation();
  const school = await org.school();
  const mentor = await org.member('mentor');
  const own = await org.student({ schoolId: school.id });
  await org.student({ schoolId: school.id });
  await org.match(own.id, mentor.memberId);
  expect((await mentor.call(listSchools, {})).items).toMatchObject([{ id: school.id, students: 1 }]);
  await expect(mentor.call(createSchool, { body: { id: uuidv7(), name: 'Mine' } })).rejects.toMatchObject({ status: 403 });
  const contact = await org.member('school_contact', { schoolId: school.id });
  await expect(contact.call(listSchools, {})).rejects.toMatchObject({ status: 403 });
});
