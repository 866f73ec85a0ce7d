import { sql, type RawBuilder } from 'kysely';
import { type Provisional } from '../calibration/provisional.ts';
import { foldCells } from '../assessments/score-cells.ts';
import { enrolmentsOf, versionIs } from './population.ts';
import type { Asked } from './question.ts';

/** Scores of one student by one assessor in one quarter and outcome type. Students and assessors are numbered: they have no names here. */
export interface Cell {
  student: number;
  assessor: number;
  type: string;
  /** How many scores at each level, level 1 first. */
  counts: readonly number[];
  /** Years since the enrolment began, on average over the scores; 0 for scores given before it. */
  years: number;
  /** Years since the student's first enrolment began: of who came back, the scores go on and do not begin anew. */
  since: number;
  /** How long the assessor had been one when they gave the scores, in years, by their first score or match. */
  tenure: number;
}

const levelsTo = (levels: number): number[] => Array.from({ length: levels }, (_, at) => at + 1);

/** How many scores a cell has, whose counts are of so many levels. */
const scoresOf = (levels: number, of = ''): string =>
  levelsTo(levels)
    .map((level) => `${of}counts[${level}]`)
    .join(' + ');

/** The day the scores of a cell `c` were given, on average. */
const scoredOn = (levels: number): RawBuilder<unknown> =>
  sql`(date '2000-01-01' + (c.days::float8 / (${sql.raw(scoresOf(levels, 'c.'))}))::int)`;

/** Cells `c` that count where mentors are asked to calibrate first. */
const cellCounts = (provisional: Provisional | null, levels: number): RawBuilder<unknown> =>
  provisional === null
    ? sql`true`
    : sql`(c.assessor_id <> all(${provisional.mentorIds}::uuid[]) or ${scoredOn(levels)} < ${provisional.from})`;

/** The scores the filters leave, in cells `c`: of the kept table, or folded where one outcome or a moment in the past is asked for. */
function cellsOf(asked: Asked, levels: number): RawBuilder<unknown> {
  const { orgId, asOf, filters, outcomes, provisional } = asked;
  const series = outcomes.map(({ seriesId }) => seriesId);
  const cells =
    asOf === null && filters.seriesId === undefined
      ? sql`(select * from score_cells a where a.org_id = ${orgId} and ${versionIs(filters)})`
      : sql`(${foldCells(orgId, sql`s.series_id = any(${series}::uuid[]) and ${versionIs(filters)}`, asOf)})`;
  // joined by the enrolment alone, and so many levels said as a range: of what says the same twice, or is worked out, the
  // planner thinks that next to no row agrees, and looks up millions one by one
  return sql`
    select c.student_id, c.assessor_id, c.type_code, c.counts, who.started_on, who.id, ${scoredOn(levels)} as scored_on
    from (${enrolmentsOf(asked)}) who join ${cells} c on c.org_id = ${orgId} and c.enrolment_id = who.id
    where c.perspective = ${filters.perspective} and c.type_code = any(${[...new Set(outcomes.map(({ typeCode }) => typeCode))]}::text[])
      and c.counts[${sql.lit(levels)}] is not null and coalesce(c.counts[${sql.lit(levels + 1)}], -1) < 0 and ${cellCounts(provisional, levels)}`;
}

/**
 * Whole students drawn by chance from `counted`, in the order of a hash of the seed and their id, while all their cells together
 * are no more than `most`. The hash is the same in every database and version of it, and so are the students.
 */
const drawn = (seed: number, most: number): RawBuilder<unknown> => sql`
  select student_id from (
    select student_id, sum(count(*)) over (order by md5(${String(seed)} || ' ' || student_id), student_id rows unbounded preceding) as cells
    from counted group by student_id) each
  where cells <= ${most}`;

/**
 * The cells the filters leave, or, where there are more than a model can take, those of students drawn by chance. In a stable
 * order, so that the numbers are the same on every run.
 * @param all how many cells there are
 */
export async function readCells(asked: Asked, levels: number, all: number): Promise<Cell[]> {
  const { orgId, asOf, mostCells, seed } = asked;
  const { rows } = await sql<Cell>`
    with counted as materialized (${cellsOf(asked, levels)}),
    began as (select mentor_id, min(started_on) as first_on from matches where org_id = ${orgId} and ${asOf === null ? sql`true` : sql`created_at <= ${asOf}`} group by mentor_id),
    firsts as (select assessor_id, min(scored_on) as first_on from counted group by assessor_id),
    own as (
      select *, min(started_on) over (partition by student_id) as first_started_on from counted
      where ${all > mostCells ? sql`student_id in (${drawn(seed, mostCells)})` : sql`true`})
    select dense_rank() over (order by c.student_id)::int - 1 as student, dense_rank() over (order by c.assessor_id)::int - 1 as assessor,
      c.type_code as type, c.counts, greatest(c.scored_on - c.started_on, 0) / 365.25::float8 as years,
      greatest(c.scored_on - c.first_started_on, 0) / 365.25::float8 as since,
      greatest(c.scored_on - least(began.first_on, firsts.first_on), 0) / 365.25::float8 as tenure
    from own c
    join firsts on firsts.assessor_id = c.assessor_id
    left join began on began.mentor_id = c.assessor_id
    order by c.student_id, c.id, c.scored_on, c.assessor_id, c.type_code`.execute(asked.tx);
  return rows;
}

/** How many students and scores are in cells. */
export const sizeOf = (cells: readonly Cell[]): { students: number; scores: number } => ({
  students: new Set(cells.map(({ student }) => student)).size,
  scores: cells.reduce((sum, { counts }) => sum + counts.reduce((all, n) => all + n, 0), 0),
});

/** Scores given in one half-year since the start of an enrolment. */
export interface HalfYear {
  half: number;
  students: number;
  /** Of the students, those without a score in a later one. */
  last: number;
  cells: number;
  /** Scores at each level, level 1 first. */
  counts: readonly number[];
}

/** All scores the filters leave, by half-year since the start: everybody is counted, however many there are. */
export async function readHalfYears(asked: Asked, levels: number): Promise<HalfYear[]> {
  const at = levelsTo(levels);
  const { rows } = await sql<HalfYear>`
    with of_student as (
      select student_id, floor(greatest(scored_on - started_on, 0) / 365.25::float8 * 2)::int as half, count(*) as cells,
        ${sql.raw(at.map((level) => `sum(counts[${level}]) as l${level}`).join(', '))}
      from (${cellsOf(asked, levels)}) counted group by 1, 2),
    lasts as (select half, count(*)::int as last from (select max(half) as half from of_student group by student_id) each group by half)
    select of_student.half, count(*)::int as students, coalesce(min(lasts.last), 0) as last, sum(cells)::int as cells,
      array[${sql.raw(at.map((level) => `sum(l${level})`).join(', '))}]::int[] as counts
    from of_student left join lasts on lasts.half = of_student.half group by of_student.half order by of_student.half`.execute(asked.tx);
  return rows;
}

/** How scores go from one quarter with scores to the next: with the same mentor, and with another. */
export interface Steps {
  students: number;
  scores: number;
  cells: number;
  /** Students scored by more than one mentor, and mentors whose scores came next after another's. */
  movers: number;
  tookOver: number;
  same: StepsOf;
  another: StepsOf;
}

interface StepsOf {
  students: number;
  steps: number;
  /** Mean of the steps, and of their sizes; null of none. */
  mean: number | null;
  size: number | null;
}

/** Levels are added up as whole billionths: whatever order the database takes them in, the sum is the same. */
const whole = 1e9;

/** Steps from one quarter's scores of an outcome type to those of the next with scores, of everybody the filters leave. */
export async function readSteps(asked: Asked, levels: number): Promise<Steps> {
  const at = levelsTo(levels);
  const scores = sql.raw(scoresOf(levels));
  const level = sql.raw(at.map((one) => `${one} * counts[${one}]`).join(' + '));
  const of = (which: string) =>
    sql.raw(`(count(*) filter (where ${which} > 0))::int as ${which}_students, coalesce(sum(${which}), 0)::int as ${which}_steps,
      sum(${which}_sum)::float8 as ${which}_sum, sum(${which}_size)::float8 as ${which}_size`);
  const { rows } = await sql<Record<string, number | null>>`
    with counted as (
      select student_id, id, type_code collate "C" as type, assessor_id, scored_on, (${scores}) as scores,
        round(${whole}::float8 * (${level}) / (${scores}))::int8 as level
      from (${cellsOf(asked, levels)}) c),
    lagged as (
      select student_id, scores, assessor_id::text collate "C" as assessor, level - lag(level) over earlier as size,
        assessor_id <> lag(assessor_id) over earlier as another
      from counted window earlier as (partition by student_id, type order by id, scored_on, assessor_id)),
    -- by student and by assessor, in one pass
    each as (
      select grouping(student_id) = 0 as of_student, count(*) as cells, sum(scores) as scores, min(assessor) <> max(assessor) as moved,
        ${sql.raw(
          ['same', 'another']
            .map((which) => {
              const own = `filter (where ${which === 'same' ? 'not ' : ''}another)`;
              return `count(*) ${own} as ${which}, sum(size) ${own} as ${which}_sum, sum(abs(size)) ${own} as ${which}_size`;
            })
            .join(', '),
        )}
      from lagged group by grouping sets ((student_id), (assessor)))
    select count(*)::int as students, coalesce(sum(scores), 0)::int as scores, coalesce(sum(cells), 0)::int as cells,
      (count(*) filter (where moved))::int as movers, ${of('same')}, ${of('another')},
      (select count(*) from each where not of_student and another > 0)::int as took_over
    from each where of_student`.execute(asked.tx);
  const row = rows[0] ?? {};
  const own = (which: string): StepsOf => {
    const steps = row[`${which}_steps`] ?? 0;
    const mean = (name: string) => (steps === 0 ? null : (row[`${which}_${name}`] ?? 0) / whole / steps);
    return { students: row[`${which}_students`] ?? 0, steps, mean: mean('sum'), size: mean('size') };
  };
  return {
    students: row['students'] ?? 0,
    scores: row['scores'] ?? 0,
    cells: row['cells'] ?? 0,
    movers: row['movers'] ?? 0,
    tookOver: row['took_over'] ?? 0,
    same: own('same'),
    another: own('another'),
  };
}
