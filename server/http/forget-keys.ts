import { dayLength } from '@waymark/contract/days.ts';
import type { Job } from '../jobs/job.ts';
import { everyOrganisation } from '../jobs/organisations.ts';

/** How long a client may take to send the same write again: a phone may have lain in a drawer over half-term. */
const KEPT_DAYS = 7;

/** Drops the answers of old writes: they hold what was answered, which is nobody's record. */
export const forgetKeysJob: Job = {
  name: 'forget-idempotency-keys',
  cron: '10 3 * * *',
  async run({ database, now }) {
    const before = new Date(now.getTime() - KEPT_DAYS * dayLength).toISOString();
    for (const actor of await everyOrganisation(database, now)) {
      await database.withActor(actor, (tx) =>
        tx.deleteFrom('idempotency_keys').where('org_id', '=', actor.orgId).where('created_at', '<', before).execute(),
      );
    }
  },
};
