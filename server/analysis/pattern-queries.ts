import { sql } from 'kysely';
import { enrolmentsOf, standingsOf } from './population.ts';
import type { Asked } from './question.ts';

/** First levels of one outcome type's outcomes, as they occur together: a level for each outcome, null where there is none. */
export interface Pattern {
  levels: readonly (number | null)[];
  n: number;
}

/**
 * The first levels that students have on the outcomes of each type, counted by pattern: a million students come back as the
 * patterns that occur. A student who enrolled twice counts with the first enrolment only.
 */
export async function readPatterns(asked: Asked): Promise<Map<string, Pattern[]>> {
  const byType = Map.groupBy(asked.outcomes, ({ typeCode }) => typeCode);
  const places = asked.outcomes.map(({ typeCode, seriesId }) => (byType.get(typeCode) ?? []).findIndex((one) => one.seriesId === seriesId));
  const { rows } = await sql<{ type: string; pattern: string; n: number }>`
    with who as (${enrolmentsOf(asked)}),
    places as (select * from unnest(${asked.outcomes.map(({ seriesId }) => seriesId)}::uuid[],
      ${asked.outcomes.map(({ typeCode }) => typeCode)}::text[], ${places}::int[]) as t (series_id, type, place)),
    firsts as (
      select distinct on (st.student_id, places.type, places.place) st.student_id, places.type, places.place, st.first_level as level
      from who
      join ${standingsOf(asked)} st on st.org_id = ${asked.orgId} and st.student_id = who.student_id and st.enrolment_id = who.id
      join places on places.series_id = st.series_id
      where st.perspective = ${asked.filters.perspective} and st.scored > 0
      order by 1, 2, 3, who.started_on, who.id),
    patterns as (select type, string_agg(place || ':' || level, ',' order by place) as pattern from firsts group by student_id, type)
    select type, pattern, count(*) as n from patterns group by 1, 2 order by 1, 2`.execute(asked.tx);
  const patterns = new Map<string, Pattern[]>();
  for (const { type, pattern, n } of rows) {
    const levels: (number | null)[] = (byType.get(type) ?? []).map(() => null);
    for (const one of pattern.split(',')) {
      const [place, level] = one.split(':').map(Number);
      if (place !== undefined && level !== undefined) levels[place] = level;
    }
    const known = patterns.get(type);
    if (known === undefined) patterns.set(type, [{ levels, n }]);
    else known.push({ levels, n });
  }
  return patterns;
}
