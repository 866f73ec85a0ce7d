import { sql, type CompiledQuery, type Kysely } from 'kysely';
import { AsyncLocalStorage } from 'node:async_hooks';
import { settingsOf, settingsStatement, studentsStatement, type Actor, type Tx } from './actor.ts';
import type { DB } from './types.ts';

/** A database of either kind, opened and migrated. `withActor` is the handle on what it holds. */
export interface Database {
  readonly kind: 'pglite' | 'postgres';
  /** Without row-level security: for migrations, accounts and tests. Never inside a `withActor`. */
  readonly owner: Kysely<DB>;
  /** For the accounts library, which expects dates as `Date`. */
  readonly accounts: Kysely<never>;
  /**
   * Runs `work` in one transaction as the actor. What it throws rolls everything back.
   * @param work is also given a way to leave statements whose answers nothing waits for: they run last, on the way to
   *   the commit, and one that fails rolls everything back
   * @param options.onlyReads nothing is changed but what is left to be written down about the reading
   * @param options.wanted where it is aborted, a PostgreSQL server stops at the statement it is at, which fails
   */
  withActor<T>(actor: Actor, work: (tx: Tx, leave: Leave) => Promise<T>, options?: ActorOptions): Promise<T>;
  /** Runs `work` in one transaction with nothing but these settings: before an organisation is known. */
  withSettings<T>(settings: Partial<Record<Setting, string>>, work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Streams rows into a temporary table that ends with the transaction, and makes it when it is not there: COPY into a
   * table with row-level security is refused, so a bulk import copies here and inserts from here as its actor.
   * @param columns name → PostgreSQL type
   * @returns how many rows
   */
  copyRows(tx: Tx, table: string, columns: Record<string, string>, rows: CopyRows): Promise<number>;
  /** Plain parameterised SQL for libraries that bring their own. */
  execute(text: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  close(): Promise<void>;
}

/** The settings row-level security reads; `app.` stands before each in the database. */
export type Setting = 'org_id' | 'user_id' | 'member_id' | 'role' | 'scope' | 'students' | 'org_ids' | 'secret_hash';

export type CopyRows = AsyncIterable<readonly CopyCell[]> | Iterable<readonly CopyCell[]>;
export type CopyCell = string | number | boolean | null | readonly string[];

export type Leave = (statement: CompiledQuery) => void;

interface ActorOptions {
  onlyReads?: boolean;
  wanted?: AbortSignal;
}

/** What a transaction begins and ends with, around the work. */
export interface Frame {
  /** The application's role and the settings, as one statement. */
  settings: CompiledQuery;
  /** The narrowing to a list of students. */
  students: CompiledQuery | undefined;
  /** What `work` left for the end. */
  last: CompiledQuery[];
  /** Says when nobody wants it any more. */
  wanted?: AbortSignal | undefined;
  /** Heeds that no longer, and waits for what it has set off. */
  settle?: () => Promise<unknown>;
  /** Sends a statement of this transaction at once, without waiting for the answers to earlier ones; while it is open. */
  ask?: ((statement: CompiledQuery) => Promise<{ rows: unknown[] }>) | undefined;
}

const inside = new AsyncLocalStorage<Frame>();

/** The frame of the transaction that is being opened or run here. */
export function currentFrame(): Frame | undefined {
  return inside.getStore();
}

/**
 * `withActor` and `withSettings` over a Kysely of either kind.
 * @param begin runs work in a transaction within `currentFrame()`
 */
export function actorHandles(
  begin: <T>(frame: Frame, work: (tx: Tx) => Promise<T>) => Promise<T>,
): Pick<Database, 'withActor' | 'withSettings'> {
  const open = <T>(frame: Frame, work: (tx: Tx) => Promise<T>): Promise<T> => {
    // the embedded database has one connection: a second transaction inside the first would wait for ever
    if (inside.getStore()) throw new Error('withActor inside withActor: pass the transaction on instead');
    return inside.run(frame, () => begin(frame, work));
  };
  const nowhere = { org_id: '', member_id: '', scope: '', students: '' };
  return {
    withActor: (actor, work, { onlyReads = false, wanted } = {}) => {
      const last: CompiledQuery[] = [];
      const settings = settingsStatement(settingsOf(actor), onlyReads);
      return open({ settings, students: studentsStatement(actor), last, wanted }, (tx) =>
        work(tx, (statement) => void last.push(statement)),
      );
    },
    withSettings: (settings, work) =>
      open({ settings: settingsStatement({ ...nowhere, ...settings }, false), students: undefined, last: [] }, work),
  };
}

/** Makes the temporary table a bulk import copies to. */
export async function stagingTable(tx: Tx, table: string, columns: Record<string, string>): Promise<void> {
  const list = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await sql.raw(`create temporary table if not exists ${table} (${list.join(', ')}) on commit drop`).execute(tx);
}

/** Rows as COPY text, in pieces of about `bytes` characters, so that a large file never stands in memory whole. */
export async function* copyText(rows: CopyRows, counted: (rows: number) => void, bytes = 1 << 18): AsyncGenerator<string> {
  let piece = '';
  let count = 0;
  for await (const row of rows) {
    piece += copyLine(row);
    count++;
    if (piece.length >= bytes) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
  counted(count);
}

/** One line of PostgreSQL's COPY text format. */
function copyLine(cells: readonly CopyCell[]): string {
  return `${cells.map(copyCell).join('\t')}\n`;
}

function copyCell(cell: CopyCell): string {
  if (cell === null) return '\\N';
  if (Array.isArray(cell)) return escapeCopy(`{${cell.map((one: string) => `"${one.replace(/[\\"]/g, String.raw`\$&`)}"`).join(',')}}`);
  return escapeCopy(String(cell));
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeCopy(text: string): string {
  // a NUL cannot be stored in PostgreSQL text at all
  return text.replaceAll('\0', '').replace(/[\\\t\n\r]/g, (one) => escapes[one] ?? one);
}
