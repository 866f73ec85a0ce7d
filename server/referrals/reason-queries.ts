import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';

/** All reasons in the order of the form, archived ones last, with how many referrals gave each. */
export async function findReasons(tx: Tx, orgId: string) {
  return tx
    .selectFrom('referral_reasons as r')
    .where('r.org_id', '=', orgId)
    .select((eb) => [
      'r.id',
      'r.code',
      'r.label',
      'r.shipped',
      eb('r.archived_at', 'is not', null).$castTo<boolean>().as('archived'),
      sql<number>`(select count(*) from referrals f where f.org_id = r.org_id and r.id = any(f.reason_ids))`.as('used'),
      'r.version',
    ])
    .orderBy('archived')
    .orderBy('r.position')
    .orderBy('r.label')
    .execute();
}

/** The reasons a form offers. */
export async function findOfferedReasons(tx: Tx, orgId: string) {
  return tx
    .selectFrom('referral_reasons')
    .where('org_id', '=', orgId)
    .where('archived_at', 'is', null)
    .select(['id', 'label'])
    .orderBy('position')
    .orderBy('label')
    .execute();
}

export async function insertReason(tx: Tx, orgId: string, reason: { id: string; code: string; label: string }): Promise<void> {
  await tx
    .insertInto('referral_reasons')
    .values((eb) => ({
      org_id: orgId,
      ...reason,
      position: eb
        .selectFrom('referral_reasons')
        .where('org_id', '=', orgId)
        .select(sql<number>`coalesce(max(position), 0) + 1`.as('next')),
    }))
    .execute();
}

/** The new version, or undefined when somebody else changed it meanwhile. */
export async function updateReason(
  tx: Tx,
  orgId: string,
  id: string,
  reason: { label: string; archived: boolean },
  version: number,
  now: Date,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('referral_reasons')
    .set((eb) => ({
      label: reason.label,
      archived_at: reason.archived ? eb.fn.coalesce('archived_at', eb.val(now.toISOString())) : null,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}

export async function orderReasons(tx: Tx, orgId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update referral_reasons r set position = case when given.place is null then ${ids.length} + r.position else given.place end
    from referral_reasons o
    left join (select id, (ordinality - 1)::int as place from unnest(${[...ids]}::uuid[]) with ordinality as t (id, ordinality)) given on given.id = o.id
    where r.org_id = ${orgId} and o.org_id = ${orgId} and r.id = o.id`.execute(tx);
}
