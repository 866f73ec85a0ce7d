import { sql } from 'kysely';
import { type Provisional, standingCounts } from '../calibration/provisional.ts';
import type { Tx } from '../db/actor.ts';
import type { Placed } from './rules.ts';

export interface Period {
  from: string;
  to: string;
}

export interface ReferralRow extends Placed {
  school: string | null;
  status: 'open' | 'waiting' | 'accepted' | 'declined' | 'redirected' | 'withdrawn';
  reasons: { key: string; label: string; place: number }[];
  receivedOn: string;
  decidedOn: string | null;
}

/** Referrals received in a period, in the organisation's days; the programme is that of the enrolment, or the one asked for. */
export async function findReferrals(tx: Tx, orgId: string, { from, to }: Period, timeZone: string): Promise<ReferralRow[]> {
  const { rows } = await sql<ReferralRow>`
    select r.status, (r.received_at at time zone ${timeZone})::date as "receivedOn", (r.decided_at at time zone ${timeZone})::date as "decidedOn",
      sc.id as "schoolId", sc.name as school, coalesce(e.programme_id, r.programme_id) as "programmeId",
      coalesce(s.year_group, case when r.student_id is null then (r.named_as ->> 'yearGroup')::int end) as "yearGroup",
      coalesce((select json_agg(json_build_object('key', rr.id, 'label', rr.label, 'place', rr.position))
        from referral_reasons rr where rr.org_id = r.org_id and rr.id = any(r.reason_ids)), '[]') as reasons
    from referrals r
    left join students s on s.org_id = r.org_id and s.id = r.student_id
    left join schools sc on sc.org_id = r.org_id
      and sc.id = coalesce(s.school_id, case when r.student_id is null then (r.named_as ->> 'schoolId')::uuid end)
    left join lateral (select en.programme_id from triage_decisions d join enrolments en on en.org_id = d.org_id and en.id = d.enrolment_id
      where d.org_id = r.org_id and d.referral_id = r.id order by d.decided_at desc limit 1) e on true
    where r.org_id = ${orgId} and r.received_at >= ${from}::date::timestamp at time zone ${timeZone}
      and r.received_at < (${to}::date + 1)::timestamp at time zone ${timeZone}`.execute(tx);
  return rows;
}

export interface EnrolmentRow extends Placed {
  id: string;
  studentId: string;
  programmeId: string;
  programme: string;
  frameworkId: string;
  school: string | null;
  endedOn: string | null;
  endKind: 'planned' | 'early' | null;
  endedBy: 'mentor' | 'student' | 'family' | 'school' | 'programme' | null;
  endReason: string | null;
  /** Had a mentor at some time of the period. */
  matched: boolean;
  held: number;
  missed: number;
  minutes: number;
}

/** Enrolments open at some time of a period, with the meetings held under them in it. School and year are those of today. */
export async function findEnrolments(tx: Tx, orgId: string, { from, to }: Period, timeZone: string): Promise<EnrolmentRow[]> {
  const { rows } = await sql<EnrolmentRow>`
    with met as (
      select ma.enrolment_id, count(*) filter (where m.status = 'held')::int as held,
        count(*) filter (where m.status = 'student_absent')::int as missed,
        coalesce(sum(coalesce(m.minutes, m.planned_minutes)) filter (where m.status = 'held'), 0)::int as minutes
      from meetings m join matches ma on ma.org_id = m.org_id and ma.id = m.match_id
      where m.org_id = ${orgId} and m.status in ('held', 'student_absent')
        and m.starts_at >= ${from}::date::timestamp at time zone ${timeZone}
        and m.starts_at < (${to}::date + 1)::timestamp at time zone ${timeZone}
      group by ma.enrolment_id),
    mentored as (
      select distinct enrolment_id from matches
      where org_id = ${orgId} and started_on <= ${to}::date and (ended_on is null or ended_on >= ${from}::date))
    select e.id, e.student_id as "studentId", e.programme_id as "programmeId", p.name as programme, p.framework_id as "frameworkId",
      sc.id as "schoolId", sc.name as school, s.year_group as "yearGroup", e.ended_on as "endedOn", e.end_kind as "endKind",
      e.ended_by as "endedBy", e.end_reason as "endReason", mentored.enrolment_id is not null as matched,
      coalesce(met.held, 0) as held, coalesce(met.missed, 0) as missed, coalesce(met.minutes, 0) as minutes
    from enrolments e
    join programmes p on p.org_id = e.org_id and p.id = e.programme_id
    join students s on s.org_id = e.org_id and s.id = e.student_id
    left join schools sc on sc.org_id = s.org_id and sc.id = s.school_id
    left join mentored on mentored.enrolment_id = e.id
    left join met on met.enrolment_id = e.id
    where e.org_id = ${orgId} and e.started_on <= ${to}::date and (e.ended_on is null or e.ended_on >= ${from}::date)`.execute(tx);
  return rows;
}

export interface StandingCount {
  seriesId: string;
  up: number;
  same: number;
  down: number;
  one: number;
}

/** How mentors' scores of some enrolments moved from the first to the latest on record, by outcome. */
export async function countStandings(
  tx: Tx,
  orgId: string,
  enrolments: readonly EnrolmentRow[],
  provisional: Provisional | null,
): Promise<StandingCount[]> {
  const { rows } = await sql<StandingCount>`
    select st.series_id as "seriesId", count(*) filter (where st.scored > 1 and st.latest_level > st.first_level)::int as up,
      count(*) filter (where st.scored > 1 and st.latest_level = st.first_level)::int as same,
      count(*) filter (where st.scored > 1 and st.latest_level < st.first_level)::int as down,
      count(*) filter (where st.scored = 1)::int as one
    from standings st
    join unnest(${enrolments.map(({ id }) => id)}::uuid[], ${enrolments.map(({ studentId }) => studentId)}::uuid[]) who (id, student_id)
      on who.student_id = st.student_id and who.id = st.enrolment_id
    where st.org_id = ${orgId} and st.perspective = 'mentor' and ${standingCounts(provisional)}
    group by st.series_id`.execute(tx);
  return rows;
}

/** The names of what is filtered by, and of the organisation. */
export async function findNames(
  tx: Tx,
  orgId: string,
  { schoolId, programmeId }: { schoolId?: string | undefined; programmeId?: string | undefined },
) {
  const name = async (table: 'schools' | 'programmes', id: string | undefined) =>
    id === undefined
      ? undefined
      : (await tx.selectFrom(table).select('name').where('org_id', '=', orgId).where('id', '=', id).executeTakeFirst())?.name;
  const organisation = await tx.selectFrom('organisations').select('name').where('org_id', '=', orgId).executeTakeFirstOrThrow();
  return { school: await name('schools', schoolId), programme: await name('programmes', programmeId), organisation: organisation.name };
}
