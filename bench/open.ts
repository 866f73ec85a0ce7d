import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../server/db/connection.ts';
import { openPglite } from '../server/db/pglite.ts';
import { openPostgres } from '../server/db/postgres.ts';
import type { Copy } from './fill.ts';

/** A database to measure on, with a way in for bulk loads that skips what a restore would skip. */
export interface Bench {
  name: string;
  database: Database;
  /** Where others can connect to it; null where only this program can. */
  url: string | null;
  /** Runs COPYs with foreign keys and triggers off: what is generated is consistent, and checking it is not measured. */
  load(work: (copy: Copy) => Promise<void>): Promise<void>;
  /** Runs statements in the same way, with the indexes of these tables made anew after it. */
  reload(tables: readonly string[], work: (run: (statement: string) => Promise<unknown>) => Promise<void>): Promise<void>;
  /** COPY of a CSV file's text into a bare table, for comparison; answers milliseconds. */
  copyCsv(table: string, csv: string): Promise<number>;
  close(): Promise<void>;
}

/** The embedded database in a folder of its own, on disk as in use. */
export async function openEmbedded(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'));
  const database = await openPglite(folder);
  const { pglite } = database;
  const copyBlob = (statement: string, text: string) => pglite.query(statement, [], { blob: new Blob([text]) });
  return {
    name: 'embedded',
    database,
    url: null,
    async load(work) {
      await pglite.exec('set session_replication_role = replica');
      await work(async (table, columns, text) => {
        for await (const piece of text) await copyBlob(`copy ${table} (${columns.join(', ')}) from '/dev/blob'`, piece);
      });
      await pglite.exec('set session_replication_role = origin; analyze');
    },
    async reload(_tables, work) {
      await pglite.exec('set session_replication_role = replica');
      await work((statement) => pglite.exec(statement));
      await pglite.exec('set session_replication_role = origin; analyze');
    },
    async copyCsv(table, csv) {
      const started = performance.now();
      await copyBlob(`copy ${table} from '/dev/blob' with (format csv, header)`, csv);
      return performance.now() - started;
    },
    async close() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A PostgreSQL database of its own on a server, made for the run and dropped after it. */
export async function openServer(url: string): Promise<Bench> {
  const name = `waymark_bench_${process.pid}`;
  const admin = new Client({ connectionString: url });
  await admin.connect();
  const { rows } = await admin.query<{ version: string }>("select split_part(current_setting('server_version'), ' ', 1) as version");
  await admin.query(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const database = await openPostgres(own.toString());
  const client = new Client({ connectionString: own.toString() });
  await client.connect();
  const copy = (statement: string, text: AsyncIterable<string> | Iterable<string>) =>
    pipeline(Readable.from(text), client.query(copyFrom(statement)));
  const restoring = async (tables: readonly string[] | 'empty', work: () => Promise<void>) => {
    await client.query("set session_replication_role = replica; set maintenance_work_mem = '512MB'; set synchronous_commit = off");
    const indexes = await withoutIndexes(client, tables);
    await work();
    for (const index of indexes) await client.query(index);
    await client.query('set session_replication_role = origin');
    await client.query('vacuum analyze');
  };
  return {
    name: `PostgreSQL ${rows[0]?.version ?? ''}`,
    database,
    url: own.toString(),
    // as a restore does: indexes of empty tables are made once the rows are there
    load: (work) =>
      restoring('empty', () => work((table, columns, text) => copy(`copy ${table} (${columns.join(', ')}) from stdin`, text))),
    reload: (tables, work) => restoring(tables, () => work((statement) => client.query(statement))),
    async copyCsv(table, csv) {
      const started = performance.now();
      await copy(`copy ${table} from stdin with (format csv, header)`, [csv]);
      return performance.now() - started;
    },
    async close() {
      await client.end();
      await database.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/** Drops the indexes of these tables, but for those that keys and checks stand on; answers how to make them again. */
async function withoutIndexes(client: Client, tables: readonly string[] | 'empty'): Promise<string[]> {
  const { rows } = await client.query<{ name: string; made: string; table: string }>(`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made, i.indrelid::regclass::text as table
    from pg_index i join pg_class t on t.oid = i.indrelid
    where t.relnamespace = 'public'::regnamespace and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`);
  const made: string[] = [];
  for (const row of rows) {
    if (tables === 'empty') {
      const { rows: some } = await client.query(`select from ${row.table} limit 1`);
      if (some.length > 0) continue;
    } else if (!tables.includes(row.table)) continue;
    await client.query(`drop index ${row.name}`);
    made.push(row.made);
  }
  return made;
}
