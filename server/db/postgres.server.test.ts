import { getAnalysis } from '@waymark/contract/analysis.ts';
import { listMembers } from '@waymark/contract/members.ts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testServer } from '../testing/server.ts';

// on PostgreSQL alone: the embedded database has one connection, and no statement is cancelled there
const server = await testServer();

test('long readings leave a connection for others, and are given up when nobody waits for them any more', async () => {
  const org = await server.organisation();
  const [analyst, lead] = [await org.member('analyst'), await org.member('lead')];
  const [unlock, locked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { owner } = server.database;
  const lock = owner.transaction().execute(async (tx) => {
    await sql`lock table score_profiles in access exclusive mode`.execute(tx);
    locked.resolve();
    await unlock.promise;
  });
  await locked.promise;
  const blocked = async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from pg_locks where not granted and relation = 'score_profiles'::regclass`.execute(
      server.database.accounts,
    );
    return rows[0]?.n;
  };
  const leaves = new AbortController();
  const ask = (signal?: AbortSignal) =>
    analyst.call(getAnalysis, { params: { question: 'movement' }, query: {}, ...(signal === undefined ? {} : { signal }) });
  const asked = Array.from({ length: 5 }, () => ask(leaves.signal));
  const left = Promise.allSettled(asked);
  await expect.poll(blocked).toBe(3);
  expect((await lead.call(listMembers, { query: {} })).items).toHaveLength(2);
  leaves.abort();
  expect((await left).map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
  await expect.poll(blocked).toBe(0);
  const again = ask();
  await expect.poll(blocked).toBe(1);
  unlock.resolve();
  await lock;
  expect((await again).question).toBe('movement');
});
