import { PGlite, type PGliteInterface, type Transaction } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { join } from 'node:path';
import { actorHandles, copyText, stagingTable, type Database } from './connection.ts';
import { lockFolder } from './lock.ts';
import { migrate } from './migrate.ts';
import { parsers } from './parsers.ts';
import { pglitePreparing } from './pglite-preparing.ts';
import type { DB } from './types.ts';

export interface PgliteOptions {
  migrate?: boolean;
  /** A database folder to start from, as `dumpDataDir` gave it: how tests clone a migrated template. */
  from?: Blob;
}

/**
 * Opens the embedded database in a folder, which is locked for this process, or in memory without one.
 * @throws FolderInUse
 */
export async function openPglite(folder: string | undefined, options: PgliteOptions = {}): Promise<Database & { pglite: PGlite }> {
  const unlock = folder === undefined ? undefined : lockFolder(folder);
  let pglite: PGlite;
  try {
    pglite = await PGlite.create({
      ...(folder === undefined ? {} : { dataDir: join(folder, 'database') }),
      ...(options.from === undefined ? {} : { loadDataDir: options.from }),
    });
  } catch (error) {
    unlock?.();
    throw error;
  }
  // one connection: the transaction that is open, if any, is where COPY must go
  let open: Transaction | undefined;
  const prepare = pglitePreparing(pglite);
  const shared = (settings: { parsers?: typeof parsers }) => ({
    close: async () => undefined,
    get closed() {
      return pglite.closed;
    },
    get ready() {
      return pglite.ready;
    },
    waitReady: pglite.waitReady,
    query: <T>(text: string, values?: unknown[], more?: object) => pglite.query<T>(text, values, { ...settings, ...more }),
    transaction: <T>(work: (tx: Transaction) => Promise<T>) =>
      pglite.transaction((tx) => {
        open = tx;
        return work({
          ...tx,
          query: async <R>(text: string, values?: unknown[], more?: object) =>
            (await prepare<R>(text, values ?? [], settings.parsers ?? {})) ?? tx.query<R>(text, values, { ...settings, ...more }),
        });
      }),
  });
  const owner = new Kysely<DB>({ dialect: new PGliteDialect({ pglite: shared({ parsers }) }) });
  const accounts = new Kysely<never>({ dialect: new PGliteDialect({ pglite: shared({}) }) });
  const database: Database & { pglite: PGlite } = {
    kind: 'pglite',
    pglite,
    owner,
    accounts,
    ...actorHandles(({ settings, students, last }, work) =>
      owner.transaction().execute(async (tx) => {
        await tx.executeQuery(settings);
        if (students !== undefined) await tx.executeQuery(students);
        const result = await work(tx);
        for (const statement of last) await tx.executeQuery(statement);
        return result;
      }),
    ),
    async copyRows(tx, table, columns, rows) {
      await stagingTable(tx, table, columns);
      if (open === undefined) throw new Error('COPY outside a transaction');
      let count = 0;
      // its COPY reads from a file that only the owner may read; the table is this transaction's own
      await sql`select set_config('role', 'none', true)`.execute(tx);
      for await (const piece of copyText(rows, (all) => (count = all), 1 << 22)) {
        await open.query(`copy ${table} (${Object.keys(columns).join(', ')}) from '/dev/blob'`, [], { blob: new Blob([piece]) });
      }
      await sql`select set_config('role', 'waymark_app', true)`.execute(tx);
      return count;
    },
    async execute(text, values) {
      if (values === undefined || values.length === 0) {
        const results = await pglite.exec(text);
        return { rows: results.at(-1)?.rows ?? [] };
      }
      const result = await pglite.query<Record<string, unknown>>(text, [...values]);
      return { rows: result.rows };
    },
    async close() {
      await pglite.close();
      unlock?.();
    },
  };
  try {
    if (options.migrate ?? true)
      await migrate(owner as never, async (_tx, text) => void (await (open as unknown as PGliteInterface).exec(text)));
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}
