import { sql } from 'kysely';
import { enrolmentsOf, outcomeIs, standingsOf, valuesOf } from './population.ts';
import type { Asked } from './question.ts';

/** Enrolments by how many months after their start they ended early (`left`) or were last seen (`censored`), and by group. */
export interface MonthOfLeaving {
  group: string | null;
  month: number;
  left: number;
  censored: number;
}

/** An enrolment that ended as planned, or still goes on, was seen until then and has not left. */
export async function readLeaving(asked: Asked, code: string): Promise<MonthOfLeaving[]> {
  const { rows } = await sql<MonthOfLeaving>`
    with who as (${enrolmentsOf(asked)}), groups as (${valuesOf(asked, code)})
    select groups.value as group, floor((coalesce(who.ended_on, ${asked.today}::date) - who.started_on) / 30.4375)::int as month,
      count(*) filter (where who.end_kind = 'early') as left, count(*) filter (where who.end_kind is distinct from 'early') as censored
    from who left join groups on groups.student_id = who.student_id
    where who.started_on <= ${asked.today}::date
    group by 1, 2 order by 1, 2`.execute(asked.tx);
  return rows;
}

/** Where those who left early began, and those who did not: moments of students' mean first level, by outcome type. */
export interface Start {
  type: string;
  early: boolean;
  n: number;
  mean: number;
  sd: number;
}

export async function readStarts(asked: Asked): Promise<Start[]> {
  const { rows } = await sql<Start>`
    with who as (${enrolmentsOf(asked)}),
    types as (select * from unnest(${asked.outcomes.map(({ seriesId }) => seriesId)}::uuid[], ${asked.outcomes.map(({ typeCode }) => typeCode)}::text[]) as t (series_id, type)),
    starts as (
      select types.type, who.id, who.end_kind = 'early' as early, avg(st.first_level)::float8 as start
      from who
      join ${standingsOf(asked)} st on st.org_id = ${asked.orgId} and st.student_id = who.student_id and st.enrolment_id = who.id
      join types on types.series_id = st.series_id
      where st.scored > 0 and ${outcomeIs(asked)}
      group by types.type, who.id, who.end_kind)
    select type, coalesce(early, false) as early, count(*) as n, avg(start)::float8 as mean, coalesce(stddev_samp(start), 0)::float8 as sd
    from starts group by 1, 2`.execute(asked.tx);
  return rows;
}

/** The mean change of each enrolment, added up: of those who left early and those who did not. */
export interface Change {
  early: boolean;
  /** With a first score. */
  began: number;
  /** With a first and a latest score. */
  stayed: number;
  mean: number | null;
  sd: number | null;
}

export async function readChanges(asked: Asked): Promise<Change[]> {
  const { rows } = await sql<Change>`
    with who as (${enrolmentsOf(asked)}),
    each as (
      select coalesce(who.end_kind = 'early', false) as early, who.id,
        avg(st.latest_level - st.first_level) filter (where st.scored >= 2)::float8 as change
      from who
      join ${standingsOf(asked)} st on st.org_id = ${asked.orgId} and st.student_id = who.student_id and st.enrolment_id = who.id
      where st.scored > 0 and ${outcomeIs(asked)}
      group by who.id, who.end_kind)
    select early, count(*) as began, count(change) as stayed, avg(change) as mean, coalesce(stddev_samp(change), 0) as sd
    from each group by 1 order by 1`.execute(asked.tx);
  return rows;
}

/** By value of a characteristic: how many began, and how many have a second score. */
export async function readBeganByGroup(asked: Asked, code: string): Promise<{ group: string; began: number; stayed: number }[]> {
  const { rows } = await sql<{ group: string; began: number; stayed: number }>`
    with who as (${enrolmentsOf(asked)}), groups as (${valuesOf(asked, code)}),
    each as (
      select groups.value as "group", who.id, bool_or(st.scored >= 2) as again
      from who join groups on groups.student_id = who.student_id
      join ${standingsOf(asked)} st on st.org_id = ${asked.orgId} and st.student_id = who.student_id and st.enrolment_id = who.id
      where st.scored > 0 and ${outcomeIs(asked)}
      group by 1, 2)
    select "group", count(*) as began, count(*) filter (where again) as stayed from each group by 1`.execute(asked.tx);
  return rows;
}
