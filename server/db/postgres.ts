import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  sql,
  type ControlConnectionProvider,
  type DatabaseConnection,
  type PostgresDialectConfig,
  type TransactionSettings,
} from 'kysely';
import { Pool, types, type PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { actorHandles, copyText, currentFrame, stagingTable, type Database, type Frame } from './connection.ts';
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
    pipeline: true,
    max: options.poolSize ?? 10,
    types: {
      getTypeParser: ((oid: number, format?: 'text') => parsers[oid] ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  });
  const accountsPool = new Pool({ connectionString: url, max: 3 });
  // a connection that the server drops while idle must not end the program; the next query gets a new one
  for (const each of [pool, accountsPool]) each.on('error', () => undefined);
  // COPY needs the connection itself, which Kysely keeps to itself: found again by the server's name for it
  const clients = new Map<number, PipeliningClient>();
  pool.on('connect', (client) => {
    clients.set(processOf(client), client as PipeliningClient);
    // statements are short and asked often: compiling one takes longer than it will ever save. It goes before whatever is asked first
    void client.query('set jit = off');
  });
  pool.on('remove', (client) => clients.delete(processOf(client)));

  const accounts = new Kysely<never>({ dialect: new PostgresDialect({ pool: accountsPool }) });
  // a statement is cancelled from another connection
  const owner = new Kysely<DB>({ dialect: new FramingDialect({ pool }, (use) => accounts.getExecutor().provideConnection(use)) });
  if (options.migrate ?? true) await migrate(owner as never, async (tx, text) => void (await sql.raw(text).execute(tx)));
  return {
    kind: 'postgres',
    owner,
    accounts,
    ...actorHandles((_frame, work) => owner.transaction().execute(work)),
    async copyRows(tx, table, columns, rows) {
      await stagingTable(tx, table, columns);
      const { rows: found } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      const client = clients.get(found[0]?.pid ?? -1);
      if (client === undefined) throw new Error('the connection of this transaction is not known');
      let count = 0;
      const source = Readable.from(copyText(rows, (all) => (count = all)));
      // nothing else is under way on this connection now, and COPY must have it to itself
      client.pipeline = false;
      try {
        await pipeline(source, client.query(copyFrom(`copy ${table} (${Object.keys(columns).join(', ')}) from stdin`)));
      } finally {
        client.pipeline = true;
      }
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

type PipeliningClient = PoolClient & { processID: number; pipeline: boolean };

/**
 * Sends what a transaction begins with ahead of the work's first statement without waiting for it, and what it ends
 * with together with the commit: two ways to the server for a request that asks one thing, where there were six.
 *
 * The server takes statements in the order sent. `begin` cannot fail and leave the connection usable; when a statement
 * after it fails, every later one of the transaction is refused and the commit rolls back. So nothing that is sent
 * ahead of an answer can run outside its transaction or without its role.
 */
class FramingDriver extends PostgresDriver {
  readonly #openings = new WeakMap<DatabaseConnection, Promise<unknown>>();
  readonly #control: ControlConnectionProvider;

  constructor(config: PostgresDialectConfig, control: ControlConnectionProvider) {
    super(config);
    this.#control = control;
  }

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const frame = currentFrame();
    if (frame === undefined) return super.beginTransaction(connection, settings);
    const opening = [CompiledQuery.raw('begin'), frame.settings].map((statement) => connection.executeQuery(statement));
    if (frame.students !== undefined) opening.push(connection.executeQuery(frame.students));
    const opened = Promise.all(opening);
    // told at the end, when whatever it made fail has failed
    opened.catch(() => undefined);
    this.#openings.set(connection, opened);
    frame.ask = (statement) => connection.executeQuery(statement);
    await this.#cancelUnwanted(connection, frame);
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    // whoever has the connection next must not be cancelled instead
    await currentFrame()?.settle?.();
    const opened = this.#opened(connection);
    const sent = (currentFrame()?.last ?? []).map((statement) => connection.executeQuery(statement));
    const results = await Promise.allSettled([opened, ...sent, super.commitTransaction(connection)]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  override async rollbackTransaction(connection: Parameters<PostgresDriver['rollbackTransaction']>[0]): Promise<void> {
    await currentFrame()?.settle?.();
    // an opening that failed is the reason why what came after it was refused
    for (const result of await Promise.allSettled([this.#opened(connection), super.rollbackTransaction(connection)])) {
      if (result.status === 'rejected') throw result.reason;
    }
  }

  /** Has the server stop at the statement it is at when nobody wants the answer any more; until `frame.settle` is called. */
  async #cancelUnwanted(connection: DatabaseConnection, frame: Frame): Promise<void> {
    const { wanted } = frame;
    if (wanted === undefined) return;
    await connection.collectSessionInfo?.();
    let cancelled: Promise<unknown> = Promise.resolve();
    const cancel = () => {
      // one that cannot be cancelled goes on to its end
      cancelled = connection.cancelQuery?.(this.#control).catch(() => undefined) ?? cancelled;
    };
    wanted.addEventListener('abort', cancel, { once: true });
    frame.settle = () => {
      wanted.removeEventListener('abort', cancel);
      return cancelled;
    };
  }

  #opened(connection: DatabaseConnection): Promise<unknown> | undefined {
    const frame = currentFrame();
    if (frame !== undefined) frame.ask = undefined;
    const opened = this.#openings.get(connection);
    this.#openings.delete(connection);
    return opened;
  }
}

class FramingDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;
  readonly #control: ControlConnectionProvider;

  constructor(config: PostgresDialectConfig, control: ControlConnectionProvider) {
    super(config);
    this.#config = config;
    this.#control = control;
  }

  override createDriver(): PostgresDriver {
    return new FramingDriver(this.#config, this.#control);
  }
}

function processOf(client: PoolClient): number {
  return (client as PipeliningClient).processID;
}
