import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';

/** A mentor's final level for one outcome of one case, beside its reference. */
export interface CalibrationAnswer {
  memberId: string;
  exerciseId: string;
  title: string;
  finishedOn: string;
  vignetteId: string;
  outcomeId: string;
  typeCode: string;
  level: number;
  reference: number;
  levels: number;
}

/** What mentors gave in exercises they have finished, earliest first. Row-level security shows a mentor their own only. */
export async function calibrationAnswers(tx: Tx, orgId: string, exerciseId?: string): Promise<CalibrationAnswer[]> {
  const { rows } = await sql<CalibrationAnswer>`
    select a.member_id as "memberId", a.exercise_id as "exerciseId", e.title, to_char(x.finished_at, 'YYYY-MM-DD') as "finishedOn",
      a.vignette_id as "vignetteId", a.outcome_id as "outcomeId", t.code as "typeCode", a.level, r.level as reference,
      cardinality(o.descriptors) as levels
    from calibration_answers a
    join exercise_members x on x.org_id = a.org_id and x.exercise_id = a.exercise_id and x.member_id = a.member_id
    join calibration_exercises e on e.org_id = a.org_id and e.id = a.exercise_id
    join vignette_references r on r.org_id = a.org_id and r.vignette_id = a.vignette_id and r.outcome_id = a.outcome_id
    join outcomes o on o.org_id = a.org_id and o.id = a.outcome_id
    join outcome_types t on t.org_id = o.org_id and t.id = o.outcome_type_id
    where a.org_id = ${orgId} and a.final and ${exerciseId === undefined ? sql`true` : sql`a.exercise_id = ${exerciseId}`}
    order by x.finished_at, a.member_id, a.vignette_id, a.outcome_id`.execute(tx);
  return rows;
}
