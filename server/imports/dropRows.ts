import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';

/** Drops what an import keeps of its file: the rows, and the first cells of each column. What it brought stays. */
export async function dropRows(tx: Tx, orgId: string, importId: string, now: Date): Promise<void> {
  await tx.deleteFrom('import_rows').where('org_id', '=', orgId).where('import_id', '=', importId).execute();
  await tx
    .updateTable('imports')
    .set({ rows_dropped_at: now.toISOString(), source: sql`source || '{"samples": {}}'` })
    .where('org_id', '=', orgId)
    .where('id', '=', importId)
    .execute();
}
