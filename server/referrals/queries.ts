import { sql } from 'kysely';
import type { CriteriaSnapshot } from '@waymark/contract/criteria.ts';
import type { NamedAs, ReferralSource, ReferralStatus, ReferrerKind } from '@waymark/contract/referrals.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';

export interface ReferralRow {
  id: string;
  studentId: string | null;
  namedAs: NamedAs | null;
  programmeId: string | null;
  source: ReferralSource;
  linkId: string | null;
  referredBy: string | null;
  referrerKind: ReferrerKind;
  referrerName: string;
  referrerEmail: string | null;
  reasonIds: readonly string[];
  tried: string;
  evidence: string;
  snapshot: CriteriaSnapshot | null;
}

/** False when a referral with this id is here already: the same form, sent twice. */
export async function insertReferral(tx: Tx, actor: Actor, row: ReferralRow, now: Date): Promise<boolean> {
  const inserted = await tx
    .insertInto('referrals')
    .values({
      org_id: actor.orgId,
      id: row.id,
      student_id: row.studentId,
      named_as: row.namedAs === null ? null : (jsonb(row.namedAs) as never),
      programme_id: row.programmeId,
      source: row.source,
      link_id: row.linkId,
      referred_by: row.referredBy,
      referrer_kind: row.referrerKind,
      referrer_name: row.referrerName,
      referrer_email: row.referrerEmail,
      reason_ids: [...row.reasonIds],
      tried: row.tried,
      evidence: row.evidence,
      criteria_version_id: row.snapshot?.versionId ?? null,
      criteria_snapshot: row.snapshot === null ? null : (jsonb(row.snapshot) as never),
      need: row.snapshot?.holds ?? 0,
      received_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Whose referral this is, when there is one with this id that the actor may see. */
export async function findOrigin(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('referrals')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select(['referred_by as referredBy', 'link_id as linkId', 'version'])
    .executeTakeFirst();
}

/** How many referrals came through a link since a moment. */
export async function countThroughLink(tx: Tx, orgId: string, linkId: string, since: Date): Promise<number> {
  const { n } = await tx
    .selectFrom('referrals')
    .where('org_id', '=', orgId)
    .where('link_id', '=', linkId)
    .where('received_at', '>=', since.toISOString())
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** Which of these reasons the organisation does not offer. */
export async function findUnknownReasons(tx: Tx, orgId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select given.id from unnest(${[...ids]}::uuid[]) as given (id)
    where not exists (select from referral_reasons r where r.org_id = ${orgId} and r.id = given.id and r.archived_at is null)`.execute(tx);
  return rows.map((row) => row.id);
}

/** Programmes under way that take students, by name. */
export async function findOpenProgrammes(tx: Tx, orgId: string, today: string) {
  return tx
    .selectFrom('programmes')
    .where('org_id', '=', orgId)
    .where('archived_at', 'is', null)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>', today)]))
    .select(['id', 'name'])
    .orderBy('name')
    .execute();
}

/** Schools in use, by name; one of them where an id is given. */
export async function findSchools(tx: Tx, orgId: string, id: string | null) {
  return tx
    .selectFrom('schools')
    .where('org_id', '=', orgId)
    .where('archived_at', 'is', null)
    .$if(id !== null, (query) => query.where('id', '=', id ?? ''))
    .select(['id', 'name'])
    .orderBy('name')
    .execute();
}

/** Of these students, since when each has a referral that waits for a decision. */
export async function findReferredSince(tx: Tx, orgId: string, studentIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; since: string }>`
    select student_id as id, min(received_at) as since from referrals
    where org_id = ${orgId} and student_id = any(${[...studentIds]}::uuid[]) and status in ('open', 'waiting')
    group by student_id`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.since]));
}

/** A student who can be referred: here, in reach, and not left. */
export async function findReferrable(tx: Tx, orgId: string, id: string) {
  return tx.selectFrom('students').where('org_id', '=', orgId).where('id', '=', id).select(['id', 'left_on as leftOn']).executeTakeFirst();
}

/** Referrals a member made, latest first; one of them where an id is given. Names only of students still in reach. */
export async function findOwn(tx: Tx, actor: Actor, of: { id?: string; before?: { at: string; id: string } | undefined }, limit: number) {
  return tx
    .selectFrom('referrals as r')
    .leftJoin('students as s', (join) => join.onRef('s.org_id', '=', 'r.org_id').onRef('s.id', '=', 'r.student_id'))
    .where('r.org_id', '=', actor.orgId)
    .where('r.referred_by', '=', actor.memberId)
    .$if(of.id !== undefined, (query) => query.where('r.id', '=', of.id ?? ''))
    .$if(of.before !== undefined, (query) =>
      query.where((eb) => eb(eb.refTuple('r.received_at', 'r.id'), '<', eb.tuple(of.before?.at ?? '', of.before?.id ?? ''))),
    )
    .select([
      'r.id',
      sql<string | null>`coalesce(r.named_as->>'name', coalesce(s.preferred_name, s.given_name) || ' ' || s.family_name)`.as('student'),
      sql<
        string[]
      >`array(select x.label from referral_reasons x where x.org_id = r.org_id and x.id = any(r.reason_ids) order by x.position, x.label)`.as(
        'reasons',
      ),
      sql<{ kind: ReferrerKind; name: string }>`json_build_object('kind', r.referrer_kind, 'name', r.referrer_name)`.as('askedBy'),
      sql<ReferralStatus>`r.status`.as('status'),
      'r.received_at as receivedAt',
      'r.decided_at as decidedAt',
      'r.answer',
      'r.version',
    ])
    .orderBy('r.received_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(limit)
    .execute();
}

/** Withdraws one's own referral while it is undecided; the new version, or undefined when it is not so any more. */
export async function withdrawOwn(tx: Tx, actor: Actor, id: string, version: number, now: Date): Promise<number | undefined> {
  const row = await tx
    .updateTable('referrals')
    .set((eb) => ({ status: 'withdrawn', decided_at: now.toISOString(), version: eb('version', '+', 1) }))
    .where('org_id', '=', actor.orgId)
    .where('referred_by', '=', actor.memberId)
    .where('id', '=', id)
    .where('status', 'in', ['open', 'waiting'])
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}
