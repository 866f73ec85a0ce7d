import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { keepStates } from '../db/past-states.ts';

/** False when it has moved on, or is not there. */
export async function renameFramework(
  tx: Tx,
  orgId: string,
  framework: { id: string; version: number; name: string; description: string },
): Promise<boolean> {
  await keepStates(tx, orgId, 'frameworks', [framework.id]);
  const updated = await tx
    .updateTable('frameworks')
    .set((eb) => ({ name: framework.name, description: framework.description, version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', framework.id)
    .where('version', '=', framework.version)
    .returning('id')
    .executeTakeFirst();
  return updated !== undefined;
}

/** Takes a framework out of use for new programmes, or back. Answers whether anything changed. */
export async function setFrameworkRetired(tx: Tx, orgId: string, id: string, retired: boolean): Promise<boolean> {
  const updated = await tx
    .updateTable('frameworks')
    .set((eb) => ({ retired_at: retired ? sql<string>`now()` : null, version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('retired_at', retired ? 'is' : 'is not', null)
    .returning('id')
    .executeTakeFirst();
  return updated !== undefined;
}

/** Takes a published version out of use for new assessments, or back. Answers whether anything changed. */
export async function setVersionRetired(tx: Tx, orgId: string, id: string, retired: boolean): Promise<boolean> {
  await keepStates(tx, orgId, 'framework_versions', [id]);
  const updated = await tx
    .updateTable('framework_versions')
    .set((eb) => ({ status: retired ? 'retired' : 'published', version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', '=', retired ? 'published' : 'retired')
    .returning('id')
    .executeTakeFirst();
  return updated !== undefined;
}

/** Locks a framework until the end of the transaction, so that two versions are not retired past each other. */
export async function lockFramework(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('frameworks')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select('id')
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}
