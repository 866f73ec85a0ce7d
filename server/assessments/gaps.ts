import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';

/** Of a student's current outcomes, under open enrolments: how many have a level, none, or one gone stale. */
export interface OutcomeGaps {
  all: number;
  scored: number;
  notScored: number;
  stale: number;
}

/**
 * The gaps of each of these students, by the mentor's or a joint score, whichever is later. A student without an open
 * enrolment has no outcomes to score and is absent. Reads a student's standings, never their scores.
 */
export async function outcomeGaps(
  tx: Tx,
  orgId: string,
  studentIds: readonly string[],
  today: string,
  staleAfterDays: number,
): Promise<Map<string, OutcomeGaps>> {
  const { rows } = await sql<OutcomeGaps & { studentId: string }>`
    with latest as (
      select distinct on (framework_id) framework_id, id
      from framework_versions where org_id = ${orgId} and status = 'published'
      order by framework_id, number desc),
    due as (
      select e.student_id, e.id as enrolment_id, o.series_id
      from enrolments e
      join programmes p on p.org_id = e.org_id and p.id = e.programme_id
      join latest on latest.framework_id = p.framework_id
      join outcomes o on o.org_id = e.org_id and o.framework_version_id = latest.id
      where e.org_id = ${orgId} and e.student_id = any(${[...studentIds]}::uuid[]) and e.ended_on is null),
    given as (
      select due.student_id, due.enrolment_id, due.series_id, max(st.latest_on) as latest_on
      from due
      left join standings st on st.org_id = ${orgId} and st.student_id = due.student_id and st.enrolment_id = due.enrolment_id
        and st.series_id = due.series_id and st.perspective in ('mentor', 'joint')
      group by due.student_id, due.enrolment_id, due.series_id)
    select student_id as "studentId", count(*)::int as "all", count(latest_on)::int as scored,
      (count(*) - count(latest_on))::int as "notScored",
      (count(*) filter (where latest_on <= ${today}::date - ${staleAfterDays}::int))::int as stale
    from given group by student_id`.execute(tx);
  return new Map(rows.map(({ studentId, ...gaps }) => [studentId, gaps]));
}
