import type { Tx } from '../db/actor.ts';

/** What an organisation is called, for what leaves it. */
export async function organisationName(tx: Tx, orgId: string): Promise<string> {
  const { name } = await tx.selectFrom('organisations').select('name').where('org_id', '=', orgId).executeTakeFirstOrThrow();
  return name;
}
