import { sql, type RawBuilder } from 'kysely';
import { asItStood } from '../db/past-states.ts';
import { enrolmentsOf, outcomeIs, standingsOf } from './population.ts';
import type { Asked } from './question.ts';

/** What one student received during an enrolment, in hours, and how far they moved. Students and mentors are numbered. */
export interface Received {
  mentor: number;
  /** Hours of meetings held. */
  meetings: number;
  /** Hours of each intervention, in the order of `names`. */
  interventions: readonly number[];
  /** Mean first level, and mean change since, over the outcomes with two scores. */
  first: number;
  change: number;
  /** Between first and latest score, on average over the same outcomes. */
  years: number;
}

/** The mean of days: outcomes are scored on different ones. */
const meanDay = (column: string): RawBuilder<unknown> => sql`(date '2000-01-01' + avg(${sql.ref(column)} - date '2000-01-01')::int)`;

/**
 * Hours received between the first and the latest scores of each enrolment with two scores or more, by the mean day of each,
 * beside its mean change: what came before the first or after the latest cannot be behind it.
 */
export async function readReceived(asked: Asked): Promise<{ names: string[]; rows: Received[] }> {
  const { orgId, asOf } = asked;
  const recorded = (row: string) =>
    asOf === null
      ? sql`${sql.ref(`${row}.replaced_at`)} is null`
      : sql`${sql.ref(`${row}.recorded_at`)} <= ${asOf} and (${sql.ref(`${row}.replaced_at`)} is null or ${sql.ref(`${row}.replaced_at`)} > ${asOf})`;
  const { rows } = await sql<{
    mentor: number;
    meetings: number;
    helped: Record<string, number> | null;
    first: number;
    change: number;
    years: number;
  }>`
    with who as (${enrolmentsOf(asked)}),
    each as (
      select who.id, who.student_id, ${meanDay('st.first_on')} as since, ${meanDay('st.latest_on')} as until, avg(st.first_level)::float8 as first,
        avg(st.latest_level - st.first_level)::float8 as change, avg(st.latest_on - st.first_on)::float8 / 365.25 as years,
        -- who gave the latest score: found in passing, where putting each student's scores in order would sort them all
        min(((1000000 - (st.latest_on - date '2000-01-01')) || ' ' || st.series_id || ' ' || st.latest_assessor_id) collate "C") as mentor
      from who join ${standingsOf(asked)} st on st.org_id = ${orgId} and st.enrolment_id = who.id
      where st.scored >= 2 and ${outcomeIs(asked)}
      group by who.id, who.student_id),
    met as (
      select each.id, sum(coalesce(m.minutes, m.planned_minutes)) / 60.0 as hours
      from each
      join matches on matches.org_id = ${orgId} and matches.enrolment_id = each.id
      join meetings m on m.org_id = ${orgId} and m.match_id = matches.id and m.status = 'held'
        and ${asOf === null ? sql`true` : sql`coalesce(m.finished_at, m.starts_at) <= ${asOf}`}
        and m.starts_at::date > each.since and m.starts_at::date <= each.until
      group by 1),
    helped as (
      select each.id, i.name, sum(p.minutes) / 60.0 as hours
      from each
      join participations p on p.org_id = ${orgId} and p.student_id = each.student_id and ${recorded('p')}
      join ${asItStood('intervention_sessions', orgId, asOf)} s on s.org_id = ${orgId} and s.id = p.session_id and s.cancelled_at is null
        and s.held_on > each.since and s.held_on <= each.until
      join ${asItStood('interventions', orgId, asOf)} i on i.org_id = ${orgId} and i.id = s.intervention_id
      where p.minutes > 0
      group by 1, 2),
    parts as (select id, jsonb_object_agg(name, hours::float8) as helped from helped group by id)
    select dense_rank() over (order by split_part(each.mentor, ' ', 3) collate "C")::int - 1 as mentor, coalesce(met.hours, 0)::float8 as meetings, parts.helped,
      each.first, each.change, each.years
    from each left join met on met.id = each.id left join parts on parts.id = each.id
    order by each.id`.execute(asked.tx);
  const names = [...new Set(rows.flatMap(({ helped }) => Object.keys(helped ?? {})))].toSorted();
  return {
    names,
    rows: rows.map(({ helped, ...row }) => ({ ...row, interventions: names.map((name) => helped?.[name] ?? 0) })),
  };
}
