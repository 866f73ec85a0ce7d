import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { EndedBy } from '@waymark/contract/students.ts';
import type { Tx } from '../db/actor.ts';
import { keepStates } from '../db/past-states.ts';
import type { NameCursor } from '../students/list.ts';

interface EnrolmentFilters {
  programmeId: string;
  cohort?: string;
  state: 'open' | 'ended' | 'all';
}

/** Who takes or took part in a programme, by name; a student enrolled twice is there twice. */
export async function findEnrolments(
  tx: Tx,
  orgId: string,
  today: string,
  filters: EnrolmentFilters,
  from: NameCursor | undefined,
  limit: number,
) {
  return tx
    .selectFrom('enrolments as e')
    .innerJoin('students as s', (join) => join.onRef('s.org_id', '=', 'e.org_id').onRef('s.id', '=', 'e.student_id'))
    .leftJoin('schools', (join) => join.onRef('schools.org_id', '=', 's.org_id').onRef('schools.id', '=', 's.school_id'))
    .leftJoin('cohorts as c', (join) => join.onRef('c.org_id', '=', 'e.org_id').onRef('c.id', '=', 'e.cohort_id'))
    .where('e.org_id', '=', orgId)
    .where('e.programme_id', '=', filters.programmeId)
    .$if(filters.cohort === 'none', (query) => query.where('e.cohort_id', 'is', null))
    .$if(filters.cohort !== undefined && filters.cohort !== 'none', (query) => query.where('e.cohort_id', '=', filters.cohort ?? ''))
    .$if(filters.state === 'open', (query) => query.where((eb) => eb.or([eb('e.ended_on', 'is', null), eb('e.ended_on', '>', today)])))
    .$if(filters.state === 'ended', (query) => query.where('e.ended_on', '<=', today))
    .$if(from !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('s.family_key', 's.given_key', 'e.id'), '>', eb.tuple(from?.familyKey ?? '', from?.givenKey ?? '', from?.id ?? '')),
      ),
    )
    .select((eb) => [
      'e.id',
      sql<{ id: string; name: string }>`json_build_object('id', s.id, 'name', s.given_name || ' ' || s.family_name)`.as('student'),
      's.year_group as yearGroup',
      's.family_key as familyKey',
      's.given_key as givenKey',
      'schools.name as school',
      sql<{ id: string; name: string } | null>`case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end`.as(
        'cohort',
      ),
      jsonArrayFrom(
        eb
          .selectFrom('matches as m')
          .innerJoin('members', (join) => join.onRef('members.org_id', '=', 'm.org_id').onRef('members.id', '=', 'm.mentor_id'))
          .whereRef('m.org_id', '=', 'e.org_id')
          .whereRef('m.enrolment_id', '=', 'e.id')
          .where('m.started_on', '<=', today)
          .where((or) => or.or([or('m.ended_on', 'is', null), or('m.ended_on', '>', today)]))
          .select(['members.id', 'members.name'])
          .orderBy('members.name'),
      ).as('mentors'),
      'e.started_on as startedOn',
      'e.ended_on as endedOn',
      sql<'planned' | 'early' | null>`e.end_kind`.as('endKind'),
      'e.end_reason as endReason',
      sql<EndedBy | null>`e.ended_by`.as('endedBy'),
      'e.version',
    ])
    .orderBy('s.family_key')
    .orderBy('s.given_key')
    .orderBy('e.id')
    .limit(limit)
    .execute();
}

/** Students by their ids, with what enrolling them asks about, locked against leaving meanwhile. */
export async function findStudentsToEnrol(tx: Tx, orgId: string, ids: readonly string[]) {
  return tx
    .selectFrom('students')
    .where('org_id', '=', orgId)
    .where('id', 'in', ids)
    .select(['id', sql<string>`given_name || ' ' || family_name`.as('name'), 'left_on as leftOn'])
    .orderBy('id')
    .forShare()
    .execute();
}

/** A programme with the cohort asked for, if it is one of its own. */
export async function findPlace(tx: Tx, orgId: string, programmeId: string, cohortId: string | null) {
  return tx
    .selectFrom('programmes as p')
    .leftJoin('cohorts as c', (join) =>
      join.onRef('c.org_id', '=', 'p.org_id').onRef('c.programme_id', '=', 'p.id').on('c.id', '=', cohortId),
    )
    .where('p.org_id', '=', orgId)
    .where('p.id', '=', programmeId)
    .select((eb) => [
      'p.name',
      eb('p.archived_at', 'is not', null).$castTo<boolean>().as('archived'),
      eb
        .and([eb('c.id', 'is not', null), eb('c.archived_at', 'is', null)])
        .$castTo<boolean>()
        .as('cohortOpen'),
    ])
    .executeTakeFirst();
}

/** Enrolments by their ids, locked in one order so that two closures never wait for each other. */
export async function findEnrolmentsForUpdate(tx: Tx, orgId: string, ids: readonly string[]) {
  return tx
    .selectFrom('enrolments as e')
    .innerJoin('students as s', (join) => join.onRef('s.org_id', '=', 'e.org_id').onRef('s.id', '=', 'e.student_id'))
    .where('e.org_id', '=', orgId)
    .where('e.id', 'in', ids)
    .select([
      'e.id',
      'e.student_id as studentId',
      'e.programme_id as programmeId',
      'e.cohort_id as cohortId',
      'e.started_on as startedOn',
      'e.ended_on as endedOn',
      'e.version',
      sql<string>`s.given_name || ' ' || s.family_name`.as('student'),
    ])
    .orderBy('e.id')
    .forUpdate('e')
    .execute();
}

export async function updateEnrolment(
  tx: Tx,
  orgId: string,
  id: string,
  to: { cohortId: string | null; startedOn: string },
): Promise<number> {
  await keepStates(tx, orgId, 'enrolments', [id]);
  const row = await tx
    .updateTable('enrolments')
    .set((eb) => ({ cohort_id: to.cohortId, started_on: to.startedOn, version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

/** The earliest thing that hangs off an enrolment: it cannot begin after that. */
export async function findFirstUse(tx: Tx, orgId: string, id: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select least(
      (select min(started_on) from matches where org_id = ${orgId} and enrolment_id = ${id}),
      (select min(assessed_on) from assessments where org_id = ${orgId} and enrolment_id = ${id}
        and student_id = (select student_id from enrolments where org_id = ${orgId} and id = ${id}))
    )::date as day`.execute(tx);
  return rows[0]?.day ?? null;
}
