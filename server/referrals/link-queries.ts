import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';

/** Referral links, those in use first, the latest first among them. */
export async function findLinks(tx: Tx, orgId: string, now: Date) {
  return tx
    .selectFrom('private_links as l')
    .leftJoin('schools as s', (join) => join.onRef('s.org_id', '=', 'l.org_id').onRef('s.id', '=', 'l.subject_id'))
    .where('l.org_id', '=', orgId)
    .where('l.kind', '=', 'referral')
    .select([
      'l.id',
      sql<{ id: string; name: string } | null>`case when s.id is not null then json_build_object('id', s.id, 'name', s.name) end`.as(
        'school',
      ),
      'l.created_at as createdAt',
      'l.expires_at as expiresAt',
      'l.revoked_at as revokedAt',
      'l.last_opened_at as lastOpenedAt',
      sql<number>`(select count(*) from referrals r where r.org_id = l.org_id and r.link_id = l.id)`.as('referrals'),
    ])
    .orderBy(sql`l.revoked_at is null and l.expires_at > ${now.toISOString()}`, 'desc')
    .orderBy('l.created_at', 'desc')
    .execute();
}

export async function findLink(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('private_links')
    .where('org_id', '=', orgId)
    .where('kind', '=', 'referral')
    .where('id', '=', id)
    .select(['id', 'revoked_at as revokedAt'])
    .executeTakeFirst();
}
