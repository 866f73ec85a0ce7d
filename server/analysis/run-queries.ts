import type { Tx } from '../db/actor.ts';

/** Fits nobody works on yet; after a start of the program also those an earlier one was at. */
export async function findToFit(tx: Tx, orgId: string, interrupted: boolean): Promise<string[]> {
  const rows = await tx
    .selectFrom('analysis_runs')
    .select('id')
    .where('org_id', '=', orgId)
    .where('status', 'in', interrupted ? ['waiting', 'running'] : ['waiting'])
    .orderBy('started_at')
    .execute();
  return rows.map(({ id }) => id);
}

/** Takes a fit up, and gives what was asked as it was kept; undefined when it was stopped in the meantime. */
export async function claimRun(tx: Tx, orgId: string, id: string): Promise<{ question: string; filters: unknown } | undefined> {
  return tx
    .updateTable('analysis_runs')
    .set({ status: 'running', progress: 0, stage: 'reading the scores' })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', 'in', ['waiting', 'running'])
    .returning(['question', 'filters'])
    .executeTakeFirst();
}

/** Writes down how far a fit is, or how it ended; false when somebody has stopped it. */
export async function noteRun(
  tx: Tx,
  orgId: string,
  id: string,
  state: { progress?: number; stage?: string; status?: 'done' | 'failed'; answer?: string; finished_at?: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('analysis_runs')
    .set(state)
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Stops a fit; false when there is none under way by this id. */
export async function cancelRun(tx: Tx, orgId: string, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('analysis_runs')
    .set({ status: 'cancelled', finished_at: now.toISOString() })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', 'in', ['waiting', 'running'])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
