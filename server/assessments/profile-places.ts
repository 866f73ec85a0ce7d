import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';
import type { PlaceKind } from './profile-texts.ts';

/** What these students have to do with and has no number yet, as a query of `kind, of_id`. */
function unplaced(orgId: string, studentIds: readonly string[]): RawBuilder<unknown> {
  const these = sql`t.org_id = ${orgId} and t.student_id = any(${[...studentIds]}::uuid[])`;
  const without = (kind: PlaceKind, column: string, table: string) => sql`
    select ${kind} as kind, ${sql.ref(`t.${column}`)} as of_id from ${sql.raw(table)} t
    where ${these} and not exists (
      select from profile_places p where p.org_id = t.org_id and p.kind = ${kind} and p.of_id = ${sql.ref(`t.${column}`)})`;
  return sql`
    ${without('series', 'series_id', 'standings')} union
    ${without('assessor', 'assessor_id', 'assessments')} union
    ${without('session', 'session_id', 'participations')} union
    ${without('school', 'school_id', '(select org_id, id as student_id, school_id from students where school_id is not null)')}`;
}

/**
 * Gives series, assessors, sessions and schools that no profile has named yet their numbers, by which `profile-texts.ts` writes them; one
 * transaction of an organisation at a time. A number is never taken back.
 */
export async function placeNew(tx: Tx, orgId: string, studentIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ some: boolean }>`select exists (${unplaced(orgId, studentIds)}) as some`.execute(tx);
  if (rows[0]?.some !== true) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`profile places of ${orgId}`}, 0))`.execute(tx);
  await sql`
    insert into profile_places (org_id, kind, of_id, place)
    select ${orgId}::uuid, kind, of_id,
      (select coalesce(max(place) + 1, 0) from profile_places p where p.org_id = ${orgId} and p.kind = new.kind)
        + row_number() over (partition by kind order by of_id) - 1
    from (${unplaced(orgId, studentIds)}) new`.execute(tx);
}
