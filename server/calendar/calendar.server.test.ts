import { beforeAll, expect, test } from 'vitest';
import { getCalendarLink, readCalendar, renewCalendarLink, revokeCalendarLink } from '@waymark/contract/calendar.ts';
import { scheduleMeetings } from '@waymark/contract/meetings.ts';
import { newSecret } from '../accounts/secrets.ts';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
let org: TestOrganisation;
let mo: TestMember;
let matchId: string;

/** Nobody is signed in: a calendar program has the address and nothing else. */
const nobody = server.caller();
const feed = async (secret: string, names?: 'initials' | 'none') => {
  const { content } = await nobody(readCalendar, { params: { token: `${secret}.ics` }, query: names === undefined ? {} : { names } });
  return new TextDecoder().decode(content as Uint8Array);
};

async function link(member: TestMember) {
  const { secret } = newSecret();
  const { pathPrefix } = await member.call(renewCalendarLink, { body: { secret } });
  expect(pathPrefix).toBe('/api/calendar/');
  return secret;
}

beforeAll(async () => {
  org = await server.organisation();
  mo = await org.member('mentor', { name: 'Mo Farooq' });
  const student = await org.student({ givenName: 'Ada', familyName: 'Byron' });
  ({ matchId } = await org.match(student.id, mo.memberId));
  const body = {
    matchId,
    plannedMinutes: 30,
    mode: 'in_person' as const,
    repeatId: null,
    meetings: [{ id: newId(), date: '2026-03-12', time: '14:00' }],
  };
  await mo.call(scheduleMeetings, { body });
});

test('a calendar program reads the mentor’s meetings by the secret link, with no family name', async () => {
  expect(await mo.call(getCalendarLink, {})).toEqual({ active: false });
  const secret = await link(mo);
  expect(await mo.call(getCalendarLink, {})).toEqual({ active: true });
  const content = await feed(secret);
  expect(content).toContain('SUMMARY:Meeting with Ada B.');
  expect(content).toContain('DTSTART:20260312T140000Z');
  expect(content).not.toContain('Byron');
  expect(await feed(secret, 'none')).not.toContain('Ada');
});

test('a renewed link ends the old one, and an ended one opens nothing', async () => {
  const old = await link(mo);
  const renewed = await link(mo);
  await expect(feed(old)).rejects.toMatchObject({ status: 404 });
  await feed(renewed);
  await mo.call(revokeCalendarLink, {});
  await expect(feed(renewed)).rejects.toMatchObject({ status: 404 });
});

test('the secret is kept as a hash only, also in the answers kept for sending again', async () => {
  const secret = await link(mo);
  const kept = await org.as(async (tx) => [
    await tx.selectFrom('members').selectAll().execute(),
    await tx.selectFrom('idempotency_keys').selectAll().execute(),
    await tx.selectFrom('audit_log').selectAll().execute(),
  ]);
  expect(JSON.stringify(kept)).not.toContain(secret);
});

test('a match that has ended, or a seat, takes its meetings out of the calendar', async () => {
  const secret = await link(mo);
  await org.as((tx) => tx.updateTable('matches').set({ ended_on: org.today }).where('id', '=', matchId).execute());
  expect(await feed(secret)).not.toContain('SUMMARY:');
  await org.as((tx) => tx.updateTable('matches').set({ ended_on: null }).where('id', '=', matchId).execute());
  expect(await feed(secret)).toContain('SUMMARY:');
  await org.as((tx) => tx.updateTable('members').set({ status: 'ended' }).where('id', '=', mo.memberId).execute());
  await expect(feed(secret)).rejects.toMatchObject({ status: 404 });
});

test('a guessed link opens nothing, and a weak secret is not taken', async () => {
  await expect(feed(newSecret().secret)).rejects.toMatchObject({ status: 404 });
  const jo = await org.member('mentor');
  await expect(jo.call(renewCalendarLink, { body: { secret: 'password' } })).rejects.toMatchObject({ status: 422 });
  const lead = await org.member('lead');
  await expect(lead.call(renewCalendarLink, { body: { secret: newSecret().secret } })).rejects.toMatchObject({ status: 403 });
});
