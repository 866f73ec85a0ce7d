import { sql, type RawBuilder } from 'kysely';
import type { Document } from '@waymark/contract/documents.ts';
import type { LawfulBasis, LinkState, ShareKind, ShareMedium } from '@waymark/contract/shares.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';

/** A share as it is on record, without what it said. */
export interface ShareRow {
  id: string;
  studentId: string;
  studentName: string;
  kind: ShareKind;
  title: string;
  recipientName: string;
  recipientRole: string;
  recipientEmail: string | null;
  purpose: string;
  lawfulBasis: LawfulBasis;
  medium: ShareMedium;
  notes: number;
  sharedAt: string;
  sharedBy: string | null;
  sharedById: string | null;
  linkId: string | null;
  expiresAt: string | null;
  openings: number;
  lastOpenedAt: string | null;
  revokedAt: string | null;
  revokedBy: string | null;
}

/** As fine as a cursor can carry. */
const moment = sql`date_trunc('milliseconds', sh.shared_at)`;

const columns = sql`sh.id, sh.student_id as "studentId", coalesce(nullif(s.preferred_name, ''), s.given_name) || ' ' || s.family_name as "studentName",
  sh.kind, sh.content->>'title' as title, sh.recipient_name as "recipientName", sh.recipient_role as "recipientRole",
  sh.recipient_email as "recipientEmail", sh.purpose, sh.lawful_basis as "lawfulBasis", sh.medium, cardinality(sh.note_ids)::int as notes,
  ${moment} as "sharedAt", sharer.name as "sharedBy", sh.shared_by as "sharedById", sh.link_id as "linkId",
  l.expires_at as "expiresAt", coalesce(l.openings, 0)::int as openings, l.last_opened_at as "lastOpenedAt",
  sh.revoked_at as "revokedAt", revoker.name as "revokedBy"`;

const joined = sql`shares sh
  join students s on s.org_id = sh.org_id and s.id = sh.student_id
  left join members sharer on sharer.org_id = sh.org_id and sharer.id = sh.shared_by
  left join members revoker on revoker.org_id = sh.org_id and revoker.id = sh.revoked_by
  left join private_links l on l.org_id = sh.org_id and l.id = sh.link_id`;

/**
 * What an actor sees of all there is within their reach: a school contact what was addressed to them, as long as it is
 * theirs to read; everybody else all of it.
 */
function addressed(actor: Actor, now: Date): RawBuilder<unknown> {
  if (actor.role !== 'school_contact') return sql`true`;
  return sql`sh.revoked_at is null and (l.id is null or l.expires_at > ${now.toISOString()}::timestamptz)
    and lower(sh.recipient_email) = (select lower(me.email) from members me where me.org_id = ${actor.orgId} and me.id = ${actor.memberId})`;
}

export interface ShareFilter {
  studentId?: string | undefined;
  kind?: ShareKind | undefined;
  medium?: ShareMedium | undefined;
  basis?: LawfulBasis | undefined;
  link?: LinkState | undefined;
  search?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  after?: { sharedAt: string; id: string } | undefined;
  limit: number;
}

export async function findShares(tx: Tx, actor: Actor, now: Date, filter: ShareFilter): Promise<ShareRow[]> {
  const at = now.toISOString();
  const states: Record<LinkState, RawBuilder<unknown>> = {
    open: sql`l.id is not null and sh.revoked_at is null and l.expires_at > ${at}::timestamptz`,
    expired: sql`l.id is not null and sh.revoked_at is null and l.expires_at <= ${at}::timestamptz`,
    revoked: sql`sh.revoked_at is not null`,
  };
  const like = filter.search ? `%${filter.search.replace(/[\\%_]/g, String.raw`\$&`)}%` : undefined;
  const where = [
    sql`sh.org_id = ${actor.orgId}`,
    addressed(actor, now),
    filter.studentId && sql`sh.student_id = ${filter.studentId}`,
    filter.kind && sql`sh.kind = ${filter.kind}`,
    filter.medium && sql`sh.medium = ${filter.medium}`,
    filter.basis && sql`sh.lawful_basis = ${filter.basis}`,
    filter.link && states[filter.link],
    like &&
      sql`(sh.recipient_name ilike ${like} or coalesce(nullif(s.preferred_name, ''), s.given_name) || ' ' || s.family_name ilike ${like})`,
    filter.from && sql`sh.shared_at >= (${filter.from}::date)::timestamp at time zone ${actor.timeZone}`,
    filter.to && sql`sh.shared_at < (${filter.to}::date + 1)::timestamp at time zone ${actor.timeZone}`,
    filter.after && sql`(${moment}, sh.id) < (${filter.after.sharedAt}::timestamptz, ${filter.after.id}::uuid)`,
  ].filter((condition) => typeof condition === 'object');
  const { rows } = await sql<ShareRow>`select ${columns} from ${joined} where ${sql.join(where, sql` and `)}
    order by ${moment} desc, sh.id desc limit ${filter.limit}`.execute(tx);
  return rows;
}

/** One share with what it said; undefined when it is not there for the actor. */
export async function findShare(tx: Tx, actor: Actor, now: Date, id: string): Promise<(ShareRow & { content: Document }) | undefined> {
  const { rows } = await sql<ShareRow & { content: Document }>`select ${columns}, sh.content from ${joined}
    where sh.org_id = ${actor.orgId} and sh.id = ${id} and ${addressed(actor, now)}`.execute(tx);
  return rows[0];
}

export interface NewShare {
  id: string;
  studentId: string;
  kind: ShareKind;
  recipient: { name: string; role: string; email: string | null };
  purpose: string;
  lawfulBasis: LawfulBasis;
  medium: ShareMedium;
  document: Document;
  noteIds: readonly string[];
  linkId: string | null;
}

/** Writes down what left; false when a share of this id is there already. */
export async function insertShare(tx: Tx, actor: Actor, share: NewShare, now: Date): Promise<boolean> {
  const written = await tx
    .insertInto('shares')
    .values({
      org_id: actor.orgId,
      student_id: share.studentId,
      id: share.id,
      kind: share.kind,
      recipient_name: share.recipient.name,
      recipient_role: share.recipient.role,
      recipient_email: share.recipient.email,
      purpose: share.purpose,
      lawful_basis: share.lawfulBasis,
      medium: share.medium,
      content: jsonb(share.document) as never,
      note_ids: sql`${[...share.noteIds]}::uuid[]`,
      link_id: share.linkId,
      shared_at: now.toISOString(),
      shared_by: actor.memberId,
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

/** Marks a share as taken back; false when it already was. */
export async function markRevoked(tx: Tx, actor: Actor, id: string, now: Date): Promise<boolean> {
  const marked = await tx
    .updateTable('shares')
    .set({ revoked_at: now.toISOString(), revoked_by: actor.memberId })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return marked.numUpdatedRows === 1n;
}
