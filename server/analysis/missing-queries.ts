import { sql } from 'kysely';
import type { MissingOfMentor } from '@waymark/contract/missing-scores.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { shownCount } from './hide.ts';

/** Current students of each mentor by whether they have a score, and a second one of some outcome. In order of name. */
export async function findMissingScores(tx: Tx, { orgId, today }: Actor): Promise<MissingOfMentor[]> {
  const { small_numbers: threshold } = await tx
    .selectFrom('organisations')
    .select('small_numbers')
    .where('org_id', '=', orgId)
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ memberId: string; name: string; students: number; withoutScore: number; withoutSecond: number }>`
    with who as (
      select ma.mentor_id, ma.student_id, max(coalesce(st.scored, 0)) as most
      from matches ma
      left join standings st on st.org_id = ma.org_id and st.student_id = ma.student_id and st.enrolment_id = ma.enrolment_id and st.perspective = 'mentor'
      where ma.org_id = ${orgId} and ma.started_on <= ${today}::date and (ma.ended_on is null or ma.ended_on > ${today}::date)
      group by 1, 2)
    select m.id as "memberId", m.name, count(*)::int as students, (count(*) filter (where most = 0))::int as "withoutScore",
      (count(*) filter (where most = 1))::int as "withoutSecond"
    from who join members m on m.org_id = ${orgId} and m.id = who.mentor_id
    group by m.id, m.name order by m.name, m.id`.execute(tx);
  const shown = (n: number) => shownCount(n, threshold);
  return rows.map(({ students, withoutScore, withoutSecond, ...mentor }) => ({
    ...mentor,
    students: shown(students),
    // of too few students, how many of them lack something is of too few as well
    withoutScore: shown(students) === null ? null : shown(withoutScore),
    withoutSecond: shown(students) === null ? null : shown(withoutSecond),
  }));
}
