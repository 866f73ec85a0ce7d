import { dayLength } from '@waymark/contract/days.ts';
import { importKeptDays } from '@waymark/contract/imports.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { writeAudit } from '../http/log-rows.ts';
import type { Job } from '../jobs/job.ts';
import { everyOrganisation } from '../jobs/organisations.ts';
import { dropRows } from './dropRows.ts';
import { updateImport } from './queries.ts';

/**
 * Drops the rows of files some time after the last anybody did with them, since they hold all that the files held of
 * people. What was imported stays, and can no longer be undone; what never was is put away. Each is in the audit log.
 */
export const expireImportsJob: Job = {
  name: 'expire-imports',
  cron: '50 2 * * *',
  async run({ database, now }) {
    for (const actor of await everyOrganisation(database, now)) await database.withActor(actor, (tx) => expire(tx, actor, now));
  },
};

async function expire(tx: Tx, actor: Actor, now: Date): Promise<void> {
  const before = new Date(now.getTime() - importKeptDays * dayLength).toISOString();
  const old = await tx
    .selectFrom('imports')
    .where('org_id', '=', actor.orgId)
    .where('rows_dropped_at', 'is', null)
    .where('touched_at', '<', before)
    .where((eb) => eb.or([eb('finished_at', 'is', null), eb('finished_at', '<', before)]))
    .where((eb) => eb.or([eb('undone_at', 'is', null), eb('undone_at', '<', before)]))
    .where('status', 'not in', ['checking', 'running'])
    .select(['id', 'status', 'kind', 'row_count'])
    .forUpdate()
    .execute();
  for (const { id, status, kind, row_count } of old) {
    const taken = status === 'done' || status === 'failed' || status === 'undone';
    await dropRows(tx, actor.orgId, id, now);
    if (!taken) await updateImport(tx, actor.orgId, id, { status: 'discarded' });
    await writeAudit(tx, actor, now, taken ? 'import.rows_dropped' : 'import.discarded', 'import', id, {
      detail: { kind, rows: row_count, keptDays: importKeptDays },
    });
  }
}
