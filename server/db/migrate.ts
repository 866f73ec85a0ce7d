import { readdirSync, readFileSync } from 'node:fs';
import { sql, type Kysely, type Transaction } from 'kysely';

const folder = new URL('./migrations/', import.meta.url);

/** The database has been migrated by a newer Waymark than this one. */
export class DatabaseIsNewer extends Error {}

export interface Migration {
  number: number;
  name: string;
  text: string;
}

/** The migrations this program brings, in order. */
export function migrations(): Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => ({ number: Number(file.slice(0, 4)), name: file.slice(5, -4), text: readFileSync(new URL(file, folder), 'utf8') }));
}

/**
 * Brings the database up to this program, forward only, each migration in a transaction of its own and all under an
 * advisory lock, so that several servers may start at once.
 * @param run executes a text of several statements in the transaction
 * @returns the names of those applied
 * @throws DatabaseIsNewer
 */
export async function migrate(
  owner: Kysely<never>,
  run: (tx: Transaction<never>, text: string) => Promise<void>,
  all: readonly Migration[] = migrations(),
): Promise<string[]> {
  const applied: string[] = [];
  for (;;) {
    const next = await owner.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(8270201)`.execute(tx);
      await sql`create table if not exists migrations (number int primary key, name text not null, applied_at timestamptz not null default now())`.execute(
        tx,
      );
      const { rows } = await sql<{ number: number; name: string }>`select number, name from migrations order by number`.execute(tx);
      const newest = rows.at(-1);
      const known = all.at(-1)?.number ?? 0;
      if (newest !== undefined && newest.number > known) {
        throw new DatabaseIsNewer(
          `This database was brought up to migration ${newest.number} (${newest.name}) by a newer Waymark; this one knows ${known}. Start the newer Waymark, or restore a backup from before the upgrade.`,
        );
      }
      const migration = all.find((each) => each.number > (newest?.number ?? 0));
      if (migration === undefined) return undefined;
      await run(tx, migration.text);
      await sql`insert into migrations (number, name) values (${migration.number}, ${migration.name})`.execute(tx);
      return migration.name;
    });
    if (next === undefined) return applied;
    applied.push(next);
  }
}
