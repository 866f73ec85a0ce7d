import { sql, type Kysely } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import type { EndedBy } from '@waymark/contract/students.ts';
import type { Tx } from '../db/actor.ts';
import { notFound } from '../http/refusal.ts';
import { compiledOnce } from '../db/compiled.ts';
import type { DB } from '../db/types.ts';
import { keepStates } from '../db/past-states.ts';
import { nameKey } from './nameKey.ts';

/** One student with school, enrolments, matches and the next meeting: the student's page in one statement. */
export async function findStudent(tx: Tx, orgId: string, id: string, today: string, now: Date) {
  return (await studentPage(tx, { orgId, id, today, now: now.toISOString() }))[0];
}

/** Compiled once; the benchmark asks it without the rest of the server. */
export const studentPage = compiledOnce((tx: Kysely<DB>, { orgId, id, today, now }: Record<'orgId' | 'id' | 'today' | 'now', string>) =>
  tx
    .selectFrom('students as s')
    .where('s.org_id', '=', orgId)
    .where('s.id', '=', id)
    .select((eb) => [
      's.id',
      's.upn',
      's.given_name as givenName',
      's.family_name as familyName',
      's.preferred_name as preferredName',
      's.birth_date as birthDate',
      's.year_group as yearGroup',
      's.email',
      's.external_id as externalId',
      's.left_on as leftOn',
      's.left_reason as leftReason',
      's.created_at as createdAt',
      's.version',
      jsonObjectFrom(
        eb
          .selectFrom('schools')
          .whereRef('schools.org_id', '=', 's.org_id')
          .whereRef('schools.id', '=', 's.school_id')
          .select(['schools.id', 'schools.name']),
      ).as('school'),
      jsonArrayFrom(
        eb
          .selectFrom('enrolments as e')
          .innerJoin('programmes as p', (join) => join.onRef('p.org_id', '=', 'e.org_id').onRef('p.id', '=', 'e.programme_id'))
          .whereRef('e.org_id', '=', 's.org_id')
          .whereRef('e.student_id', '=', 's.id')
          .select((inner) => [
            'e.id',
            'p.id as programmeId',
            'p.name as programme',
            jsonObjectFrom(
              inner
                .selectFrom('cohorts')
                .whereRef('cohorts.org_id', '=', 'e.org_id')
                .whereRef('cohorts.id', '=', 'e.cohort_id')
                .select(['cohorts.id', 'cohorts.name']),
            ).as('cohort'),
            'e.started_on as startedOn',
            'e.ended_on as endedOn',
            sql<'planned' | 'early' | null>`e.end_kind`.as('endKind'),
            'e.end_reason as endReason',
            sql<EndedBy | null>`e.ended_by`.as('endedBy'),
            'e.version',
          ])
          .orderBy('e.started_on', 'desc')
          .orderBy('e.id', 'desc'),
      ).as('enrolments'),
      jsonArrayFrom(
        eb
          .selectFrom('matches as m')
          .innerJoin('members as mentor', (join) => join.onRef('mentor.org_id', '=', 'm.org_id').onRef('mentor.id', '=', 'm.mentor_id'))
          .innerJoin('enrolments as e', (join) => join.onRef('e.org_id', '=', 'm.org_id').onRef('e.id', '=', 'm.enrolment_id'))
          .innerJoin('programmes as p', (join) => join.onRef('p.org_id', '=', 'e.org_id').onRef('p.id', '=', 'e.programme_id'))
          .leftJoin('members as next', (join) => join.onRef('next.org_id', '=', 'm.org_id').onRef('next.id', '=', 'm.handed_over_to'))
          .whereRef('m.org_id', '=', 's.org_id')
          .whereRef('m.student_id', '=', 's.id')
          .select([
            'm.id',
            sql<{ id: string; name: string }>`json_build_object('id', mentor.id, 'name', mentor.name)`.as('mentor'),
            'm.enrolment_id as enrolmentId',
            'p.name as programme',
            'm.purpose',
            'm.started_on as startedOn',
            'm.ended_on as endedOn',
            'm.end_reason as endReason',
            sql<EndedBy | null>`m.ended_by`.as('endedBy'),
            sql<{
              id: string;
              name: string;
            } | null>`case when next.id is not null then json_build_object('id', next.id, 'name', next.name) end`.as('handedOverTo'),
            sql<boolean>`m.started_on <= ${today}::date and (m.ended_on is null or m.ended_on > ${today}::date)`.as('current'),
            'm.version',
          ])
          .orderBy('m.started_on', 'desc')
          .orderBy('m.id', 'desc'),
      ).as('matches'),
      jsonObjectFrom(
        eb
          .selectFrom('meetings')
          .innerJoin('members as mentor', (join) =>
            join.onRef('mentor.org_id', '=', 'meetings.org_id').onRef('mentor.id', '=', 'meetings.mentor_id'),
          )
          .whereRef('meetings.org_id', '=', 's.org_id')
          .whereRef('meetings.student_id', '=', 's.id')
          .where('meetings.status', '=', 'scheduled')
          .where('meetings.starts_at', '>=', now)
          .select(['meetings.id', 'meetings.starts_at as startsAt', 'mentor.name as mentor'])
          .orderBy('meetings.starts_at')
          .limit(1),
      ).as('nextMeeting'),
    ]),
);

export interface StudentDetails {
  givenName: string;
  familyName: string;
  preferredName: string | null;
  upn: string | null;
  birthDate: string | null;
  yearGroup: number | null;
  schoolId: string | null;
  email: string | null;
  externalId: string | null;
}

const columnsOf = (details: StudentDetails) => ({
  given_name: details.givenName,
  family_name: details.familyName,
  preferred_name: details.preferredName,
  upn: details.upn,
  birth_date: details.birthDate,
  year_group: details.yearGroup,
  school_id: details.schoolId,
  email: details.email,
  external_id: details.externalId,
});

/** Returns false when a student with this id is here already: the same form, sent twice. */
export async function insertStudent(
  tx: Tx,
  orgId: string,
  id: string,
  details: StudentDetails,
  createdBy: string | null,
): Promise<boolean> {
  const row = await tx
    .insertInto('students')
    .values({ org_id: orgId, id, created_by: createdBy, ...columnsOf(details) })
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** @throws Refusal 404 when the student is not here, or not for this actor */
export async function requireStudent(tx: Tx, orgId: string, id: string): Promise<void> {
  const row = await tx.selectFrom('students').where('org_id', '=', orgId).where('id', '=', id).select('id').executeTakeFirst();
  if (row === undefined) throw notFound('student');
}

/** A student's own columns, locked until the transaction ends. */
export async function findDetailsForUpdate(
  tx: Tx,
  orgId: string,
  id: string,
): Promise<(StudentDetails & { version: number; leftOn: string | null }) | undefined> {
  return tx
    .selectFrom('students')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select([
      'given_name as givenName',
      'family_name as familyName',
      'preferred_name as preferredName',
      'upn',
      'birth_date as birthDate',
      'year_group as yearGroup',
      'school_id as schoolId',
      'email',
      'external_id as externalId',
      'version',
      'left_on as leftOn',
    ])
    .forUpdate()
    .executeTakeFirst();
}

export async function updateDetails(tx: Tx, orgId: string, id: string, details: StudentDetails): Promise<number> {
  await keepStates(tx, orgId, 'students', [id]);
  const row = await tx
    .updateTable('students')
    .set((eb) => ({ ...columnsOf(details), version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

/** Marks as left, or, with null, as back. */
export async function updateLeft(tx: Tx, orgId: string, id: string, left: { on: string; reason: string } | null): Promise<number> {
  const row = await tx
    .updateTable('students')
    .set((eb) => ({ left_on: left?.on ?? null, left_reason: left?.reason ?? null, version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

/** Another student with this id of the organisation's own system. */
export async function findWithExternalId(tx: Tx, orgId: string, externalId: string, except: string | undefined) {
  return tx
    .selectFrom('students')
    .where('org_id', '=', orgId)
    .where('external_id', '=', externalId)
    .$if(except !== undefined, (query) => query.where('id', '!=', except ?? ''))
    .select(['id', sql<string>`given_name || ' ' || family_name`.as('name')])
    .executeTakeFirst();
}

export interface Likeness {
  givenName?: string;
  familyName?: string;
  birthDate?: string | null;
  upn?: string | null;
  externalId?: string | null;
  except?: string;
}

/** Students with the same UPN, or with the same names and birth date. */
export async function findLookalikes(tx: Tx, orgId: string, like: Likeness) {
  const { upn, birthDate, givenName, familyName, except } = like;
  const whole = Boolean(birthDate && givenName && familyName);
  if (!upn && !whole) return [];
  const byUpn = sql<boolean>`s.upn = ${upn ?? null}::text`;
  const byName = sql<boolean>`(s.birth_date = ${birthDate ?? null}::date and s.family_key = ${nameKey(familyName ?? '')} and s.given_key = ${nameKey(givenName ?? '')})`;
  return tx
    .selectFrom('students as s')
    .leftJoin('schools', (join) => join.onRef('schools.org_id', '=', 's.org_id').onRef('schools.id', '=', 's.school_id'))
    .where('s.org_id', '=', orgId)
    .where((eb) => eb.or([...(upn ? [byUpn] : []), ...(whole ? [byName] : [])]))
    .$if(except !== undefined, (query) => query.where('s.id', '!=', except ?? ''))
    .select([
      's.id',
      's.upn',
      's.given_name as givenName',
      's.family_name as familyName',
      's.preferred_name as preferredName',
      's.birth_date as birthDate',
      's.year_group as yearGroup',
      'schools.name as school',
      's.left_on as leftOn',
      sql<'upn' | 'name_and_birth_date'>`case when ${byUpn} then 'upn' else 'name_and_birth_date' end`.as('because'),
    ])
    .orderBy('s.id')
    .limit(10)
    .execute();
}
