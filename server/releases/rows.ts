import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';
import type { Cell, Column, Extent, PseudonymOf, Table } from './column.ts';
import type { Generalise } from './ground.ts';

/** So many rows are read at once, each part in a transaction of its own: nobody waits long behind one. */
const partSize = 5000;

/** What makes a released cell of a recorded one. */
export interface Disguise {
  pseudonym: (kind: PseudonymOf, id: string) => string;
  generalise: Generalise;
}

/** The rows of a table as they are released, part by part, in the order of its keys. */
export async function* releasedRows(
  database: Database,
  actor: Actor,
  table: Table,
  extent: Extent,
  disguise: Disguise,
): AsyncGenerator<Cell[][]> {
  let after: string[] | undefined;
  for (;;) {
    const from = after;
    const rows = await database.withActor(actor, (tx) => readPart(tx, table, extent, from));
    if (rows.length === 0) return;
    yield rows.map((row) => table.columns.map((column, i) => released(column, row[`c${i}`] ?? null, disguise)));
    if (rows.length < partSize) return;
    after = table.keys.map((_, i) => String(rows.at(-1)?.[`k${i}`]));
  }
}

async function readPart(tx: Tx, { columns, keys, source }: Table, extent: Extent, after: string[] | undefined) {
  const wanted = [...columns.map(({ sql: value }, i) => `${value} as c${i}`), ...keys.map(({ sql: value }, i) => `${value} as k${i}`)];
  const list = sql.raw(keys.map((key) => key.sql).join(', '));
  const beyond =
    after === undefined
      ? sql``
      : sql` and (${list}) > (${sql.join(after.map((value, i) => sql`${value}::${sql.raw(keys[i]?.type ?? 'text')}`))})`;
  const { rows } = await sql<Record<string, Cell>>`
    select ${sql.raw(wanted.join(', '))} ${source(extent)}${beyond} order by ${list} limit ${sql.raw(String(partSize))}`.execute(tx);
  return rows;
}

function released(column: Column, value: Cell, { pseudonym, generalise }: Disguise): Cell {
  const coarse = column.generalised === undefined ? value : generalise(column.generalised, value);
  if (coarse === null || coarse === '*') return coarse;
  if (column.pseudonymOf !== undefined) return pseudonym(column.pseudonymOf, String(coarse));
  return column.type === 'text' ? String(coarse) : coarse;
}

/** How many rows each table has now, to show how far a release is. */
export async function countRows(tx: Tx, tables: readonly Table[], extent: Extent): Promise<number> {
  let rows = 0;
  for (const { source } of tables) {
    const counted = await sql<{ n: number }>`select count(*)::int as n ${source(extent)}`.execute(tx);
    rows += counted.rows[0]?.n ?? 0;
  }
  return rows;
}
