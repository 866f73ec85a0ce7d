import { sql } from 'kysely';
import { enrolmentsOf, outcomeIs, standingsOf } from './population.ts';
import type { Asked } from './question.ts';

/** How students stand on one outcome: where they began and are, whether it is asked, and what was agreed about it. */
export interface OutcomeNeed {
  seriesId: string;
  scored: number;
  /** Began in the lower half of the scale; of those with a later score, how many, and how many are still there. */
  beganLow: number;
  lowPaired: number;
  stillLow: number;
  /** Came up and got no level, by how it ended last. */
  notAsked: number;
  declined: number;
  /** Pairs with an action done about the outcome between first and latest score, and without one; how many moved up in each. */
  withAction: number;
  upWithAction: number;
  without: number;
  upWithout: number;
}

/** @param low levels up to this are the lower half */
export async function readNeeds(asked: Asked, low: number): Promise<OutcomeNeed[]> {
  const { rows } = await sql<OutcomeNeed>`
    with who as (${enrolmentsOf(asked)}),
    done as (
      select distinct student_id, series_id, closed_on from actions
      where org_id = ${asked.orgId} and status = 'done' and series_id is not null),
    each as (
      select st.*, exists (select from done d where d.student_id = st.student_id and d.series_id = st.series_id
        and d.closed_on between st.first_on and st.latest_on) as acted
      from who join ${standingsOf(asked)} st on st.org_id = ${asked.orgId} and st.student_id = who.student_id and st.enrolment_id = who.id
      where ${outcomeIs(asked)})
    select series_id as "seriesId", count(*) filter (where scored > 0) as scored,
      count(*) filter (where first_level <= ${low}) as "beganLow",
      count(*) filter (where scored >= 2 and first_level <= ${low}) as "lowPaired",
      count(*) filter (where scored >= 2 and first_level <= ${low} and latest_level <= ${low}) as "stillLow",
      count(*) filter (where scored = 0 and last_missing_reason in ('not_asked', 'not_collected')) as "notAsked",
      count(*) filter (where scored = 0 and last_missing_reason = 'declined') as declined,
      count(*) filter (where scored >= 2 and acted) as "withAction",
      count(*) filter (where scored >= 2 and acted and latest_level > first_level) as "upWithAction",
      count(*) filter (where scored >= 2 and not acted) as without,
      count(*) filter (where scored >= 2 and not acted and latest_level > first_level) as "upWithout"
    from each group by series_id`.execute(asked.tx);
  return rows;
}

/** By school: students enrolled, with a score, and with a second score of some outcome. */
export interface SchoolCoverage {
  school: string | null;
  students: number;
  scored: number;
  again: number;
}

export async function readCoverage(asked: Asked): Promise<SchoolCoverage[]> {
  const { rows } = await sql<SchoolCoverage>`
    with who as (${enrolmentsOf(asked)}),
    each as (
      select who.student_id, who.school_id, max(coalesce(st.scored, 0)) as most
      from who
      left join ${standingsOf(asked)} st on st.org_id = ${asked.orgId} and st.student_id = who.student_id and st.enrolment_id = who.id and ${outcomeIs(asked)}
      group by 1, 2)
    select s.name as school, count(*) as students, count(*) filter (where most >= 1) as scored, count(*) filter (where most >= 2) as again
    from each left join schools s on s.org_id = ${asked.orgId} and s.id = each.school_id
    group by s.id, s.name order by s.name nulls last`.execute(asked.tx);
  return rows;
}
