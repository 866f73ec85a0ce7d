import type { Tx } from '../db/actor.ts';

/** The outcome series a framework version asks about. */
export async function seriesOfVersion(tx: Tx, orgId: string, versionId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('outcomes')
    .select('series_id')
    .where('org_id', '=', orgId)
    .where('framework_version_id', '=', versionId)
    .execute();
  return new Set(rows.map((row) => row.series_id));
}
