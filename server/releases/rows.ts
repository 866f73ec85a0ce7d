import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';
import type { Cell, Column, Extent, PseudonymOf, Table } from './column.ts';
import type { Generalise } from './ground.ts';
import type { Students } from './shuffle.ts';

/** About so many rows are read at once, each part in a transaction of its own: nobody waits long behind one. */
const partSize = 10_000;

/** What makes a released cell of a recorded one. */
export interface Disguise {
  pseudonym: (kind: PseudonymOf, id: string) => string;
  generalise: Generalise;
}

/**
 * The rows of a table as they are released, part by part: student after student in the order given, and those of one
 * student together.
 * @param expected how many rows there are about, so that parts are of one size
 */
export async function* releasedRows(
  database: Database,
  actor: Actor,
  table: Table,
  extent: Extent,
  students: Students,
  expected: number,
  disguise: Disguise,
): AsyncGenerator<Cell[][]> {
  const disguised = (row: Row): Cell[] => table.columns.map((column, i) => released(column, row[`c${i}`] ?? null, disguise));
  if (table.student === undefined) {
    const rows = await database.withActor(actor, (tx) => readPart(tx, table, extent));
    yield rows.map(disguised);
    return;
  }
  const perStudent = Math.max(1, expected / Math.max(1, students.count));
  const step = Math.max(1, Math.min(5000, Math.floor(partSize / perStudent)));
  for (let from = 0; from < students.count; from += step) {
    const some = students.between(from, from + step);
    const rows = Map.groupBy(await database.withActor(actor, (tx) => readPart(tx, table, extent, some)), ({ student }) => String(student));
    yield some.flatMap((id) => rows.get(id) ?? []).map(disguised);
  }
}

type Row = Record<string, Cell>;

async function readPart(tx: Tx, { columns, student, order, source }: Table, extent: Extent, some?: readonly string[]): Promise<Row[]> {
  const wanted = [...columns.map(({ sql: value }, i) => `${value} as c${i}`), `${student ?? 'null'} as student`];
  const those = some === undefined || student === undefined ? sql`` : sql` and ${sql.raw(student)} = any(${`{${some.join(',')}}`}::uuid[])`;
  const { rows } = await sql<Row>`select ${sql.raw(wanted.join(', '))} ${source(extent)}${those} order by ${sql.raw(order)}`.execute(tx);
  return rows;
}

function released(column: Column, value: Cell, { pseudonym, generalise }: Disguise): Cell {
  const coarse = column.generalised === undefined ? value : generalise(column.generalised, value);
  if (coarse === null || coarse === '*') return coarse;
  if (column.pseudonymOf !== undefined) return pseudonym(column.pseudonymOf, String(coarse));
  return column.type === 'text' ? String(coarse) : coarse;
}

/** How many rows each table has now, to show how far a release is. */
export async function countRows(tx: Tx, tables: readonly Table[], extent: Extent): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { name, source } of tables) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n ${source(extent)}`.execute(tx);
    counts.set(name, rows[0]?.n ?? 0);
  }
  return counts;
}
