import { systemActor, type Actor } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';

/** An actor for each organisation, for jobs that go through all of them one by one. */
export async function everyOrganisation(database: Database, now: Date): Promise<Actor[]> {
  const rows = await database.withSettings({ role: 'jobs' }, (tx) =>
    tx.selectFrom('organisations').select(['org_id', 'time_zone']).orderBy('org_id').execute(),
  );
  return rows.map((row) => systemActor(row.org_id, now, row.time_zone));
}
