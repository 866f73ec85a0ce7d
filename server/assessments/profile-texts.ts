import { sql, type RawBuilder } from 'kysely';
import { stands } from './stands.ts';

/*
 * What the texts of `score_profiles` say and how they are written: every part is one character, or two, from the 33rd on, so
 * that a text holds no line break and whoever reads it walks along it without taking it apart.
 *
 * - `began`: the day the enrolment began.
 * - `school`: one more than the number (two) of the student's school, or none.
 * - `said`: standings, two characters a series: which, and how it stands.
 * - `history`: every score with a level, in the order of standings, by assessment: day, assessor (two), how many scores, and
 *   two a score: which series, and the level as a digit.
 * - `received`: help. A meeting held is a `!`, day and minutes; a session attended is its number (two) and minutes.
 * - `acted`: series with two scores or more and an action in between, two characters each: which, and whether one was done.
 *
 * `recorded_at` tells from which moment on they said all this (but `began` and `school`, which are read as they stood).
 *
 * What is named by a number has it from `profile_places`.
 */

/** The first character of everything. */
export const from = 33;
/** Days are counted from here. */
export const dayZero = '1970-01-01';
/** The last day that one character can hold. */
export const lastDay = 54_999;
/** Numbers of assessors and sessions are written as two characters to this base. */
export const base = 20_000;
/** The level 0 would be. */
export const levelFrom = 48;
/** Begins a meeting in `received`; the number of a session begins at the next character. */
export const meetingMark = 33;

/** The second character of a standing: asked without a level (for no reason of ours, not asked, declined), scored once, first and latest level. */
export const said = { withoutLevel: 33, notAsked: 34, declined: 35, once: 36, pair: 48, scale: 10 } as const;

/** The second character in `acted`: an action about the series was agreed between first and latest score and none done, or one was done. */
export const acted = { agreed: 33, done: 34 } as const;

/** A level by a mentor and one by the student, further apart than this, are not of the same time: the student may have moved. */
export const daysApart = 92;

/** Some students, as a condition on a column that says who a row is of. */
export type Students = (column: string) => RawBuilder<boolean>;
export const named =
  (ids: readonly string[]): Students =>
  (column) =>
    sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])`;

const pairOf = (first: string, latest: string) => sql.raw(`chr(${said.pair} + (${first} - 1) * ${said.scale} + ${latest} - 1)`);
const one = (value: string) => sql.raw(`chr(${from} + ${value})`);
/** A day, of those between 1970 and 2120: what somebody mistyped beyond is taken as the first or the last of them. */
export const dayText = (day: string) => sql.raw(`chr(${from} + greatest(least(${day} - date '${dayZero}', ${lastDay}), 0))`);
/** The day such a character stands for. */
export const dayOfText = (text: string) => sql.raw(`(date '${dayZero}' + ascii(${text}) - ${from})`);
/** A number as two characters, the first from `first` on. */
export const two = (value: string, first = from) => sql.raw(`chr(${first} + ${value} / ${base}) || chr(${from} + ${value} % ${base})`);

/** `began` and `school` of a profile's enrolment `e` and student `s`; `placedSchool` is joined beside them. */
export const aboutTexts = { began: dayText('e.started_on'), school: two('coalesce(n.place + 1, 0)') };
export const placedSchool = (orgId: string) =>
  sql`left join profile_places n on n.org_id = ${orgId} and n.kind = 'school' and n.of_id = s.school_id`;

/** The number of something of a kind, as a join of `profile_places` under an alias. */
const placed = (orgId: string, alias: string, kind: PlaceKind, id: string) =>
  sql`join profile_places ${sql.ref(alias)} on ${sql.ref(`${alias}.org_id`)} = ${orgId} and ${sql.ref(`${alias}.kind`)} = ${kind} and ${sql.ref(`${alias}.of_id`)} = ${sql.ref(id)}`;

/** What has numbers. */
export type PlaceKind = 'series' | 'assessor' | 'session' | 'school';

/** `said` of standings, as a query of `student_id, enrolment_id, perspective, enrolments, said`. `standings` has the columns of a standing. */
export function saidFrom(orgId: string, standings: RawBuilder<unknown>): RawBuilder<unknown> {
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
    select each.student_id, each.enrolment_id, each.perspective, enrolled.n as enrolments,
      string_agg(${one('p.place')} || each.said, '' order by p.place) as said
    from each
    join enrolled on enrolled.student_id = each.student_id
    ${placed(orgId, 'p', 'series', 'each.series_id')}
    group by each.student_id, each.enrolment_id, each.perspective, enrolled.n`;
}

/**
 * `history` of the scores (`s`, of an assessment `a`) that `which` leaves, as they were on record at a moment, or (null) as they
 * are, as a query of `student_id, enrolment_id, perspective, history`. Whoever was asked and got no level has an empty one.
 */
export function historyFrom(orgId: string, which: RawBuilder<unknown>, asOf: string | null = null): RawBuilder<unknown> {
  return sql`
    select student_id, enrolment_id, perspective,
      coalesce(string_agg(${dayText('assessed_on')} || ${two('assessor')} || ${one('n')} || levels, '' order by assessed_on, id) filter (where n > 0), '') as history
    from (
      select s.student_id, a.enrolment_id, a.perspective, a.id, a.assessed_on, w.place as assessor, count(s.level)::int as n,
        string_agg(${one('p.place')} || chr(${sql.lit(levelFrom)} + s.level), '' order by p.place) filter (where s.level is not null) as levels
      from scores s
      join assessments a on a.org_id = s.org_id and a.id = s.assessment_id
      ${placed(orgId, 'p', 'series', 's.series_id')}
      ${placed(orgId, 'w', 'assessor', 'a.assessor_id')}
      where s.org_id = ${orgId} and ${which} and ${stands(asOf)}
      group by 1, 2, 3, 4, 5, 6) each
    group by 1, 2, 3`;
}

/**
 * `received` of enrolments, as a query of `student_id, enrolment_id, received`: meetings of the enrolment, and what the student
 * attended, in each. Which day a session was, and whether it counts, is not in it.
 * @param asOf as it was on record at this moment, or (null) as it is
 */
export function receivedFrom(orgId: string, students: Students, asOf: string | null = null): RawBuilder<unknown> {
  const [finished, recorded] =
    asOf === null
      ? [sql`true`, sql`p.replaced_at is null`]
      : [
          sql`coalesce(m.finished_at, m.starts_at) <= ${asOf}`,
          sql`p.recorded_at <= ${asOf} and (p.replaced_at is null or p.replaced_at > ${asOf})`,
        ];
  return sql`
    select student_id, enrolment_id, string_agg(text, '' order by at, text collate "C") as received
    from (
      select m.student_id, ma.enrolment_id, m.starts_at as at,
        chr(${sql.lit(meetingMark)}) || ${dayText('m.starts_at::date')} || ${one('coalesce(m.minutes, m.planned_minutes)')} as text
      from meetings m
      join matches ma on ma.org_id = m.org_id and ma.id = m.match_id
      where m.org_id = ${orgId} and m.status = 'held' and ${students('m.student_id')} and ${finished}
      union all
      select p.student_id, e.id, p.recorded_at, ${two('n.place', meetingMark + 1)} || ${one('p.minutes')}
      from participations p
      join enrolments e on e.org_id = p.org_id and e.student_id = p.student_id
      ${placed(orgId, 'n', 'session', 'p.session_id')}
      where p.org_id = ${orgId} and p.minutes > 0 and ${students('p.student_id')} and ${recorded}) each
    group by 1, 2`;
}

/**
 * When something that profiles of these students say was last recorded, as a query of `student_id, recorded_at`. It is of the
 * student and not of a text: what was recorded of one enrolment may make one of two enrolments of the other.
 */
export function recordedFrom(orgId: string, students: Students): RawBuilder<unknown> {
  const these = (row: string) => sql`${sql.ref(`${row}.org_id`)} = ${orgId} and ${students(`${row}.student_id`)}`;
  return sql`
    select student_id, max(at) as recorded_at
    from (
      select s.student_id, s.recorded_at as at from scores s where ${these('s')}
      union all select a.student_id, a.created_at from actions a where ${these('a')}
      union all
      select a.student_id, ps.until_at from actions a
      join past_states ps on ps.org_id = a.org_id and ps.kind = 'actions' and ps.row_id = a.id where ${these('a')}
      union all select m.student_id, coalesce(m.finished_at, m.starts_at) from meetings m where ${these('m')} and m.status = 'held'
      union all select p.student_id, greatest(p.recorded_at, p.replaced_at) from participations p where ${these('p')}) each
    group by 1`;
}

/**
 * `acted` of standings, as a query of `student_id, enrolment_id, perspective, acted`; nobody without an action in between is in
 * it. What was agreed with the latest score cannot be behind it. `standings` has the columns of a standing, `actions` of an action.
 */
export function actedFrom(orgId: string, standings: RawBuilder<unknown>, actions: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select each.student_id, each.enrolment_id, each.perspective,
      string_agg(${one('p.place')} || chr(case when done then ${sql.lit(acted.done)} else ${sql.lit(acted.agreed)} end), '' order by p.place) as acted
    from (
      select st.student_id, st.enrolment_id, st.perspective, st.series_id,
        bool_or(a.status = 'done' and a.closed_on between st.first_on and st.latest_on) as done
      from ${standings} st
      join ${actions} a on a.org_id = st.org_id and a.student_id = st.student_id and a.series_id = st.series_id
      where st.org_id = ${orgId} and st.scored >= 2 and ((a.status = 'done' and a.closed_on between st.first_on and st.latest_on)
        or (a.created_at::date >= st.first_on and a.created_at::date < st.latest_on))
      group by 1, 2, 3, 4) each
    ${placed(orgId, 'p', 'series', 'each.series_id')}
    group by 1, 2, 3`;
}
