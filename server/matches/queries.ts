import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import type { NameCursor } from '../students/list.ts';

/** Mentors with what each carries today: those with a seat, and those without one who still have students. */
export async function findMentorLoads(tx: Tx, orgId: string, today: string, now: Date) {
  const fortnight = new Date(now.getTime() + 14 * 24 * 60 * 60 * 1000).toISOString();
  return tx
    .with('carried', (db) =>
      db
        .selectFrom('matches')
        .where('org_id', '=', orgId)
        .where('started_on', '<=', today)
        .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', today)]))
        .groupBy('mentor_id')
        .select(['mentor_id', sql<number>`count(*)`.as('matches'), sql<number>`count(distinct student_id)`.as('students')]),
    )
    .selectFrom('members as m')
    .leftJoin('carried', 'carried.mentor_id', 'm.id')
    .where('m.org_id', '=', orgId)
    .where((eb) =>
      eb.or([eb.and([eb('m.role', '=', 'mentor'), eb('m.status', 'in', ['active', 'invited'])]), eb('carried.mentor_id', 'is not', null)]),
    )
    .select((eb) => [
      sql<{ id: string; name: string }>`json_build_object('id', m.id, 'name', m.name)`.as('mentor'),
      eb.fn.coalesce('carried.students', eb.lit(0)).$castTo<number>().as('students'),
      eb.fn.coalesce('carried.matches', eb.lit(0)).$castTo<number>().as('matches'),
      sql<number>`(select count(*) from meetings x where x.org_id = m.org_id and x.mentor_id = m.id and x.status = 'scheduled'
        and x.starts_at >= ${now.toISOString()} and x.starts_at < ${fortnight})`.as('meetingsNextFortnight'),
      sql<number>`(select count(*) from actions x where x.org_id = m.org_id and x.mentor_id = m.id and x.status = 'open')`.as(
        'openActions',
      ),
      eb
        .and([eb('m.role', '=', 'mentor'), eb('m.status', 'in', ['active', 'invited'])])
        .$castTo<boolean>()
        .as('available'),
    ])
    .orderBy('m.name')
    .orderBy('m.id')
    .execute();
}

/** Students who have not left and whom nobody mentors today. */
export async function countUnmatched(tx: Tx, orgId: string, today: string): Promise<number> {
  const { n } = await tx
    .selectFrom('students as s')
    .where('s.org_id', '=', orgId)
    .where('s.left_on', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('matches as m')
            .select(sql`1`.as('one'))
            .whereRef('m.org_id', '=', 's.org_id')
            .whereRef('m.student_id', '=', 's.id')
            .where('m.started_on', '<=', today)
            .where((or) => or.or([or('m.ended_on', 'is', null), or('m.ended_on', '>', today)])),
        ),
      ),
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** A mentor's matches that go on, or begin, after today, by the student's name. */
export async function findMatches(tx: Tx, orgId: string, today: string, mentorId: string, from: NameCursor | undefined, limit: number) {
  return tx
    .selectFrom('matches as m')
    .innerJoin('students as s', (join) => join.onRef('s.org_id', '=', 'm.org_id').onRef('s.id', '=', 'm.student_id'))
    .innerJoin('members as mentor', (join) => join.onRef('mentor.org_id', '=', 'm.org_id').onRef('mentor.id', '=', 'm.mentor_id'))
    .innerJoin('enrolments as e', (join) => join.onRef('e.org_id', '=', 'm.org_id').onRef('e.id', '=', 'm.enrolment_id'))
    .innerJoin('programmes as p', (join) => join.onRef('p.org_id', '=', 'e.org_id').onRef('p.id', '=', 'e.programme_id'))
    .leftJoin('schools', (join) => join.onRef('schools.org_id', '=', 's.org_id').onRef('schools.id', '=', 's.school_id'))
    .where('m.org_id', '=', orgId)
    .where('m.mentor_id', '=', mentorId)
    .where((eb) => eb.or([eb('m.ended_on', 'is', null), eb('m.ended_on', '>', today)]))
    .$if(from !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('s.family_key', 's.given_key', 'm.id'), '>', eb.tuple(from?.familyKey ?? '', from?.givenKey ?? '', from?.id ?? '')),
      ),
    )
    .select([
      'm.id',
      sql<{ id: string; name: string }>`json_build_object('id', s.id, 'name', s.given_name || ' ' || s.family_name)`.as('student'),
      's.family_key as familyKey',
      's.given_key as givenKey',
      's.year_group as yearGroup',
      'schools.name as school',
      sql<{ id: string; name: string }>`json_build_object('id', mentor.id, 'name', mentor.name)`.as('mentor'),
      'p.name as programme',
      'm.purpose',
      'm.started_on as startedOn',
      'm.ended_on as endedOn',
      'm.version',
    ])
    .orderBy('s.family_key')
    .orderBy('s.given_key')
    .orderBy('m.id')
    .limit(limit)
    .execute();
}

/** One match, locked until the transaction ends. */
export async function findMatchForUpdate(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('matches')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select([
      'id',
      'student_id as studentId',
      'mentor_id as mentorId',
      'purpose',
      'started_on as startedOn',
      'ended_on as endedOn',
      'version',
    ])
    .forUpdate()
    .executeTakeFirst();
}

export async function updatePurpose(tx: Tx, orgId: string, id: string, purpose: string): Promise<number> {
  const row = await tx
    .updateTable('matches')
    .set((eb) => ({ purpose, version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

/** What starting these matches asks about, one row each in their order: the student, the mentor's seat, the enrolment. */
export async function findGround(tx: Tx, orgId: string, matches: readonly { studentId: string; mentorId: string; enrolmentId: string }[]) {
  // locked, so that a student does not leave, nor an enrolment end, while a match is being started
  await tx
    .selectFrom('students')
    .where('org_id', '=', orgId)
    .where(
      'id',
      'in',
      matches.map((one) => one.studentId),
    )
    .select('id')
    .orderBy('id')
    .forUpdate()
    .execute();
  const { rows } = await sql<{
    student: string | null;
    leftOn: string | null;
    mentor: string | null;
    role: string | null;
    status: string | null;
    enrolledOn: string | null;
    enrolmentEnded: string | null;
    programme: string | null;
    already: boolean;
  }>`
    select s.given_name || ' ' || s.family_name as student, s.left_on as "leftOn",
      mentor.name as mentor, mentor.role, mentor.status,
      e.started_on as "enrolledOn", e.ended_on as "enrolmentEnded", p.name as programme,
      exists (select from matches m where m.org_id = ${orgId} and m.student_id = given."studentId" and m.mentor_id = given."mentorId"
        and m.enrolment_id = given."enrolmentId" and m.ended_on is null) as already
    from jsonb_to_recordset(${JSON.stringify(matches.map((one, place) => ({ ...one, place })))}::jsonb)
      as given (place int, "studentId" uuid, "mentorId" uuid, "enrolmentId" uuid)
    left join students s on s.org_id = ${orgId} and s.id = given."studentId"
    left join members mentor on mentor.org_id = ${orgId} and mentor.id = given."mentorId"
    left join enrolments e on e.org_id = ${orgId} and e.id = given."enrolmentId" and e.student_id = given."studentId"
    left join programmes p on p.org_id = ${orgId} and p.id = e.programme_id
    order by given.place`.execute(tx);
  return rows;
}
