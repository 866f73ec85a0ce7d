import type { SeverityRun } from '@waymark/contract/severity.ts';
import type { Tx } from '../db/actor.ts';
import { severityFit } from './rules.ts';
import type { Compared } from './severity.ts';

const runs = (tx: Tx, orgId: string) =>
  tx.selectFrom('analysis_runs').where('org_id', '=', orgId).where('question', '=', severityFit).orderBy('started_at', 'desc').limit(1);

/** The latest comparison that came to its end, and when it did. */
export async function findFittedSeverity(tx: Tx, orgId: string): Promise<{ compared: Compared; at: string } | null> {
  const row = await runs(tx, orgId).where('status', '=', 'done').select(['answer', 'finished_at']).executeTakeFirst();
  return row === undefined || row.finished_at === null ? null : { compared: row.answer as unknown as Compared, at: row.finished_at };
}

/** The latest comparison, whatever became of it. */
export async function findSeverityRun(tx: Tx, orgId: string): Promise<SeverityRun | null> {
  const row = await runs(tx, orgId).select(['id', 'status', 'progress', 'stage', 'started_at']).executeTakeFirst();
  if (row === undefined) return null;
  const { id, status, progress, stage, started_at } = row;
  return { id, status: status as SeverityRun['status'], progress, stage, startedAt: started_at };
}
