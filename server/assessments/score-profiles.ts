import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';

/*
 * `score_profiles` holds the standings of an enrolment, of one perspective, as a short text: two characters a series, the
 * first says which (`score_places`), the second how it stands. A question about a whole organisation then reads one short
 * row a student rather than every standing. The perspective `both` holds what a mentor and the student said of the same
 * series at about the same time: the mentor's latest level as the first, the student's as the latest.
 *
 * Kept up with the standings, in the same transaction, by writing all texts of the students who were touched again.
 */

/** A level by a mentor and one by the student, further apart than this, are not of the same time: the student may have moved. */
export const daysApart = 92;

/** The first character of a series: from `!` on. */
export const placeFrom = 33;

/** The second character: asked without a level (for no reason of ours, not asked, declined), scored once, first and latest level. */
export const said = { withoutLevel: 33, notAsked: 34, declined: 35, once: 36, pair: 48, scale: 10 } as const;

const pairOf = (first: string, latest: string) => sql.raw(`chr(${said.pair} + (${first} - 1) * ${said.scale} + ${latest} - 1)`);

const columns = sql.raw('org_id, student_id, enrolment_id, perspective, enrolments, said');

/** Profiles of standings, as a query of the columns of `score_profiles`. `standings` has the columns of a standing. */
export function profilesFrom(orgId: string, standings: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    with st as (
      select student_id, enrolment_id, series_id, perspective, scored, first_level, latest_level, latest_on, last_missing_reason
      from ${standings} st where st.org_id = ${orgId}),
    enrolled as (select student_id, count(distinct enrolment_id)::int as n from st group by student_id),
    each as (
      select student_id, enrolment_id, series_id, perspective, case
        when scored >= 2 then ${pairOf('first_level', 'latest_level')}
        when scored = 1 then chr(${sql.lit(said.once)} + first_level - 1)
        when last_missing_reason in ('not_asked', 'not_collected') then chr(${sql.lit(said.notAsked)})
        when last_missing_reason = 'declined' then chr(${sql.lit(said.declined)})
        else chr(${sql.lit(said.withoutLevel)}) end as said
      from st
      union all
      select student_id, enrolment_id, series_id, 'both', ${pairOf('mentor_level', 'own_level')}
      from (
        select student_id, enrolment_id, series_id,
          max(latest_level) filter (where perspective = 'mentor') as mentor_level,
          max(latest_level) filter (where perspective = 'student') as own_level,
          max(latest_on) filter (where perspective = 'student') - max(latest_on) filter (where perspective = 'mentor') as apart
        from st where scored > 0 group by 1, 2, 3) b
      -- side by side in a group, not by a join: of rows just written the planner knows nothing, and goes through all for each
      where abs(apart) <= ${sql.lit(daysApart)})
    select ${orgId}::uuid as org_id, each.student_id, each.enrolment_id, each.perspective, enrolled.n as enrolments,
      string_agg(chr(${sql.lit(placeFrom)} + p.place) || each.said, '' order by p.place) as said
    from each
    join enrolled on enrolled.student_id = each.student_id
    join score_places p on p.org_id = ${orgId} and p.series_id = each.series_id
    group by each.student_id, each.enrolment_id, each.perspective, enrolled.n`;
}

const standingsOfThese = (orgId: string, studentIds: readonly string[]) =>
  sql`(select * from standings where org_id = ${orgId} and student_id = any(${[...studentIds]}::uuid[]))`;

/** Writes the profiles of these students again, from their standings. The students must be locked. */
export async function refreshProfiles(tx: Tx, orgId: string, studentIds: readonly string[]): Promise<void> {
  const these = sql`org_id = ${orgId} and student_id = any(${[...studentIds]}::uuid[])`;
  const { rows } = await sql<{ unplaced: number }>`
    with meant as materialized (${profilesFrom(orgId, standingsOfThese(orgId, studentIds))}),
    gone as (
      delete from score_profiles p where ${these} and not exists (
        select from meant m where m.student_id = p.student_id and m.enrolment_id = p.enrolment_id and m.perspective = p.perspective)),
    put as (
      insert into score_profiles (${columns}) select ${columns} from meant
      on conflict (org_id, student_id, enrolment_id, perspective) do update set said = excluded.said, enrolments = excluded.enrolments
      where (score_profiles.said, score_profiles.enrolments) is distinct from (excluded.said, excluded.enrolments))
    select count(*)::int as unplaced from standings st
    where ${these} and not exists (select from score_places p where p.org_id = st.org_id and p.series_id = st.series_id)`.execute(tx);
  if ((rows[0]?.unplaced ?? 0) === 0) return;
  await placeSeries(tx, orgId, studentIds);
  await refreshProfiles(tx, orgId, studentIds);
}

/** Gives series that were never scored before their places; one transaction of an organisation at a time. */
async function placeSeries(tx: Tx, orgId: string, studentIds: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`score places of ${orgId}`}, 0))`.execute(tx);
  await sql`
    insert into score_places (org_id, series_id, place)
    select ${orgId}::uuid, series_id,
      (select coalesce(max(place) + 1, 0) from score_places where org_id = ${orgId}) + row_number() over (order by series_id) - 1
    from (
      select distinct series_id from standings st where org_id = ${orgId} and student_id = any(${[...studentIds]}::uuid[])
        and not exists (select from score_places p where p.org_id = st.org_id and p.series_id = st.series_id)) st`.execute(tx);
}

/**
 * Profiles of these students that differ from what `standings`, folded from their scores, come to. A student whose standings
 * are wrong has no second fault for it.
 */
export async function differingProfiles(
  tx: Tx,
  orgId: string,
  studentIds: readonly string[],
  standings: RawBuilder<unknown>,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with kept as (select ${columns} from score_profiles where org_id = ${orgId} and student_id = any(${[...studentIds]}::uuid[])),
      meant as (select ${columns} from (${profilesFrom(orgId, sql`(${standings})`)}) m)
    select count(*) as n from (
      (select * from kept except select * from meant) union all (select * from meant except select * from kept)) as odd`.execute(tx);
  return Number(rows[0]?.n ?? 0);
}
