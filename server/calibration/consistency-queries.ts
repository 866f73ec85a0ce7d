import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import type { LatestLevel } from './adjusted.ts';

export interface MentorRow {
  memberId: string;
  name: string;
  /** Has a seat now; those who have left stand by what they gave. */
  current: boolean;
  lastFinishedAt: string | null;
}

/** Every mentor there is or was, in order of name. */
export async function findMentors(tx: Tx, orgId: string): Promise<MentorRow[]> {
  const { rows } = await sql<MentorRow>`
    select m.id as "memberId", m.name, m.status in ('active', 'invited') as current, max(x.finished_at) as "lastFinishedAt"
    from members m
    left join exercise_members x on x.org_id = m.org_id and x.member_id = m.id
    where m.org_id = ${orgId} and m.role = 'mentor'
    group by m.id, m.name, m.status
    order by m.name, m.id`.execute(tx);
  return rows;
}

/** Open exercises nobody has finished yet of those asked, the one due first before the others. */
export async function findOpenFor(tx: Tx, orgId: string) {
  const { rows } = await sql<{ memberId: string; id: string; title: string; dueOn: string }>`
    select x.member_id as "memberId", e.id, e.title, e.due_on as "dueOn"
    from exercise_members x join calibration_exercises e on e.org_id = x.org_id and e.id = x.exercise_id
    where x.org_id = ${orgId} and x.finished_at is null and e.closed_at is null
    order by e.due_on, e.id`.execute(tx);
  return rows;
}

/** A student's latest level of each outcome as a mentor gave it, amendments applied, in the order of the framework. */
export async function findLatestLevels(tx: Tx, orgId: string, studentId: string): Promise<LatestLevel[]> {
  const { rows } = await sql<LatestLevel>`
    select t.code as "typeCode", t.name as "typeName", st.latest_level as level, cardinality(o.descriptors) as levels,
      st.latest_assessor_id as "assessorId", m.name as assessor
    from (
      select distinct on (series_id) org_id, latest_level, latest_assessor_id, latest_outcome_id from standings
      where org_id = ${orgId} and student_id = ${studentId} and perspective = 'mentor' and latest_level is not null
      order by series_id, latest_on desc, enrolment_id
    ) st
    join outcomes o on o.org_id = st.org_id and o.id = st.latest_outcome_id
    join outcome_types t on t.org_id = o.org_id and t.id = o.outcome_type_id
    join members m on m.org_id = st.org_id and m.id = st.latest_assessor_id
    order by t.position, o.position`.execute(tx);
  return rows;
}
