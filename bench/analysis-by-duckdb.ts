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
};
