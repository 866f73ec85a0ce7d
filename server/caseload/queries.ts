import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { compiledSql } from '../db/compiled.ts';

export interface CaseloadSettings {
  noContactWeeks: number;
  staleAfterDays: number;
}

export async function caseloadSettings(tx: Tx, orgId: string): Promise<CaseloadSettings> {
  const [settings] = await settingsOf(tx, { orgId });
  if (settings === undefined) throw new Error('an organisation without settings');
  return settings;
}

const settingsOf = compiledSql(
  ({ orgId }: { orgId: string }) => sql<CaseloadSettings>`
    select no_contact_weeks as "noContactWeeks", stale_after_days as "staleAfterDays" from organisations where org_id = ${orgId}`,
);

/** A mentor by name, or undefined when there is none of this id. */
export async function findMentor(tx: Tx, orgId: string, id: string): Promise<{ id: string; name: string } | undefined> {
  return (await mentorOf(tx, { orgId, id }))[0];
}

const mentorOf = compiledSql(
  ({ orgId, id }: Record<'orgId' | 'id', string>) => sql<{ id: string; name: string }>`
    select id, name from members where org_id = ${orgId} and id = ${id} and role = 'mentor'`,
);

export interface CaseloadRow {
  studentId: string;
  name: string;
  yearGroup: number | null;
  schoolName: string | null;
  matches: { matchId: string; programmeName: string; purpose: string; startedOn: string }[];
  matchedOn: string;
  lastHeldAt: string | null;
  lastHeldOn: string | null;
  meetingsHeld: number;
  missedInARow: number;
  nextMeeting: { id: string; startsAt: string } | null;
  unrecorded: { meetings: number; oldestId: string; oldestStartsAt: string } | null;
  actionsOpen: number;
  actionsOverdue: number;
  oldestOverdueOn: string | null;
  reviewDueOn: string | null;
  outcomes: number;
  scored: number;
  notApplicable: number;
  stale: number;
}

export interface CaseloadOf {
  orgId: string;
  mentorId: string;
  timeZone: string;
  today: string;
  /** The moment today began. */
  dayStart: Date;
}

/**
 * Every student on a mentor's caseload in one query. It reads summaries, and of meetings and actions only open ones by
 * their indexes, so that its cost is that of the caseload whatever history lies behind it.
 */
export function caseloadRows(tx: Tx, of: CaseloadOf): Promise<CaseloadRow[]> {
  const { orgId, mentorId, timeZone, today } = of;
  return caseload(tx, { orgId, mentorId, timeZone, today, start: of.dayStart.toISOString() });
}

type Asked = Omit<CaseloadOf, 'dayStart'> & { start: string };

const caseload = compiledSql(
  ({ orgId, mentorId, timeZone, today, start }: Asked) => sql<CaseloadRow>`
    with pairs as (
      select ma.student_id, ma.id as match_id, ma.purpose, ma.started_on, ma.enrolment_id, p.name as programme, p.framework_id
      from matches ma
      join enrolments e on e.org_id = ma.org_id and e.id = ma.enrolment_id
      join programmes p on p.org_id = e.org_id and p.id = e.programme_id
      where ma.org_id = ${orgId} and ma.mentor_id = ${mentorId}
        and ma.started_on <= ${today}::date and (ma.ended_on is null or ma.ended_on > ${today}::date)
    ),
    series as (
      select v.framework_id, o.series_id
      from (select distinct on (framework_id) framework_id, id from framework_versions
        where org_id = ${orgId} and status = 'published' and framework_id in (select framework_id from pairs)
        order by framework_id, number desc) v
      join outcomes o on o.org_id = ${orgId} and o.framework_version_id = v.id
    ),
    matched as materialized (
      select pairs.student_id, min(pairs.started_on) as matched_on, sum(f.outcomes)::int as outcomes,
        jsonb_agg(jsonb_build_object('matchId', match_id, 'programmeName', programme, 'purpose', purpose, 'startedOn', started_on)
          order by started_on, match_id) as matches
      from pairs
      left join (select framework_id, count(*) as outcomes from series group by framework_id) f on f.framework_id = pairs.framework_id
      group by pairs.student_id
    ),
    -- first what the students stand on, by their own key, then which of it is still in the framework: row-level security
    -- hides from the planner how many there are, and it would look every student up once for every outcome
    standing as materialized (
      select st.student_id, st.enrolment_id, st.series_id, e.framework_id, st.scored, st.latest_on, st.last_asked_on, st.last_missing_reason
      from (select distinct student_id, enrolment_id, framework_id from pairs) e
      join standings st on st.org_id = ${orgId} and st.student_id = e.student_id and st.enrolment_id = e.enrolment_id
      where st.perspective in ('mentor', 'joint')
    ),
    -- materialised as well: thinking there is one student, the planner would count all of them again for each
    stands as materialized (
      select student_id, count(*) filter (where scored)::int as scored, count(*) filter (where not scored and not_applicable)::int as not_applicable,
        count(*) filter (where scored and not not_applicable
          and latest_on < (select ${today}::date - stale_after_days from organisations where org_id = ${orgId}))::int as stale
      from (
        select st.student_id, bool_or(st.scored > 0) as scored, max(st.latest_on) as latest_on,
          coalesce(max(st.last_asked_on) filter (where st.last_missing_reason = 'not_applicable') = max(st.last_asked_on), false) as not_applicable
        from standing st
        join series on series.framework_id = st.framework_id and series.series_id = st.series_id
        group by st.student_id, st.enrolment_id, st.series_id
      ) outcome
      group by student_id
    ),
    late as materialized (
      select r.student_id, min(r.due_on) as due_on
      from (select distinct student_id, enrolment_id from pairs) e
      join reviews r on r.org_id = ${orgId} and r.student_id = e.student_id and r.enrolment_id = e.enrolment_id
      where r.status = 'due' and r.due_on < ${today}::date
      group by r.student_id
    ),
    planned as materialized (
      select student_id,
        (array_agg(id order by starts_at) filter (where starts_at >= ${start}))[1] as next_id,
        min(starts_at) filter (where starts_at >= ${start}) as next_at,
        (array_agg(id order by starts_at) filter (where starts_at < ${start}))[1] as oldest_id,
        min(starts_at) filter (where starts_at < ${start}) as oldest_at,
        count(*) filter (where starts_at < ${start})::int as unrecorded
      from meetings where org_id = ${orgId} and mentor_id = ${mentorId} and status = 'scheduled'
      group by student_id
    )
    select s.id as "studentId", coalesce(nullif(s.preferred_name, ''), s.given_name) || ' ' || s.family_name as name,
      s.year_group as "yearGroup", sc.name as "schoolName", matched.matches, matched.matched_on as "matchedOn",
      c.last_held_at as "lastHeldAt", to_char(c.last_held_at at time zone ${timeZone}, 'YYYY-MM-DD') as "lastHeldOn",
      coalesce(c.meetings_held, 0) as "meetingsHeld", coalesce(c.missed_in_a_row, 0) as "missedInARow",
      case when planned.next_id is not null then jsonb_build_object('id', planned.next_id, 'startsAt', planned.next_at) end as "nextMeeting",
      case when planned.unrecorded > 0 then
        jsonb_build_object('meetings', planned.unrecorded, 'oldestId', planned.oldest_id, 'oldestStartsAt', planned.oldest_at) end as unrecorded,
      acts.open as "actionsOpen", acts.overdue as "actionsOverdue", acts.oldest as "oldestOverdueOn", late.due_on as "reviewDueOn",
      coalesce(matched.outcomes, 0) as outcomes, coalesce(stands.scored, 0) as scored,
      coalesce(stands.not_applicable, 0) as "notApplicable", coalesce(stands.stale, 0) as stale
    from matched
    join students s on s.org_id = ${orgId} and s.id = matched.student_id
    left join schools sc on sc.org_id = s.org_id and sc.id = s.school_id
    left join contact_summaries c on c.org_id = s.org_id and c.student_id = s.id and c.mentor_id = ${mentorId}
    left join planned on planned.student_id = s.id
    left join late on late.student_id = s.id
    left join stands on stands.student_id = s.id
    cross join lateral (
      select count(*)::int as open, count(*) filter (where a.due_on < ${today}::date)::int as overdue,
        min(a.due_on) filter (where a.due_on < ${today}::date) as oldest
      from actions a where a.org_id = s.org_id and a.student_id = s.id and a.status = 'open'
    ) acts`,
);
