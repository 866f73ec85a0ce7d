import { sql } from 'kysely';
import { enrolmentsOf, standingsOf } from './population.ts';
import type { Asked } from './question.ts';

/** What a mentor and the student themselves said of the same outcome at about the same time, counted. */
export interface SeenByBoth {
  student: number;
  seriesId: string;
  mentor: number;
  own: number;
  n: number;
}

/** Further apart than this, the student may have moved between the two. */
export const daysApart = 92;

/** Latest mentor score beside latest own score, of each student and outcome, given within `daysApart` days of each other. */
export async function readSeenByBoth(asked: Asked): Promise<SeenByBoth[]> {
  const series = sql`${asked.outcomes.map(({ seriesId }) => seriesId)}::uuid[]`;
  const { rows } = await sql<SeenByBoth>`
    with who as (${enrolmentsOf(asked)})
    select dense_rank() over (order by st.student_id) - 1 as student, st.series_id as "seriesId", st.latest_level as mentor,
      own.latest_level as own, count(*) as n
    from who
    join ${standingsOf(asked)} st on st.org_id = ${asked.orgId} and st.student_id = who.student_id and st.enrolment_id = who.id
      and st.perspective = 'mentor' and st.scored > 0 and st.series_id = any(${series})
    join ${standingsOf(asked)} own on own.org_id = st.org_id and own.student_id = st.student_id and own.enrolment_id = st.enrolment_id
      and own.series_id = st.series_id and own.perspective = 'student' and own.scored > 0
    where abs(own.latest_on - st.latest_on) <= ${daysApart}
    group by st.student_id, 2, 3, 4`.execute(asked.tx);
  return rows;
}

/** Students who have scores by a mentor, by themselves, and by both on some outcome. */
export async function readWhoScored(asked: Asked): Promise<{ neither: number; onlyMentor: number; onlyOwn: number; both: number }> {
  const { rows } = await sql<{ neither: number; onlyMentor: number; onlyOwn: number; both: number }>`
    with who as (${enrolmentsOf(asked)}),
    each as (
      select who.student_id, bool_or(st.perspective = 'mentor') as mentor, bool_or(st.perspective = 'student') as own
      from who
      left join ${standingsOf(asked)} st on st.org_id = ${asked.orgId} and st.student_id = who.student_id and st.enrolment_id = who.id
        and st.scored > 0 and st.series_id = any(${asked.outcomes.map(({ seriesId }) => seriesId)}::uuid[])
      group by who.student_id)
    select count(*) filter (where not coalesce(mentor, false) and not coalesce(own, false)) as neither,
      count(*) filter (where mentor and not coalesce(own, false)) as "onlyMentor",
      count(*) filter (where own and not coalesce(mentor, false)) as "onlyOwn", count(*) filter (where mentor and own) as both
    from each`.execute(asked.tx);
  return rows[0] ?? { neither: 0, onlyMentor: 0, onlyOwn: 0, both: 0 };
}
