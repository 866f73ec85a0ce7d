import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  sql,
  type DatabaseConnection,
  type PostgresDialectConfig,
  type TransactionSettings,
} from 'kysely';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Pool, types, type PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { actorHandles, copyText, stagingTable, type Database } from './connection.ts';
import { migrate } from './migrate.ts';
import { parsers } from './parsers.ts';
import { PreparingClient } from './preparing.ts';
import type { DB } from './types.ts';

export interface PostgresOptions {
  /** Bring it up to this program first (the default). */
  migrate?: boolean;
  poolSize?: number;
}

/** Opens a PostgreSQL server's database. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    Client: PreparingClient,
    max: options.poolSize ?? 10,
    types: {
      getTypeParser: ((oid: number, format?: 'text') => parsers[oid] ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  });
  const accountsPool = new Pool({ connectionString: url, max: 3 });
  // a connection that the server drops while idle must not end the program; the next query gets a new one
  for (const each of [pool, accountsPool]) each.on('error', () => undefined);
  // COPY needs the connection itself, which Kysely keeps to itself: found again by the server's name for it
  const clients = new Map<number, PoolClient>();
  pool.on('connect', (client) => clients.set(processOf(client), client));
  pool.on('remove', (client) => clients.delete(processOf(client)));

  const owner = new Kysely<DB>({ dialect: new OpeningDialect({ pool }) });
  const accounts = new Kysely<never>({ dialect: new PostgresDialect({ pool: accountsPool }) });
  if (options.migrate ?? true) await migrate(owner as never, async (tx, text) => void (await sql.raw(text).execute(tx)));
  return {
    kind: 'postgres',
    owner,
    accounts,
    ...actorHandles((first, work) => firstStatement.run(first, () => owner.transaction().execute(work))),
    async copyRows(tx, table, columns, rows) {
      await stagingTable(tx, table, columns);
      const { rows: found } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      const client = clients.get(found[0]?.pid ?? -1);
      if (client === undefined) throw new Error('the connection of this transaction is not known');
      let count = 0;
      const source = Readable.from(copyText(rows, (all) => (count = all)));
      await pipeline(source, client.query(copyFrom(`copy ${table} (${Object.keys(columns).join(', ')}) from stdin`)));
      return count;
    },
    async execute(text, values) {
      const result = await pool.query(text, values === undefined ? undefined : [...values]);
      return { rows: result.rows as Record<string, unknown>[] };
    },
    async close() {
      await Promise.all([owner.destroy(), accounts.destroy()]);
    },
  };
}

const firstStatement = new AsyncLocalStorage<string>();

/** Sends the statement an actor's transaction starts with together with its `begin`: one way to the server instead of two. */
class OpeningDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const first = firstStatement.getStore();
    if (first === undefined) return super.beginTransaction(connection, settings);
    await connection.executeQuery(CompiledQuery.raw(`begin; ${first}`));
  }
}

class OpeningDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): PostgresDriver {
    return new OpeningDriver(this.#config);
  }
}

function processOf(client: PoolClient): number {
  return (client as PoolClient & { processID: number }).processID;
}
