import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';

/** Mentors who can be given students, those with most room first: below their number by most, then with fewest students. */
export async function findMentorRoom(tx: Tx, orgId: string, today: string, schoolId: string | null) {
  const { rows } = await sql<{
    mentor: { id: string; name: string };
    students: number;
    atSchool: number | null;
    limit: number | null;
    version: number;
  }>`
    with carried as (
      select m.mentor_id, count(distinct m.student_id) as students,
        count(distinct m.student_id) filter (where s.school_id = ${schoolId}::uuid) as at_school
      from matches m join students s on s.org_id = m.org_id and s.id = m.student_id
      where m.org_id = ${orgId} and m.started_on <= ${today}::date and (m.ended_on is null or m.ended_on > ${today}::date)
      group by m.mentor_id
    )
    select json_build_object('id', m.id, 'name', m.name) as mentor, coalesce(c.students, 0)::int as students,
      case when ${schoolId}::uuid is not null then coalesce(c.at_school, 0)::int end as "atSchool", m.caseload_limit as "limit", m.version
    from members m left join carried c on c.mentor_id = m.id
    where m.org_id = ${orgId} and m.role = 'mentor' and m.status in ('active', 'invited')
    -- without a number nobody is full
    order by coalesce(m.caseload_limit - coalesce(c.students, 0) <= 0, false), coalesce(c.at_school, 0) > 0 desc, coalesce(c.students, 0), m.name, m.id`.execute(
    tx,
  );
  return rows;
}

/** The new version, or undefined when the mentor was changed meanwhile. */
export async function updateLimit(tx: Tx, orgId: string, id: string, limit: number | null, version: number): Promise<number | undefined> {
  const row = await tx
    .updateTable('members')
    .set((eb) => ({ caseload_limit: limit, version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('role', '=', 'mentor')
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}

export async function isMentor(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('members')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('role', '=', 'mentor')
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}
