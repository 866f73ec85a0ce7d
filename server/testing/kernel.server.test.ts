import { inviteMember, listMembers } from '@waymark/contract/members.ts';
import { getOrganisation, updateOrganisation } from '@waymark/contract/organisations.ts';
import { getSession } from '@waymark/contract/session.ts';
import { expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { testServer } from './server.ts';

const server = await testServer();

test('a lead sees the people of their own organisation only', async () => {
  const org = await server.organisation('North');
  const other = await server.organisation('South');
  const lead = await org.member('lead', { name: 'Lena Lead' });
  await other.member('lead', { name: 'Somebody Else' });
  const { items } = await lead.call(listMembers, { query: {} });
  expect(items.map((each) => each.name)).toEqual(['Lena Lead']);
});

test('a mentor may not list people, and is told so in a sentence', async () => {
  const org = await server.organisation();
  const mentor = await org.member('mentor');
  await expect(mentor.call(listMembers, { query: {} })).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining('Ask your programme lead'),
  });
});

test('two administrators editing the settings: the second is told, and nothing is overwritten', async () => {
  const org = await server.organisation();
  const admin = await org.member('admin');
  const { orgId: _, version, ...settings } = await admin.call(getOrganisation, {});
  await admin.call(updateOrganisation, { ifMatch: version, body: { ...settings, noContactWeeks: 4 } });
  await expect(admin.call(updateOrganisation, { ifMatch: version, body: { ...settings, noContactWeeks: 5 } })).rejects.toMatchObject({
    status: 412,
  });
  expect((await admin.call(getOrganisation, {})).noContactWeeks).toBe(4);
});

test('sending a write twice with one key does it once and gives the same answer', async () => {
  const org = await server.organisation();
  const admin = await org.member('admin');
  const { orgId: _, version, ...settings } = await admin.call(getOrganisation, {});
  const input = { ifMatch: version, body: { ...settings, name: 'Renamed' }, idempotencyKey: 'the-same-key' };
  const first = await admin.call(updateOrganisation, input);
  expect(await admin.call(updateOrganisation, input)).toEqual(first);
  await expect(admin.call(updateOrganisation, { ...input, body: { ...settings, name: 'Other' } })).rejects.toMatchObject({ status: 422 });
});

test('nobody signed in: the session says so', async () => {
  expect(await server.caller()(getSession, {})).toMatchObject({ user: null, seat: null, seats: [] });
});

test('the answers of writes are forgotten after a week', async () => {
  const org = await server.organisation();
  const admin = await org.member('admin');
  const { orgId: _, version, ...settings } = await admin.call(getOrganisation, {});
  await admin.call(updateOrganisation, { ifMatch: version, body: settings });
  const kept = async () =>
    (await server.database.owner.selectFrom('idempotency_keys').select('key').where('org_id', '=', org.orgId).execute()).length;
  const { now } = server;
  server.now = new Date(Date.now() + 6 * 86_400_000);
  await server.jobs.send('forget-idempotency-keys', {});
  expect(await kept()).toBe(1);
  server.now = new Date(Date.now() + 8 * 86_400_000);
  await server.jobs.send('forget-idempotency-keys', {});
  expect(await kept()).toBe(0);
  server.now = now;
});

test('a write that is kept is answered as kept, even when the job after it cannot be queued', async () => {
  const org = await server.organisation();
  const admin = await org.member('admin');
  const { jobs } = server;
  server.jobs = { ...jobs, send: () => Promise.reject(new Error('the queue is not there')) };
  const { id } = await admin.call(inviteMember, {
    body: { id: newId(), email: 'new@example.org', name: 'New Mentor', role: 'mentor' },
  });
  server.jobs = jobs;
  expect((await admin.call(listMembers, { query: {} })).items.map((each) => each.id)).toContain(id);
});
