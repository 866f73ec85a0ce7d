import { ImportCounts, ImportOptions, type ImportKind, type ImportMapping, type ImportStatus } from '@waymark/contract/imports.ts';
import { sql, type RawBuilder } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';
import { noTally, type MarksTally } from './attendance/tally.ts';
import type { FileRow } from './file/delimited.ts';

/** What is kept of a file besides its rows. */
export interface ImportSource {
  sheet: string | null;
  sheets: string[];
  /** First cells of each column that have anything in them, by heading. */
  samples: Record<string, string[]>;
}

/** Where the work on an import is: the counts a person sees, and the row it goes on from. */
export interface ImportProgress extends ImportCounts {
  /** Work goes on after this row; of scores, after this student once their rows are read. */
  at: number | string;
  /** Members kept as names for the assessors of its scores. */
  assessors: string[];
  /** Of a file of attendance marks: what its rows had wrong with them. */
  marks: MarksTally;
  /** The member who last asked for work on it: whose doing it is. */
  by: string | null;
}

export interface ImportRecord {
  id: string;
  kind: ImportKind;
  fileName: string;
  fileHash: string;
  mapping: ImportMapping;
  options: ImportOptions;
  headers: string[];
  source: ImportSource;
  status: ImportStatus;
  rowCount: number;
  progress: ImportProgress;
  error: string | null;
  createdAt: string;
  createdById: string;
  createdBy: string;
  finishedAt: string | null;
  undoneAt: string | null;
  /** When a person last did something with it. */
  touchedAt: string;
  /** Its rows, and with them what the file held, are gone since. */
  rowsDroppedAt: string | null;
  version: number;
}

const columns = [
  'i.id',
  'i.kind',
  'i.file_name',
  'i.file_hash',
  'i.mapping',
  'i.options',
  'i.headers',
  'i.source',
  'i.status',
  'i.row_count',
  'i.counts',
  'i.error',
  'i.created_at',
  'i.created_by',
  'i.finished_at',
  'i.undone_at',
  'i.touched_at',
  'i.rows_dropped_at',
  'i.version',
  'm.name',
] as const;

function imports(tx: Tx, orgId: string) {
  return tx
    .selectFrom('imports as i')
    .leftJoin('members as m', (join) => join.onRef('m.org_id', '=', 'i.org_id').onRef('m.id', '=', 'i.created_by'))
    .where('i.org_id', '=', orgId)
    .select(columns);
}

type Row = Awaited<ReturnType<ReturnType<typeof imports>['execute']>>[number];

function recordOf(row: Row): ImportRecord {
  const counts = row.counts as Partial<ImportProgress>;
  return {
    id: row.id,
    kind: row.kind as ImportKind,
    fileName: row.file_name,
    fileHash: row.file_hash,
    mapping: row.mapping as ImportMapping,
    options: ImportOptions.parse(row.options),
    headers: row.headers,
    source: row.source as unknown as ImportSource,
    status: row.status as ImportStatus,
    rowCount: row.row_count,
    progress: {
      ...ImportCounts.parse(counts),
      at: counts.at ?? 0,
      assessors: counts.assessors ?? [],
      marks: counts.marks ?? noTally,
      by: counts.by ?? null,
    },
    error: row.error,
    createdAt: row.created_at,
    createdById: row.created_by,
    createdBy: row.name ?? '',
    finishedAt: row.finished_at,
    undoneAt: row.undone_at,
    touchedAt: row.touched_at,
    rowsDroppedAt: row.rows_dropped_at,
    version: row.version,
  };
}

/** @param lock Holds the import until the transaction ends: two workers then take turns. */
export async function findImport(tx: Tx, orgId: string, id: string, lock = false): Promise<ImportRecord | undefined> {
  const query = imports(tx, orgId).where('i.id', '=', id);
  const row = await (lock ? query.forUpdate('i') : query).executeTakeFirst();
  return row && recordOf(row);
}

/** Latest first. `before` is the moment and id of the last one of the page before. */
export async function listImportRecords(
  tx: Tx,
  orgId: string,
  limit: number,
  before?: { createdAt: string; id: string },
): Promise<ImportRecord[]> {
  const rows = await imports(tx, orgId)
    .where('i.status', '<>', 'discarded')
    .$if(before !== undefined, (query) =>
      query.where(sql<boolean>`(i.created_at, i.id) < (${before?.createdAt}::timestamptz, ${before?.id}::uuid)`),
    )
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(recordOf);
}

/** Earlier imports of a file with the same contents. */
export async function sameFile(tx: Tx, orgId: string, record: ImportRecord): Promise<{ id: string; finishedAt: string }[]> {
  const rows = await tx
    .selectFrom('imports')
    .where('org_id', '=', orgId)
    .where('file_hash', '=', record.fileHash)
    .where('kind', '=', record.kind)
    .where('status', '=', 'done')
    .where('id', '<>', record.id)
    .select(['id', 'finished_at'])
    .orderBy('finished_at', 'desc')
    .limit(3)
    .execute();
  return rows.flatMap((row) => (row.finished_at === null ? [] : [{ id: row.id, finishedAt: row.finished_at }]));
}

export async function insertImport(
  tx: Tx,
  actor: Actor,
  given: {
    id: string;
    kind: ImportKind;
    fileName: string;
    fileHash: string;
    headers: string[];
    source: ImportSource;
    mapping: ImportMapping;
    options: ImportOptions;
    now: Date;
  },
): Promise<void> {
  await tx
    .insertInto('imports')
    .values({
      org_id: actor.orgId,
      id: given.id,
      kind: given.kind,
      file_name: given.fileName,
      file_hash: given.fileHash,
      headers: given.headers,
      source: jsonb(given.source) as never,
      mapping: jsonb(given.mapping) as never,
      options: jsonb(given.options) as never,
      created_by: actor.memberId ?? '',
      created_at: given.now.toISOString(),
      touched_at: given.now.toISOString(),
    })
    .execute();
}

/** Keeps rows of the file as they were read. Thousands cost one statement. */
export async function insertRows(tx: Tx, orgId: string, importId: string, rows: readonly FileRow[]): Promise<void> {
  await sql`
    insert into import_rows (org_id, import_id, row_number, cells)
    select ${orgId}, ${importId}, "row", cells
    from json_to_recordset(${JSON.stringify(rows)}::json) as given ("row" int, cells text[])`.execute(tx);
}

export interface ImportChange {
  status?: ImportStatus;
  mapping?: ImportMapping;
  options?: ImportOptions;
  rowCount?: number;
  progress?: ImportProgress;
  error?: string | null;
  finishedAt?: string | null;
  undone?: { at: string; by: string | null };
  confirmedAt?: string;
  touchedAt?: string;
  /** The version the person edited; the record keeps its version when it is the machine at work. */
  ifMatch?: number;
}

/** Changes an import; false when the version is no longer the one that was edited. */
export async function updateImport(tx: Tx, orgId: string, id: string, change: ImportChange): Promise<boolean> {
  const result = await tx
    .updateTable('imports')
    .set({
      ...(change.status === undefined ? {} : { status: change.status }),
      ...(change.mapping === undefined ? {} : { mapping: jsonb(change.mapping) as never }),
      ...(change.options === undefined ? {} : { options: jsonb(change.options) as never }),
      ...(change.rowCount === undefined ? {} : { row_count: change.rowCount }),
      ...(change.progress === undefined ? {} : { counts: jsonb(change.progress) as never }),
      ...(change.error === undefined ? {} : { error: change.error }),
      ...(change.finishedAt === undefined ? {} : { finished_at: change.finishedAt }),
      ...(change.confirmedAt === undefined ? {} : { confirmed_at: change.confirmedAt }),
      ...(change.touchedAt === undefined ? {} : { touched_at: change.touchedAt }),
      ...(change.undone === undefined ? {} : { undone_at: change.undone.at, undone_by: change.undone.by }),
      ...(change.ifMatch === undefined ? {} : { version: change.ifMatch + 1 }),
    })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .$if(change.ifMatch !== undefined, (query) => query.where('version', '=', change.ifMatch ?? 0))
    .executeTakeFirst();
  return result.numUpdatedRows > 0;
}

/** How many rows would do what, by what is written on them. */
export async function countRows(
  tx: Tx,
  orgId: string,
  importId: string,
): Promise<Pick<ImportCounts, 'create' | 'update' | 'unchanged' | 'skip' | 'choose' | 'bad'>> {
  const rows = await tx
    .selectFrom('import_rows')
    .where('org_id', '=', orgId)
    .where('import_id', '=', importId)
    .select((eb) => ['verdict', 'outcome', eb.fn.countAll<number>().as('n')])
    .groupBy(['verdict', 'outcome'])
    .execute();
  const counts = { create: 0, update: 0, unchanged: 0, skip: 0, choose: 0, bad: 0 };
  for (const row of rows) {
    if (row.verdict === 'good' && row.outcome !== null) counts[row.outcome as 'create'] += Number(row.n);
    else if (row.verdict === 'bad' || row.verdict === 'choose') counts[row.verdict] += Number(row.n);
  }
  return counts;
}

/**
 * Writes on many rows of an import at once. Hash joins only, for this statement: the planner knows nothing yet of rows that
 * were loaded a moment ago, takes them for one, and would compare each with every other (2,500 rows: 7 s against 60 ms).
 * @param columns the names and types of what is given besides `row_number`
 * @param set what is set, from `given`
 */
export async function writeRows(
  tx: Tx,
  orgId: string,
  importId: string,
  rows: readonly { row_number: number }[],
  columns: string,
  set: RawBuilder<unknown>,
): Promise<void> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return;
  await withoutNestedLoops(tx, async () => {
    await sql`
      update import_rows r set ${set}
      from json_to_recordset(${JSON.stringify(rows)}::json) as given (row_number int, ${sql.raw(columns)})
      where r.org_id = ${orgId} and r.import_id = ${importId} and r.row_number between ${first.row_number} and ${last.row_number}
        and r.row_number = given.row_number`.execute(tx);
  });
}

/**
 * Runs statements without nested loops where there is another way. Where there is none the planner reckons with a cost
 * beyond all measure, and PostgreSQL would compile the statement for seconds to run it for milliseconds.
 */
export async function withoutNestedLoops<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`select set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true)`.execute(tx);
  const result = await work();
  await sql`select set_config('enable_nestloop', 'on', true)`.execute(tx);
  return result;
}
