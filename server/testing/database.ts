import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { newId } from '../db/ids.ts';
import type { Database } from '../db/connection.ts';
import { migrations } from '../db/migrate.ts';
import { openPglite } from '../db/pglite.ts';
import { openPostgres } from '../db/postgres.ts';

/** A database of a test file's own, cloned from a template that was migrated once for all of them. */
export function cloneDatabase(): Promise<Database> {
  return process.env['TEST_DATABASE'] === 'postgres' ? clonePostgres() : clonePglite();
}

function fingerprint(): string {
  return createHash('sha256').update(JSON.stringify(migrations())).digest('hex').slice(0, 16);
}

async function clonePglite(): Promise<Database> {
  const folder = join(tmpdir(), 'waymark-test-templates');
  const file = join(folder, `pglite-${fingerprint()}-lean.tar`);
  if (!existsSync(file)) {
    const template = await openPglite(undefined);
    // nobody connects to the other two databases, and without their files a clone takes half the time
    await template.execute('update pg_database set datistemplate = false');
    for (const unused of ['template0', 'template1']) await template.execute(`drop database ${unused}`);
    await template.execute('checkpoint');
    const dump = await template.pglite.dumpDataDir('none');
    await template.close();
    mkdirSync(folder, { recursive: true });
    // written whole and then named: another worker may be making the same one
    const part = `${file}.${process.pid}`;
    writeFileSync(part, Buffer.from(await dump.arrayBuffer()));
    renameSync(part, file);
  }
  return openPglite(undefined, { migrate: false, from: new Blob([readFileSync(file)]) });
}

async function clonePostgres(): Promise<Database> {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined) {
    throw new Error(
      'TEST_DATABASE_URL is not set: `npm test` starts a PostgreSQL and sets it, or name one whose user may create databases.',
    );
  }
  const template = `waymark_template_${fingerprint()}`;
  const name = `waymark_test_${newId().replaceAll('-', '')}`;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(8270203)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) {
      await client.query(`create database ${template}_part`);
      await (await openPostgres(withDatabase(url, `${template}_part`))).close();
      await client.query(`alter database ${template}_part rename to ${template}`);
    }
    await client.query(`create database ${name} template ${template}`);
    await client.query('select pg_advisory_unlock(8270203)');
  } finally {
    await client.end();
  }
  const database = await openPostgres(withDatabase(url, name), { migrate: false, poolSize: 5 });
  return {
    ...database,
    async close() {
      await database.close();
      const cleaner = new Client({ connectionString: url });
      await cleaner.connect();
      await cleaner.query(`drop database if exists ${name} with (force)`);
      await cleaner.end();
    },
  };
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
