import { sql } from 'kysely';
import { everyOrganisation } from '../jobs/organisations.ts';
import type { Job } from '../jobs/job.ts';
import { foldLedgers } from './counts.ts';

/** So few lines are read in a moment: adding them together is not worth the writing. */
const few = 5_000;

/** Adds alike lines of the ledgers behind outcomes over time together, where they have become many. */
export const foldCountsJob: Job = {
  name: 'outcomes.fold-counts',
  cron: '*/10 * * * *',
  run: async ({ database, now }) => {
    for (const actor of await everyOrganisation(database, now)) {
      await database.withActor(actor, async (tx) => {
        const { rows } = await sql<{ lines: number }>`
          select (select count(*) from outcome_counts where org_id = ${actor.orgId})
            + (select count(*) from enrolment_counts where org_id = ${actor.orgId}) as lines`.execute(tx);
        if ((rows[0]?.lines ?? 0) > few) await foldLedgers(tx, actor.orgId);
      });
    }
  },
};
