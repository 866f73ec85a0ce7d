import { sql, type Kysely } from 'kysely';
import type { LibraryAction, LibraryOutcome } from '@waymark/contract/action-library.ts';
import type { DB } from '../db/types.ts';

/** What an action of the library says. */
export interface LibraryEntry {
  seriesId: string | null;
  title: string;
  detail: string;
  owner: 'mentor' | 'student';
  upToLevel: number;
  dueInDays: number;
}

const columns = (entry: LibraryEntry) => ({
  series_id: entry.seriesId,
  title: entry.title,
  detail: entry.detail,
  owner: entry.owner,
  up_to_level: entry.upToLevel,
  due_in_days: entry.dueInDays,
});

/** The library in the order it was made; archived ones only when asked for. */
export async function listLibrary(
  tx: Kysely<DB>,
  orgId: string,
  filter: { seriesId?: string | undefined; id?: string | undefined; archived: boolean },
): Promise<LibraryAction[]> {
  const rows = await tx
    .selectFrom('action_library')
    .select(['id', 'series_id', 'title', 'detail', 'owner', 'up_to_level', 'due_in_days', 'archived_at', 'version'])
    .where('org_id', '=', orgId)
    .$if(!filter.archived, (query) => query.where('archived_at', 'is', null))
    .$if(filter.seriesId !== undefined, (query) => query.where('series_id', '=', filter.seriesId ?? null))
    .$if(filter.id !== undefined, (query) => query.where('id', '=', filter.id ?? ''))
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    seriesId: row.series_id,
    title: row.title,
    detail: row.detail,
    owner: row.owner as LibraryAction['owner'],
    upToLevel: row.up_to_level,
    dueInDays: row.due_in_days,
    archived: row.archived_at !== null,
    version: row.version,
  }));
}

export async function findLibraryAction(tx: Kysely<DB>, orgId: string, id: string): Promise<LibraryAction | undefined> {
  return (await listLibrary(tx, orgId, { id, archived: true }))[0];
}

/** Writes new entries; answers the ids of those that were not there yet. */
export async function insertLibrary(tx: Kysely<DB>, orgId: string, entries: readonly (LibraryEntry & { id: string })[]): Promise<string[]> {
  if (entries.length === 0) return [];
  const written = await tx
    .insertInto('action_library')
    .values(entries.map((entry) => ({ org_id: orgId, id: entry.id, ...columns(entry) })))
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doNothing())
    .returning('id')
    .execute();
  return written.map(({ id }) => id);
}

/** Writes an entry as it is to be; false when it is no longer at this version. */
export async function updateLibrary(
  tx: Kysely<DB>,
  orgId: string,
  id: string,
  version: number,
  entry: LibraryEntry & { archived: boolean },
  now: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable('action_library')
    .set((eb) => ({
      ...columns(entry),
      archived_at: entry.archived ? eb.fn.coalesce('archived_at', eb.val(now.toISOString())) : null,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The outcomes an action can be for: of the latest published version of each framework that is not retired, in their order. */
export async function libraryOutcomes(tx: Kysely<DB>, orgId: string): Promise<(LibraryOutcome & { code: string; frameworkId: string })[]> {
  const { rows } = await sql<LibraryOutcome & { code: string; frameworkId: string }>`
    select o.series_id as "seriesId", f.id as "frameworkId", f.name as "frameworkName", t.name as "typeName", o.code, o.statement, v.levels
    from (select distinct on (framework_id) * from framework_versions where org_id = ${orgId} and status = 'published' order by framework_id, number desc) v
    join frameworks f on f.org_id = ${orgId} and f.id = v.framework_id and f.retired_at is null
    join outcome_types t on t.org_id = ${orgId} and t.framework_version_id = v.id
    join outcomes o on o.org_id = ${orgId} and o.outcome_type_id = t.id
    order by f.created_at, f.id, t.position, o.position`.execute(tx);
  return rows;
}
