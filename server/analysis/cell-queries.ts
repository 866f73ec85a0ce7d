import { sql, type RawBuilder } from 'kysely';
import { type Provisional } from '../calibration/provisional.ts';
import { foldCells } from '../assessments/score-cells.ts';
import { Refusal } from '../http/refusal.ts';
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

/** The day the scores of a cell `c` were given, on average. */
const scoredOn = sql`(date '2000-01-01' + (c.days::float8 / (select sum(n) from unnest(c.counts) as n))::int)`;

/** Cells `c` that count where mentors are asked to calibrate first. */
const cellCounts = (provisional: Provisional | null): RawBuilder<unknown> =>
  provisional === null ? sql`true` : sql`(c.assessor_id <> all(${provisional.mentorIds}::uuid[]) or ${scoredOn} < ${provisional.from})`;

/** More than this many cells are not brought here: as rows in memory they would take the program down with them. */
const mostCells = 1_000_000;

/**
 * The scores the filters leave, in cells: of the kept table, or folded where one outcome or a moment in the past is asked for.
 * In a stable order, so that the numbers are the same on every run.
 * @throws Refusal 422 for more than a million cells
 */
export async function readCells(asked: Asked, levels: number): Promise<Cell[]> {
  const { orgId, asOf, filters, outcomes, provisional } = asked;
  const series = outcomes.map(({ seriesId }) => seriesId);
  const cells =
    asOf === null && filters.seriesId === undefined
      ? sql`(select * from score_cells a where a.org_id = ${orgId} and ${versionIs(filters)})`
      : sql`(${foldCells(orgId, sql`s.series_id = any(${series}::uuid[]) and ${versionIs(filters)}`, asOf)})`;
  const { rows } = await sql<Cell>`
    with who as (${enrolmentsOf(asked)}),
    began as (select mentor_id, min(started_on) as first_on from matches where org_id = ${orgId} and ${asOf === null ? sql`true` : sql`created_at <= ${asOf}`} group by mentor_id),
    counted as (
      select c.student_id, c.assessor_id, c.type_code, c.counts, who.started_on, who.id, min(who.started_on) over (partition by c.student_id) as first_started_on,
        ${scoredOn} as scored_on
      from who join ${cells} c on c.org_id = ${orgId} and c.student_id = who.student_id and c.enrolment_id = who.id
      where c.perspective = ${filters.perspective} and c.type_code = any(${[...new Set(outcomes.map(({ typeCode }) => typeCode))]}::text[])
        and array_length(c.counts, 1) = ${levels} and ${cellCounts(provisional)}),
    firsts as (select assessor_id, min(scored_on) as first_on from counted group by assessor_id)
    select dense_rank() over (order by c.student_id)::int - 1 as student, dense_rank() over (order by c.assessor_id)::int - 1 as assessor,
      c.type_code as type, c.counts, greatest(c.scored_on - c.started_on, 0) / 365.25::float8 as years,
      greatest(c.scored_on - c.first_started_on, 0) / 365.25::float8 as since,
      greatest(c.scored_on - least(began.first_on, firsts.first_on), 0) / 365.25::float8 as tenure
    from counted c
    join firsts on firsts.assessor_id = c.assessor_id
    left join began on began.mentor_id = c.assessor_id
    order by c.student_id, c.id, c.scored_on, c.assessor_id, c.type_code
    limit ${mostCells + 1}`.execute(asked.tx);
  if (rows.length > mostCells)
    throw new Refusal(
      422,
      'too-many-scores',
      'So many scores are too many for one model.',
      'Choose a programme, a cohort, an outcome type or dates of start that leave some hundred thousand students or fewer.',
    );
  return rows;
}
