import type { Tx } from '../db/actor.ts';

export interface CohortDetails {
  name: string;
  startsOn: string | null;
  endsOn: string | null;
}

/** A cohort's own columns, locked until the transaction ends. */
export async function findCohortForUpdate(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('cohorts')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select((eb) => [
      'programme_id as programmeId',
      'name',
      'starts_on as startsOn',
      'ends_on as endsOn',
      eb('archived_at', 'is not', null).$castTo<boolean>().as('archived'),
      'version',
    ])
    .forUpdate()
    .executeTakeFirst();
}

/** Returns false when a cohort has this id, or one of the programme this name, already. */
export async function insertCohort(tx: Tx, orgId: string, programmeId: string, id: string, details: CohortDetails): Promise<boolean> {
  const row = await tx
    .insertInto('cohorts')
    .values({ org_id: orgId, programme_id: programmeId, id, name: details.name, starts_on: details.startsOn, ends_on: details.endsOn })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateCohort(
  tx: Tx,
  orgId: string,
  id: string,
  details: CohortDetails & { archived: boolean },
  now: Date,
): Promise<number> {
  const row = await tx
    .updateTable('cohorts')
    .set((eb) => ({
      name: details.name,
      starts_on: details.startsOn,
      ends_on: details.endsOn,
      archived_at: details.archived ? eb.fn.coalesce('archived_at', eb.val(now.toISOString())) : null,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

/** Whether another cohort of the programme that is not archived has this name. */
export async function cohortNameTaken(tx: Tx, orgId: string, programmeId: string, id: string, name: string): Promise<boolean> {
  const row = await tx
    .selectFrom('cohorts')
    .where('org_id', '=', orgId)
    .where('programme_id', '=', programmeId)
    .where('id', '!=', id)
    .where('archived_at', 'is', null)
    .where((eb) => eb(eb.fn<string>('lower', ['name']), '=', name.toLowerCase()))
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}
