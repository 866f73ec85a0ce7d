import { expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { testServer, TEST_NOW } from '../testing/server.ts';
import { createLink, openLink, revokeLink, takeLink } from './links.ts';

const server = await testServer();
const week = 7 * 86_400_000;

async function made(singleUse = true) {
  const org = await server.organisation();
  const student = await org.student();
  const other = await org.student();
  const id = newId();
  const url = await server.database.withActor(org.actor, (tx) =>
    createLink(
      tx,
      org.actor,
      server.links,
      { id, kind: 'feedback', subjectId: newId(), studentId: student.id, singleUse, expiresAt: new Date(TEST_NOW.getTime() + week) },
      TEST_NOW,
    ),
  );
  const token = url.split('/').at(-1) ?? '';
  const open = (now = TEST_NOW, kind: 'feedback' | 'share' = 'feedback') =>
    openLink({ database: server.database, now, requestId: 'r', ip: null }, kind, token);
  return { org, student, other, id, url, token, open };
}

test('a link opens its one thing, in reach of its one student', async () => {
  const { open, student, other, url } = await made();
  expect(url).toMatch(/\/feedback\/[\w-]{43}$/);
  const opened = await open();
  expect(opened.organisation.name).toBe('Northbridge Trust');
  const seen = await server.database.withActor(opened.actor, (tx) => tx.selectFrom('students').select('id').execute());
  expect(seen.map(({ id }) => id)).toEqual([student.id]);
  expect(seen.map(({ id }) => id)).not.toContain(other.id);
});

test('the database does not hold the secret, and the address can be worked out again for a reminder', async () => {
  const { id, token, url } = await made();
  const row = await server.database.owner.selectFrom('private_links').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  expect(JSON.stringify(row)).not.toContain(token);
  expect(server.links.urlOf({ id, kind: 'feedback' })).toBe(url);
});

test('another secret, or the right one at the wrong door, opens nothing', async () => {
  const { open } = await made();
  await expect(open(TEST_NOW, 'share')).rejects.toMatchObject({ status: 404 });
  const at = { database: server.database, now: TEST_NOW, requestId: 'r', ip: null };
  await expect(openLink(at, 'feedback', server.links.secretOf(newId()))).rejects.toMatchObject({ status: 404 });
});

test('a link for one answer is over after it, for the second of two taps too', async () => {
  const { open } = await made();
  const [first, second] = [await open(), await open()];
  await server.database.withActor(first.actor, (tx) => takeLink(tx, first, TEST_NOW));
  await expect(server.database.withActor(second.actor, (tx) => takeLink(tx, second, TEST_NOW))).rejects.toMatchObject({
    status: 410,
    code: 'link-over',
  });
  await expect(open()).rejects.toMatchObject({ status: 410, detail: expect.stringContaining('answer has arrived') });
});

test('a link ends with its time, or when it is taken back, and says so', async () => {
  const { open, org, id } = await made(false);
  await expect(open(new Date(TEST_NOW.getTime() + week))).rejects.toMatchObject({
    status: 410,
    detail: expect.stringContaining('run out'),
  });
  await server.database.withActor(org.actor, (tx) => revokeLink(tx, org.actor, id, TEST_NOW));
  await expect(open()).rejects.toMatchObject({ status: 410, detail: expect.stringContaining('taken back') });
});
