import type { Tx } from '../db/actor.ts';
import { keepStates } from '../db/past-states.ts';

/** All schools with the students who have not left, as far as the actor may see them. */
export async function findSchools(tx: Tx, orgId: string) {
  return tx
    .with('counts', (db) =>
      db
        .selectFrom('students')
        .where('org_id', '=', orgId)
        .where('left_on', 'is', null)
        .where('school_id', 'is not', null)
        .groupBy('school_id')
        .select((eb) => ['school_id', eb.fn.countAll<number>().as('students')]),
    )
    .selectFrom('schools as s')
    .leftJoin('counts', 'counts.school_id', 's.id')
    .where('s.org_id', '=', orgId)
    .select((eb) => [
      's.id',
      's.name',
      's.urn',
      eb('s.archived_at', 'is not', null).$castTo<boolean>().as('archived'),
      eb.fn.coalesce('counts.students', eb.lit(0)).$castTo<number>().as('students'),
      's.version',
    ])
    .orderBy('archived')
    .orderBy('s.name')
    .execute();
}

export async function findSchool(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('schools')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select((eb) => ['id', 'name', 'urn', 'version', eb('archived_at', 'is not', null).$castTo<boolean>().as('archived')])
    .forUpdate()
    .executeTakeFirst();
}

/** Which of name and URN another school, not archived, has already. */
export async function findTaken(tx: Tx, orgId: string, school: { id: string; name: string; urn: string | null }) {
  return tx
    .selectFrom('schools')
    .where('org_id', '=', orgId)
    .where('id', '!=', school.id)
    .where((eb) =>
      eb.or([
        eb.and([eb(eb.fn<string>('lower', ['name']), '=', school.name.toLowerCase()), eb('archived_at', 'is', null)]),
        eb('urn', '=', school.urn),
      ]),
    )
    .select(['name', 'urn'])
    .execute();
}

export async function insertSchool(tx: Tx, orgId: string, school: { id: string; name: string; urn: string | null }): Promise<boolean> {
  const row = await tx
    .insertInto('schools')
    .values({ org_id: orgId, ...school })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateSchool(
  tx: Tx,
  orgId: string,
  id: string,
  school: { name: string; urn: string | null; archived: boolean },
  now: Date,
): Promise<number> {
  await keepStates(tx, orgId, 'schools', [id]);
  const row = await tx
    .updateTable('schools')
    .set((eb) => ({
      name: school.name,
      urn: school.urn,
      archived_at: school.archived ? eb.fn.coalesce('archived_at', eb.val(now.toISOString())) : null,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}
