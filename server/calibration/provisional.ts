import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';

/**
 * Whose scores do not count yet, and from which day: where the organisation asks mentors to calibrate first, those who
 * have not finished an exercise. What they scored before that day counts as it always did. Null where nothing is left out.
 */
export interface Provisional {
  from: string;
  mentorIds: string[];
}

/** Decided when it is read, from the day of a mentor's first finished exercise: no score is ever rewritten for it. */
export async function readProvisional(tx: Tx, orgId: string): Promise<Provisional | null> {
  const rows = await tx
    .selectFrom('organisations as o')
    .innerJoin('members as m', 'm.org_id', 'o.org_id')
    .where('o.org_id', '=', orgId)
    .where('o.calibrate_from', 'is not', null)
    .where('m.role', '=', 'mentor')
    // the assessor of an imported score never had a seat to calibrate from
    .where('m.status', '<>', 'record_only')
    .where('m.calibrated_at', 'is', null)
    .select(['o.calibrate_from as from', 'm.id'])
    .execute();
  const from = rows[0]?.from;
  return from == null ? null : { from, mentorIds: rows.map(({ id }) => id) };
}

/**
 * Of standings under `alias`: those whose first and latest level both count. A level in between is never what a figure is
 * told by.
 */
export function standingCounts(provisional: Provisional | null, alias = 'st'): RawBuilder<boolean> {
  if (provisional === null) return sql`true`;
  const { from, mentorIds } = provisional;
  const counts = (which: 'first' | 'latest') => sql<boolean>`(${sql.ref(`${alias}.${which}_on`)} is null
    or ${sql.ref(`${alias}.${which}_on`)} < ${from} or ${sql.ref(`${alias}.${which}_assessor_id`)} <> all(${mentorIds}::uuid[]))`;
  return sql<boolean>`(${counts('first')} and ${counts('latest')})`;
}
