import type { Question } from '@waymark/contract/analysis.ts';

/**
 * The tables of a page by DuckDB from the scores in Parquet: the counts its figures are worked out from, without the figures.
 * `columns` and `table` say where on the page the same numbers stand.
 */
export interface ByDuckDb {
  statement: string;
  table: string;
  columns: readonly string[];
}

/** First and latest level of each student, enrolment, outcome and perspective: what a standing is. */
const standings = `
  st as materialized (
    select student, enrolment, series, type, perspective, count(level) as scored, arg_min(level, assessed_on) as first,
      arg_max(level, assessed_on) as latest, max(assessed_on) filter (where level is not null) as latest_on
    from scores group by all)`;
const reach = `
  reach as materialized (
    select count(*) filter (where most >= 2) as students from (
      select student, max(scored) as most from enrolments left join st using (student, enrolment)
      where perspective = 'mentor' or perspective is null group by student))`;

/** Scores of a student by assessor, quarter and outcome type, with the mean level and day, and in which half-year since the start. */
const cells = `
  cells as materialized (
    select *, floor(greatest(day - started_on, 0) / 365.25 * 2)::integer as half from (
      select student, enrolment, assessor, type, date '2000-01-01' + round(avg(assessed_on - date '2000-01-01'))::integer as day, avg(level) as level,
        count(*) filter (where level = 1) as n1, count(*) filter (where level = 2) as n2, count(*) filter (where level = 3) as n3,
        count(*) filter (where level = 4) as n4
      from scores where perspective = 'mentor' and level is not null
      group by student, enrolment, assessor, type, year(assessed_on) * 10 + quarter(assessed_on))
    join enrolments using (student, enrolment))`;

export const byDuckDb: Partial<Record<Question, ByDuckDb>> = {
  movement: {
    // with the sums that clustered errors of net movement need
    statement: `with ${standings}, ${reach},
      each as materialized (select student, type, count(*) as n, sum(sign(latest - first)) as d from st
        where perspective = 'mentor' and scored >= 2 group by all),
      net as materialized (select type, count(*) as students, sum(d) as d, sum(n * n) as nn, sum(n * d) as nd, sum(d * d) as dd from each group by type)
      select count(*) as students, count(*) filter (where latest > first) as up, count(*) filter (where latest = first) as same,
        count(*) filter (where latest < first) as down, (select count(*) from net), (select students from reach)
      from st where perspective = 'mentor' and scored >= 2 group by series`,
    table: 'outcomes',
    columns: ['students', 'up', 'same', 'down'],
  },
  groups: {
    statement: `with ${standings}, ${reach},
      groups as (select student, any_value(fsm) as fsm from enrolments group by student),
      pairs as materialized (select fsm, type, first, latest, count(*) as n, count(distinct student) as students
        from st join groups using (student) where perspective = 'mentor' and scored >= 2 and fsm is not null group by all)
      select sum(n) as scores, sum(n) filter (where level = 1) as l1, sum(n) filter (where level = 2) as l2,
        sum(n) filter (where level = 3) as l3, sum(n) filter (where level = 4) as l4, (select students from reach)
      from (select fsm, 1 as time, first as level, n from pairs union all select fsm, 2, latest, n from pairs) group by fsm, time`,
    table: 'levels',
    columns: ['scores', 'level_1', 'level_2', 'level_3', 'level_4'],
  },
  agreement: {
    statement: `with ${standings},
      who as materialized (select student, bool_or(perspective = 'mentor') as mentor, bool_or(perspective = 'student') as own
        from enrolments left join st using (student, enrolment) where scored > 0 or scored is null group by student)
      select count(distinct m.student) as students, count(*) as pairs, (select count(*) from who where mentor and own),
        sum(own.latest - m.latest), count(*) filter (where own.latest = m.latest)
      from st m join st own using (student, enrolment, series)
      where m.perspective = 'mentor' and own.perspective = 'student' and m.scored > 0 and own.scored > 0
        and abs(date_diff('day', m.latest_on, own.latest_on)) <= 92
      group by series`,
    table: 'outcomes',
    columns: ['students', 'pairs'],
  },
  outcomes: {
    statement: `with ${standings}, ${reach},
      firsts as materialized (select student, type, series, arg_min(first, enrolment) as level from st
        where perspective = 'mentor' and scored > 0 group by all),
      patterns as materialized (select type, pattern, count(*) as n from
        (select student, type, list(series * 10 + level order by series) as pattern from firsts group by all) group by all)
      select count(*) as students, count(*) filter (where level = 1) as l1, count(*) filter (where level = 2) as l2,
        count(*) filter (where level = 3) as l3, count(*) filter (where level = 4) as l4, (select count(*) from patterns)
      from firsts group by series`,
    table: 'levels',
    columns: ['students', 'level_1', 'level_2', 'level_3', 'level_4'],
  },
  leaving: {
    statement: `with ${standings}, ${reach},
      months as materialized (select fsm, date_diff('day', started_on, coalesce(ended_on, date '2026-03-11')) // 30 as month,
        count(*) filter (where end_kind = 'early'), count(*) from enrolments group by all),
      starts as materialized (select enrolment, type, coalesce(end_kind = 'early', false) as early, avg(first) as start
        from st join enrolments using (enrolment) where perspective = 'mentor' and scored > 0 group by all),
      changes as materialized (select fsm, coalesce(end_kind = 'early', false) as early, enrolment, avg(latest - first) as change
        from st join enrolments using (enrolment) where perspective = 'mentor' and scored >= 2 group by all)
      select count(*) filter (where early) as leavers, count(*) filter (where not early) as others, stddev(start),
        (select stddev(change) from changes), (select count(*) from months), (select students from reach)
      from starts group by type`,
    table: 'starts',
    columns: ['leavers', 'others'],
  },
  trajectories: {
    statement: `with ${cells},
      halves as materialized (select student, half, sum(n1) as n1, sum(n2) as n2, sum(n3) as n3, sum(n4) as n4 from cells group by all),
      steps as (select least(half, (select max(half) from (select half from halves group by half having count(*) >= 10))) as half, student, n1, n2, n3, n4 from halves)
      select count(distinct student) as students, sum(n1 + n2 + n3 + n4) as scores, sum(n1), sum(n2), sum(n3), sum(n4),
        (select count(distinct student) from enrolments)
      from steps group by half`,
    table: 'observed',
    columns: ['students', 'scores', 'level_1', 'level_2', 'level_3', 'level_4'],
  },
  'mentor-change': {
    statement: `with ${cells},
      lagged as (
        select student, level - lag(level) over w as size, assessor <> lag(assessor) over w as another from cells
        window w as (partition by student, type order by enrolment, day, assessor))
      select count(distinct student) as students, count(*) as steps, avg(size), avg(abs(size)),
        (select count(*) from (select student from cells group by student having min(assessor) <> max(assessor)))
      from lagged where another is not null group by another`,
    table: 'steps',
    columns: ['students', 'steps'],
  },
  help: {
    statement: `with each as materialized (
        select student, enrolment, date '2000-01-01' + round(avg(first_on - date '2000-01-01'))::integer as since,
          date '2000-01-01' + round(avg(latest_on - date '2000-01-01'))::integer as until, avg(first) as first, avg(latest - first) as change,
          avg(latest_on - first_on) / 365.25 as years, arg_max(assessor, latest_on) as mentor
        from (select student, enrolment, series, perspective, count(level) as scored, arg_min(level, assessed_on) as first,
            arg_max(level, assessed_on) as latest, min(assessed_on) filter (where level is not null) as first_on,
            max(assessed_on) filter (where level is not null) as latest_on, arg_max(assessor, assessed_on) as assessor
          from scores where perspective = 'mentor' group by all)
        where scored >= 2 group by student, enrolment),
      hours as (
        select enrolment, 'Meetings' as part, sum(minutes) as minutes from each join meetings using (enrolment)
        where held_on > since and held_on <= until group by all
        union all
        select enrolment, part, sum(minutes) from each join sessions using (student) where held_on > since and held_on <= until group by all)
      select (select count(*) from each) as all_of_them, count(*) as some, (select count(*) from each) - count(*) as none, avg(minutes) / 60,
        quantile_cont(minutes, 0.25) / 60, quantile_cont(minutes, 0.75) / 60,
        -- the sums of a regression on first level and time
        (select covar_pop(change, first) + covar_pop(change, years) + covar_pop(first, years) from each)
      from hours where minutes > 0 group by part`,
    table: 'received',
    columns: ['all', 'some', 'none'],
  },
  improvement: {
    statement: `with st as materialized (
        select student, enrolment, series, count(level) as scored, arg_min(level, assessed_on) as first, arg_max(level, assessed_on) as latest,
          min(assessed_on) filter (where level is not null) as first_on, max(assessed_on) filter (where level is not null) as latest_on
        from scores where perspective = 'mentor' group by all),
      low as materialized (
        select series, count(*) filter (where scored > 0) as students, count(*) filter (where first <= 2), count(*) filter (where first <= 2 and scored >= 2),
          count(*) filter (where first <= 2 and scored >= 2 and latest <= 2), count(*) filter (where scored >= 2) as pairs,
          count(*) filter (where scored >= 2 and latest > first) as up
        from st group by series),
      acted as materialized (
        select series, student, enrolment, latest > first as up, coalesce(bool_or(done_on between first_on and latest_on), false) as done
        from (select distinct student, series, agreed_on, done_on from actions) join st using (student, series)
        where scored >= 2 and (done_on between first_on and latest_on or (agreed_on >= first_on and agreed_on < latest_on)) group by all),
      schools as materialized (
        select school, count(distinct student), count(distinct student) filter (where scored >= 2) from enrolments left join st using (student, enrolment) group by school)
      select coalesce(count(*) filter (where done), 0) as done, coalesce(count(*) filter (where not done), 0) as agreed, any_value(pairs) - count(acted.student) as without,
        count(*) filter (where done and acted.up), (select count(*) from schools)
      from low left join acted using (series) group by series`,
    table: 'actions',
    columns: ['with', 'agreed', 'without'],
  },
};
