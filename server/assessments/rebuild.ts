import { readConfig } from '../config.ts';
import type { Database } from '../db/connection.ts';
import { openDatabase } from '../db/open.ts';
import { everyOrganisation } from '../jobs/organisations.ts';
import { differingStandings, rebuildStandings } from './standings.ts';

interface Rebuilt {
  organisation: string;
  students: number;
  /** Standings that were not what their scores say. Anything but 0 wants an explanation. */
  differed: number;
}

/** Folds the standings of every organisation again, each in a transaction of its own, and says what had been wrong. */
export async function rebuildAll(database: Database, now: Date): Promise<Rebuilt[]> {
  const rebuilt: Rebuilt[] = [];
  for (const actor of await everyOrganisation(database, now)) {
    rebuilt.push(
      await database.withActor(actor, async (tx) => {
        const { name } = await tx.selectFrom('organisations').select('name').where('org_id', '=', actor.orgId).executeTakeFirstOrThrow();
        const differed = await differingStandings(tx, actor.orgId);
        return { organisation: name, students: await rebuildStandings(tx, actor.orgId), differed };
      }),
    );
  }
  return rebuilt;
}

if (import.meta.main) {
  const database = await openDatabase(readConfig(process.env));
  try {
    for (const { organisation, students, differed } of await rebuildAll(database, new Date())) {
      console.log(
        `${organisation}: ${students} students, ${differed === 0 ? 'nothing differed' : `${differed} standings differed and were put right`}`,
      );
    }
  } finally {
    await database.close();
  }
}
