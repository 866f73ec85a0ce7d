import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { cloneDatabase } from '../testing/database.ts';
import { DatabaseIsNewer, migrate, migrations } from './migrate.ts';

const database = await cloneDatabase();
afterAll(() => database.close());
const run = async (tx: Parameters<Parameters<typeof migrate>[1]>[0], text: string) => void (await sql.raw(text).execute(tx));

test('a database that is up to date is left as it is', async () => {
  expect(await migrate(database.owner as never, run)).toEqual([]);
});

test('a new migration is applied once, though two servers start at the same moment', async () => {
  const next = { number: 9000, name: 'a_new_table', text: 'create table a_new_table (org_id uuid primary key)' };
  const all = [...migrations(), next];
  const [one, two] = await Promise.all([migrate(database.owner as never, run, all), migrate(database.owner as never, run, all)]);
  expect([...one, ...two]).toEqual(['a_new_table']);
});

test('a migration that fails leaves nothing of itself', async () => {
  const broken = { number: 9001, name: 'broken', text: 'create table half (org_id uuid)' };
  const all = [...migrations(), { number: 9000, name: 'a_new_table', text: '' }, broken];
  const failing = async (tx: Parameters<typeof run>[0], text: string) => {
    await run(tx, text);
    throw new Error('power cut');
  };
  await expect(migrate(database.owner as never, failing, all)).rejects.toThrow('power cut');
  const { rows } = await sql`select to_regclass('half') as half`.execute(database.owner);
  expect(rows).toEqual([{ half: null }]);
});

test('a program older than the database refuses it, and says what to do', async () => {
  await expect(migrate(database.owner as never, run)).rejects.toThrow(DatabaseIsNewer);
  await expect(migrate(database.owner as never, run)).rejects.toThrow(/migration 9000 .* Start the newer Waymark/);
});
