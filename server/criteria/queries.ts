import { sql } from 'kysely';
import type { CriteriaStatus, Rule } from '@waymark/contract/criteria.ts';
import type { z } from 'zod';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';

type Status = z.infer<typeof CriteriaStatus>;

/** Versions of the criteria, latest first; one of them where an id is given. */
export async function findVersions(tx: Tx, orgId: string, id?: string) {
  return tx
    .selectFrom('criteria_versions as v')
    .leftJoin('members', (join) => join.onRef('members.org_id', '=', 'v.org_id').onRef('members.id', '=', 'v.published_by'))
    .where('v.org_id', '=', orgId)
    .$if(id !== undefined, (query) => query.where('v.id', '=', id ?? ''))
    .select([
      'v.id',
      'v.number',
      sql<Status>`v.status`.as('status'),
      sql<Rule[]>`v.rules`.as('rules'),
      'v.created_at as createdAt',
      'v.published_at as publishedAt',
      'members.name as publishedBy',
      'v.version',
    ])
    .orderBy('v.number', 'desc')
    .execute();
}

/** One version, locked until the transaction ends. */
export async function findVersionForUpdate(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('criteria_versions')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select(['id', 'number', sql<Status>`status`.as('status'), sql<Rule[]>`rules`.as('rules'), 'version'])
    .forUpdate()
    .executeTakeFirst();
}

/** False when there is a draft already: two leads started one at the same time. */
export async function insertDraft(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into criteria_versions (org_id, id, number, rules, created_by)
    select ${actor.orgId}, ${id}, coalesce(max(number), 0) + 1,
      coalesce((select rules from criteria_versions n where n.org_id = ${actor.orgId} order by n.number desc limit 1), '[]'::jsonb), ${actor.memberId}
    from criteria_versions where org_id = ${actor.orgId}
    on conflict do nothing returning id`.execute(tx);
  return rows.length === 1;
}

/** The new version of the row, or undefined when it is no draft of that version any more. */
export async function updateDraft(tx: Tx, orgId: string, id: string, rules: readonly Rule[], version: number): Promise<number | undefined> {
  const row = await tx
    .updateTable('criteria_versions')
    .set((eb) => ({ rules: jsonb(rules) as never, version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', '=', 'draft')
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}

export async function deleteDraft(tx: Tx, orgId: string, id: string): Promise<void> {
  await tx.deleteFrom('criteria_versions').where('org_id', '=', orgId).where('id', '=', id).where('status', '=', 'draft').execute();
}

/** Retires what is published, and publishes a draft. */
export async function publishDraft(tx: Tx, actor: Actor, id: string, now: Date): Promise<number> {
  await tx
    .updateTable('criteria_versions')
    .set((eb) => ({ status: 'retired', version: eb('version', '+', 1) }))
    .where('org_id', '=', actor.orgId)
    .where('status', '=', 'published')
    .execute();
  const row = await tx
    .updateTable('criteria_versions')
    .set((eb) => ({ status: 'published', published_at: now.toISOString(), published_by: actor.memberId, version: eb('version', '+', 1) }))
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .where('status', '=', 'draft')
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

export async function retireVersion(tx: Tx, orgId: string, id: string): Promise<number> {
  const row = await tx
    .updateTable('criteria_versions')
    .set((eb) => ({ status: 'retired', version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', '=', 'published')
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

/** Students who have not left: whom a rule can be about. */
export async function findHere(tx: Tx, orgId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('students')
    .where('org_id', '=', orgId)
    .where('left_on', 'is', null)
    .select('id')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Students here who take part in no programme and have no referral that waits for a decision. */
export async function findUnreferred(
  tx: Tx,
  orgId: string,
  today: string,
  filters: { schoolId?: string | undefined; yearGroup?: number | undefined },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('students as s')
    .where('s.org_id', '=', orgId)
    .where('s.left_on', 'is', null)
    .$if(filters.schoolId !== undefined, (query) => query.where('s.school_id', '=', filters.schoolId ?? ''))
    .$if(filters.yearGroup !== undefined, (query) => query.where('s.year_group', '=', filters.yearGroup ?? 0))
    .where(
      sql<boolean>`not exists (select from enrolments e where e.org_id = s.org_id and e.student_id = s.id
        and (e.ended_on is null or e.ended_on > ${today}::date))`,
    )
    .where(
      sql<boolean>`not exists (select from referrals r where r.org_id = s.org_id and r.student_id = s.id and r.status in ('open', 'waiting'))`,
    )
    .select('s.id')
    .orderBy('s.id')
    .execute();
  return rows.map((row) => row.id);
}

/** Who these students are, and how their last referral went. */
export async function describeStudents(tx: Tx, orgId: string, ids: readonly string[]) {
  const { rows } = await sql<{
    student: { id: string; name: string };
    yearGroup: number | null;
    school: { id: string; name: string } | null;
    lastReferral: { status: string; receivedAt: string; decidedAt: string | null } | null;
  }>`
    select json_build_object('id', s.id, 'name', coalesce(s.preferred_name, s.given_name) || ' ' || s.family_name) as student,
      s.year_group as "yearGroup",
      case when sc.id is not null then json_build_object('id', sc.id, 'name', sc.name) end as school,
      (select json_build_object('status', r.status, 'receivedAt', r.received_at, 'decidedAt', r.decided_at) from referrals r
        where r.org_id = s.org_id and r.student_id = s.id order by r.received_at desc limit 1) as "lastReferral"
    from students s left join schools sc on sc.org_id = s.org_id and sc.id = s.school_id
    where s.org_id = ${orgId} and s.id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.student.id, row]));
}
