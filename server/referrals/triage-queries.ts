import { sql } from 'kysely';
import type { CriteriaSnapshot } from '@waymark/contract/criteria.ts';
import type { NamedAs, ReferralSource, ReferralStatus, ReferrerKind } from '@waymark/contract/referrals.ts';
import { daysForARule, type Decision, type TriageDecision } from '@waymark/contract/triage.ts';
import type { z } from 'zod';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';

export interface QueueFilters {
  state: 'undecided' | 'open' | 'waiting' | 'decided';
  schoolId?: string | undefined;
  reasonId?: string | undefined;
  yearGroup?: number | undefined;
}

const statuses: Record<QueueFilters['state'], ReferralStatus[]> = {
  undecided: ['open', 'waiting'],
  open: ['open'],
  waiting: ['waiting'],
  decided: ['accepted', 'declined', 'redirected', 'withdrawn'],
};

/** Where the student is: on record, or as the referrer said while nobody knows who it is. */
const school = sql`coalesce(s.school_id, case when r.student_id is null then (r.named_as->>'schoolId')::uuid end)`;
const year = sql`coalesce(s.year_group, case when r.student_id is null then (r.named_as->>'yearGroup')::int end)`;

/** Age with need added: what the queue is ordered by, as the moment a referral without need would have been received. */
const standing = sql<string>`r.received_at - r.need * interval '${sql.raw(String(daysForARule * 24))} hours'`;

function rows(tx: Tx, orgId: string) {
  return tx
    .selectFrom('referrals as r')
    .leftJoin('students as s', (join) => join.onRef('s.org_id', '=', 'r.org_id').onRef('s.id', '=', 'r.student_id'))
    .leftJoin('schools as sc', (join) => join.onRef('sc.org_id', '=', 'r.org_id').on('sc.id', '=', school as never))
    .where('r.org_id', '=', orgId)
    .select([
      'r.id',
      sql<{ id: string; name: string } | null>`case when s.id is not null
        then json_build_object('id', s.id, 'name', coalesce(s.preferred_name, s.given_name) || ' ' || s.family_name) end`.as('student'),
      sql<number | null>`${year}`.as('yearGroup'),
      'sc.name as school',
      sql<
        string[]
      >`array(select x.label from referral_reasons x where x.org_id = r.org_id and x.id = any(r.reason_ids) order by x.position, x.label)`.as(
        'reasons',
      ),
      sql<ReferrerKind>`r.referrer_kind`.as('referrerKind'),
      sql<ReferralSource>`r.source`.as('source'),
      sql<ReferralStatus>`r.status`.as('status'),
      'r.received_at as receivedAt',
      'r.decided_at as decidedAt',
      sql<CriteriaSnapshot | null>`r.criteria_snapshot`.as('snapshot'),
      'r.version',
    ]);
}

/** A page of the queue, or of what was decided. `from` is the last row of the page before. */
export async function findQueue(tx: Tx, orgId: string, filters: QueueFilters, from: { at: string; id: string } | undefined, limit: number) {
  const order = filters.state === 'decided' ? sql<string>`r.decided_at` : standing;
  const { schoolId, reasonId, yearGroup } = filters;
  return rows(tx, orgId)
    .where('r.status', 'in', statuses[filters.state])
    .$if(schoolId !== undefined, (query) => query.where(sql<boolean>`${school} = ${schoolId ?? null}::uuid`))
    .$if(yearGroup !== undefined, (query) => query.where(sql<boolean>`${year} = ${yearGroup ?? null}::int`))
    .$if(reasonId !== undefined, (query) => query.where(sql<boolean>`${reasonId ?? null}::uuid = any(r.reason_ids)`))
    .$if(from !== undefined, (query) =>
      query.where(
        filters.state === 'decided'
          ? sql<boolean>`(${order}, r.id) < (${from?.at ?? null}::timestamptz, ${from?.id ?? null}::uuid)`
          : sql<boolean>`(${order}, r.id) > (${from?.at ?? null}::timestamptz, ${from?.id ?? null}::uuid)`,
      ),
    )
    .select([sql<string>`r.named_as->>'name'`.as('namedAs'), order.as('standing')])
    .orderBy(order, filters.state === 'decided' ? 'desc' : 'asc')
    .orderBy('r.id', filters.state === 'decided' ? 'desc' : 'asc')
    .limit(limit)
    .execute();
}

export async function countUndecided(tx: Tx, orgId: string): Promise<{ open: number; waiting: number }> {
  return tx
    .selectFrom('referrals')
    .where('org_id', '=', orgId)
    .where('status', 'in', ['open', 'waiting'])
    .select([
      sql<number>`count(*) filter (where status = 'open')`.as('open'),
      sql<number>`count(*) filter (where status = 'waiting')`.as('waiting'),
    ])
    .executeTakeFirstOrThrow();
}

type DecisionRow = z.infer<typeof TriageDecision>;

/** One referral, whole. */
export async function findReferral(tx: Tx, orgId: string, id: string, today: string) {
  return rows(tx, orgId)
    .leftJoin('members as by', (join) => join.onRef('by.org_id', '=', 'r.org_id').onRef('by.id', '=', 'r.referred_by'))
    .leftJoin('programmes as p', (join) => join.onRef('p.org_id', '=', 'r.org_id').onRef('p.id', '=', 'r.programme_id'))
    .where('r.id', '=', id)
    .select([
      sql<NamedAs | null>`r.named_as`.as('namedAs'),
      sql<string | null>`${school}`.as('schoolId'),
      sql<{ id: string; name: string } | null>`case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end`.as(
        'programme',
      ),
      'r.referrer_name as referrerName',
      'r.referrer_email as referrerEmail',
      'r.referred_by as referredBy',
      'by.name as memberName',
      'by.email as memberEmail',
      'by.status as memberStatus',
      'r.tried',
      'r.evidence',
      'r.answer',
      's.left_on as leftOn',
      sql<DecisionRow[]>`coalesce((select json_agg(json_build_object('id', d.id, 'decision', d.decision, 'reason', d.reason,
          'redirectedTo', d.redirected_to, 'mentor', mm.name, 'programme', pp.name, 'decidedAt', d.decided_at, 'decidedBy', m.name) order by d.decided_at desc)
        from triage_decisions d
        left join members m on m.org_id = d.org_id and m.id = d.decided_by
        left join enrolments e on e.org_id = d.org_id and e.id = d.enrolment_id
        left join programmes pp on pp.org_id = e.org_id and pp.id = e.programme_id
        left join matches x on x.org_id = d.org_id and x.id = d.match_id
        left join members mm on mm.org_id = x.org_id and mm.id = x.mentor_id
        where d.org_id = r.org_id and d.referral_id = r.id), '[]'::json)`.as('decisions'),
      sql<{ id: string; programme: { id: string; name: string }; mentors: string[] }[]>`coalesce((
        select json_agg(json_build_object('id', e.id, 'programme', json_build_object('id', ep.id, 'name', ep.name),
          'mentors', array(select distinct mn.name from matches mt join members mn on mn.org_id = mt.org_id and mn.id = mt.mentor_id
            where mt.org_id = e.org_id and mt.enrolment_id = e.id and mt.started_on <= ${today}::date and (mt.ended_on is null or mt.ended_on > ${today}::date)
            order by mn.name)) order by ep.name)
        from enrolments e join programmes ep on ep.org_id = e.org_id and ep.id = e.programme_id
        where e.org_id = r.org_id and e.student_id = r.student_id and (e.ended_on is null or e.ended_on > ${today}::date)), '[]'::json)`.as(
        'enrolments',
      ),
      sql<{ id: string; status: ReferralStatus; receivedAt: string }[]>`coalesce((
        select json_agg(json_build_object('id', o.id, 'status', o.status, 'receivedAt', o.received_at) order by o.received_at desc)
        from referrals o where o.org_id = r.org_id and o.student_id = r.student_id and o.id <> r.id), '[]'::json)`.as('others'),
    ])
    .executeTakeFirst();
}

/** What a decision is about, locked until the transaction ends. */
export async function findForDecision(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('referrals')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select([
      'student_id as studentId',
      sql<ReferralStatus>`status`.as('status'),
      'received_at as receivedAt',
      sql<NamedAs | null>`named_as`.as('namedAs'),
      'version',
    ])
    .forUpdate()
    .executeTakeFirst();
}

/** Says who a referral is about, with what the criteria say of them where it was not known before. */
export async function updateStudent(
  tx: Tx,
  orgId: string,
  id: string,
  studentId: string,
  snapshot: CriteriaSnapshot | null,
): Promise<number> {
  const row = await tx
    .updateTable('referrals')
    .set((eb) => ({
      student_id: studentId,
      criteria_version_id: snapshot?.versionId ?? null,
      criteria_snapshot: snapshot === null ? null : (jsonb(snapshot) as never),
      need: snapshot?.holds ?? 0,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

export interface DecisionToKeep {
  id: string;
  referralId: string;
  studentId: string | null;
  decision: Decision;
  reason: string;
  redirectedTo: string | null;
  enrolmentId: string | null;
  matchId: string | null;
  answer: string;
  status: ReferralStatus;
}

/** Keeps a decision and what it makes of the referral; answers the referral's new version. */
export async function keepDecision(tx: Tx, actor: Actor, kept: DecisionToKeep, now: Date): Promise<number> {
  await tx
    .insertInto('triage_decisions')
    .values({
      org_id: actor.orgId,
      id: kept.id,
      referral_id: kept.referralId,
      student_id: kept.studentId,
      decision: kept.decision,
      reason: kept.reason,
      redirected_to: kept.redirectedTo,
      enrolment_id: kept.enrolmentId,
      match_id: kept.matchId,
      decided_at: now.toISOString(),
      decided_by: actor.memberId,
    })
    .execute();
  const row = await tx
    .updateTable('referrals')
    .set((eb) => ({ status: kept.status, answer: kept.answer, decided_at: now.toISOString(), version: eb('version', '+', 1) }))
    .where('org_id', '=', actor.orgId)
    .where('id', '=', kept.referralId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}
