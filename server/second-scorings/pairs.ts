import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';

/** One outcome of one meeting as its mentor and a second one saw it. */
export interface DoubleScored {
  meetingId: string;
  studentId: string;
  firstId: string;
  secondId: string;
  outcomeId: string;
  typeCode: string;
  first: number;
  second: number;
  levels: number;
  scoredOn: string;
  /** The draw its meeting came from; null when it was chosen by hand. */
  drawId: string | null;
}

/** Pairs of levels from double-scored meetings: the mentor's own as it stands now, amendments applied, beside the second's. */
export async function doubleScored(tx: Tx, orgId: string): Promise<DoubleScored[]> {
  const { rows } = await sql<DoubleScored>`
    select x.meeting_id as "meetingId", x.student_id as "studentId", a.assessor_id as "firstId", x.scorer_id as "secondId",
      y.outcome_id as "outcomeId", t.code as "typeCode", c.level as first, y.level as second, cardinality(o.descriptors) as levels,
      to_char(y.recorded_at, 'YYYY-MM-DD') as "scoredOn", x.draw ->> 'id' as "drawId"
    from second_scorings x
    join second_scores y on y.org_id = x.org_id and y.second_scoring_id = x.id and y.level is not null
    join outcomes o on o.org_id = y.org_id and o.id = y.outcome_id
    join outcome_types t on t.org_id = o.org_id and t.id = o.outcome_type_id
    join meetings m on m.org_id = x.org_id and m.id = x.meeting_id
    join assessments a on a.org_id = m.org_id and a.meeting_id = m.id and a.assessor_id = m.mentor_id and a.perspective = 'mentor'
    join scores c on c.org_id = a.org_id and c.assessment_id = a.id and c.outcome_id = y.outcome_id and c.level is not null
      and not exists (select from scores z where z.org_id = c.org_id and z.supersedes = c.id)
    where x.org_id = ${orgId} and x.status = 'done'
    order by x.id, y.outcome_id`.execute(tx);
  return rows;
}

/** How many meetings were drawn in all draws somebody was asked about, scored by now or not. */
export async function countDrawn(tx: Tx, orgId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum((draw ->> 'drawn')::int), 0)::int as n
    from (select distinct on (draw ->> 'id') draw from second_scorings where org_id = ${orgId} and draw is not null) d`.execute(tx);
  return rows[0]?.n ?? 0;
}
