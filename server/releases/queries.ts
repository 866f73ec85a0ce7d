import { dayLength } from '@waymark/contract/days.ts';
import { Disclosure, Release, ReleaseFormat, releaseKeptDays, ReleaseStatus } from '@waymark/contract/releases.ts';
import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';

/** A release as a row, with who made it. */
function releases(tx: Tx, orgId: string) {
  return tx
    .selectFrom('releases as r')
    .leftJoin('members as m', (join) => join.onRef('m.org_id', '=', 'r.org_id').onRef('m.id', '=', 'r.created_by'))
    .where('r.org_id', '=', orgId)
    .select(['r.id', 'r.purpose', 'r.formats', 'r.as_of', 'r.as_on', 'r.rare_below', 'r.status', 'r.rows_done', 'r.rows_expected'])
    .select(['r.bytes', 'r.tables', 'r.disclosure', 'r.error', 'r.created_at', 'r.ready_at', 'r.taken', 'r.last_taken_at', 'm.name']);
}

type Row = Awaited<ReturnType<ReturnType<typeof releases>['executeTakeFirstOrThrow']>>;

const shown = (row: Row): Release => ({
  id: row.id,
  purpose: row.purpose,
  formats: row.formats.map((format) => ReleaseFormat.parse(format)),
  asOf: row.as_of,
  asOn: row.as_on,
  rareBelow: row.rare_below,
  status: ReleaseStatus.parse(row.status),
  progress: row.status === 'ready' ? 1 : Math.min(0.99, row.rows_expected ? row.rows_done / row.rows_expected : 0),
  bytes: row.bytes,
  tables: Release.shape.tables.parse(row.tables),
  disclosure: row.disclosure === null ? null : Disclosure.parse(row.disclosure),
  error: row.error,
  createdAt: row.created_at,
  createdBy: row.name,
  readyAt: row.ready_at,
  keptUntil: row.status === 'ready' && row.ready_at !== null ? keptUntil(row.ready_at) : null,
  taken: row.taken,
  lastTakenAt: row.last_taken_at,
});

const keptUntil = (readyAt: string): string => new Date(Date.parse(readyAt) + releaseKeptDays * dayLength).toISOString();

export async function findRelease(tx: Tx, orgId: string, id: string): Promise<Release | undefined> {
  const row = await releases(tx, orgId).where('r.id', '=', id).executeTakeFirst();
  return row && shown(row);
}

/** Newest first, one more than the page needs. */
export async function findReleases(tx: Tx, orgId: string, start: readonly unknown[] | undefined, limit: number): Promise<Release[]> {
  let query = releases(tx, orgId);
  if (start !== undefined)
    query = query.where(sql<boolean>`(r.created_at, r.id) < (${String(start[0])}::timestamptz, ${String(start[1])}::uuid)`);
  const rows = await query.orderBy('r.created_at', 'desc').orderBy('r.id', 'desc').limit(limit).execute();
  return rows.map(shown);
}

/** Writes a release down. What it is drawn from ends at the database's own now, by which rows are dated. Answers false when it is there already. */
export async function insertRelease(
  tx: Tx,
  orgId: string,
  one: {
    id: string;
    purpose: string;
    formats: string[];
    rareBelow: number;
    asOn: string;
    key: string;
    characteristicIds: string[];
    memberId: string | null;
  },
): Promise<boolean> {
  const made = await tx
    .insertInto('releases')
    .values({
      org_id: orgId,
      id: one.id,
      purpose: one.purpose,
      formats: one.formats,
      as_of: sql<string>`now()`,
      as_on: one.asOn,
      rare_below: one.rareBelow,
      pseudonym_key: one.key,
      characteristic_ids: one.characteristicIds,
      created_by: one.memberId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/** Puts a release back in the queue, or away: whichever attempt is at work stops. */
export async function resetRelease(tx: Tx, orgId: string, id: string, status: 'waiting' | 'put_away'): Promise<void> {
  await tx
    .updateTable('releases')
    .set((row) => ({ status, making: row('making', '+', 1), rows_done: 0, bytes: null, error: null, touched_at: sql<string>`now()` }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute();
  await tx.deleteFrom('release_pieces').where('org_id', '=', orgId).where('release_id', '=', id).execute();
}

/** Releases that nobody is at work on: those waiting, and those whose maker has not been heard of for five minutes. */
export async function findWaiting(tx: Tx, orgId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('releases')
    .where('org_id', '=', orgId)
    .where((eb) =>
      eb.or([eb('status', '=', 'waiting'), eb.and([eb('status', '=', 'making'), sql<boolean>`touched_at < now() - interval '5 minutes'`])]),
    )
    .select('id')
    .orderBy('created_at')
    .execute();
  return rows.map(({ id }) => id);
}

/** Takes a release to be made; answers undefined when somebody else has, or it was put away. */
export async function claimRelease(tx: Tx, orgId: string, id: string) {
  const row = await tx
    .updateTable('releases')
    .set((eb) => ({ status: 'making', making: eb('making', '+', 1), rows_done: 0, error: null, touched_at: sql<string>`now()` }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where((eb) =>
      eb.or([eb('status', '=', 'waiting'), eb.and([eb('status', '=', 'making'), sql<boolean>`touched_at < now() - interval '5 minutes'`])]),
    )
    .returning(['making', 'purpose', 'formats', 'as_of', 'as_on', 'rare_below', 'characteristic_ids', 'pseudonym_key', 'created_by'])
    .executeTakeFirst();
  if (row !== undefined) await tx.deleteFrom('release_pieces').where('org_id', '=', orgId).where('release_id', '=', id).execute();
  return row;
}

export interface MakingState {
  status?: ReleaseStatus;
  rows_done?: number;
  rows_expected?: number;
  bytes?: number;
  error?: string;
  ready_at?: string;
  tables?: Release['tables'];
  disclosure?: Disclosure;
}

/** Notes how far an attempt is. Answers false when it is no longer the latest: it then stops. */
export async function noteMaking(
  tx: Tx,
  orgId: string,
  id: string,
  making: number,
  { tables, disclosure, ...state }: MakingState,
): Promise<boolean> {
  const result = await tx
    .updateTable('releases')
    .set({
      ...state,
      ...(tables === undefined ? {} : { tables: jsonb(tables) as never }),
      ...(disclosure === undefined ? {} : { disclosure: jsonb(disclosure) as never }),
      touched_at: sql<string>`now()`,
    })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('making', '=', making)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function insertPiece(tx: Tx, orgId: string, id: string, making: number, n: number, bytes: Uint8Array): Promise<void> {
  await tx
    .insertInto('release_pieces')
    .values({ org_id: orgId, release_id: id, making, n, bytes: Buffer.from(bytes) })
    .execute();
}

/** A piece of the file; undefined after the last. */
export async function findPiece(tx: Tx, orgId: string, id: string, n: number): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('release_pieces as p')
    .innerJoin('releases as r', (join) =>
      join.onRef('r.org_id', '=', 'p.org_id').onRef('r.id', '=', 'p.release_id').onRef('r.making', '=', 'p.making'),
    )
    .where('p.org_id', '=', orgId)
    .where('p.release_id', '=', id)
    .where('p.n', '=', n)
    .where('r.status', '=', 'ready')
    .select('p.bytes')
    .executeTakeFirst();
  return row?.bytes;
}

export async function noteTaken(tx: Tx, orgId: string, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('releases')
    .set((row) => ({ taken: row('taken', '+', 1), last_taken_at: now.toISOString() }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute();
}

/** Releases whose file has been kept as long as is said. */
export async function findOver(tx: Tx, orgId: string, now: Date): Promise<string[]> {
  const before = new Date(now.getTime() - releaseKeptDays * dayLength).toISOString();
  const rows = await tx
    .selectFrom('releases')
    .where('org_id', '=', orgId)
    .where('status', '=', 'ready')
    .where('ready_at', '<', before)
    .select('id')
    .execute();
  return rows.map(({ id }) => id);
}
