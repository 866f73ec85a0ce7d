import { listAccess, listAudit } from '@waymark/contract/audit.ts';
import { createSchool } from '@waymark/contract/schools.ts';
import { getStudent } from '@waymark/contract/students.ts';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
let org: TestOrganisation;
let admin: TestMember;
let lead: TestMember;

beforeAll(async () => {
  org = await server.organisation();
  admin = await org.member('admin', { name: 'Ada Admin' });
  lead = await org.member('lead', { name: 'Lena Lead' });
});

test('says who did what, newest first, a page at a time', async () => {
  for (const name of ['Ash', 'Birch', 'Cedar']) await lead.call(createSchool, { body: { id: newId(), name, urn: null } });
  const first = await admin.call(listAudit, { query: { action: 'school', limit: 2 } });
  expect(first.items).toMatchObject([
    { memberName: 'Lena Lead', role: 'lead', action: 'school.created' },
    { memberName: 'Lena Lead', action: 'school.created' },
  ]);
  const second = await admin.call(listAudit, { query: { action: 'school', limit: 2, cursor: first.next ?? '' } });
  expect(second).toMatchObject({ items: [{ action: 'school.created' }], next: null });
  expect(new Set([...first.items, ...second.items].map(({ entityId }) => entityId)).size).toBe(3);
  // an underscore is a letter like others, not "any letter"
  expect((await admin.call(listAudit, { query: { action: 'sch__l' } })).items).toEqual([]);
});

test('narrows to a person, to a student and to days of the organisation, in both logs', async () => {
  const [one, other] = [await org.student(), await org.student()];
  for (const { id } of [one, other]) await lead.call(getStudent, { params: { id } });
  const readings = (query: object) => admin.call(listAccess, { query });
  expect((await readings({ studentId: one.id })).items).toMatchObject([{ studentId: one.id, memberName: 'Lena Lead' }]);
  expect((await readings({ memberId: admin.memberId })).items).toEqual([]);
  expect((await readings({ from: org.today, to: org.today })).items).toHaveLength(2);
  expect((await readings({ to: '2026-03-10' })).items).toEqual([]);
  expect((await admin.call(listAudit, { query: { from: '2026-03-12' } })).items).toEqual([]);
});

test('is read by administrators of the same organisation alone', async () => {
  await expect(lead.call(listAudit, { query: {} })).rejects.toMatchObject({ status: 403 });
  const stranger = await (await server.organisation('South')).member('admin');
  expect((await stranger.call(listAccess, { query: {} })).items).toEqual([]);
});
