import { sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import type { StudentFilters } from '@waymark/contract/students.ts';
import type { z } from 'zod';
import type { Tx } from '../db/actor.ts';
import { afterPrefix, readSearch } from './nameKey.ts';

/** Filters of the list, and one student by id where a page leads on about somebody. */
type Filters = z.output<typeof StudentFilters> & { id?: string | undefined };

/** Where a page of students begins: after this one, in the order of names. */
export interface NameCursor {
  familyKey: string;
  givenKey: string;
  id: string;
}

/** Students by name from a cursor on, with what a row of a list shows. `limit` rows at most. */
export async function findStudents(tx: Tx, orgId: string, today: string, filters: Filters, from: NameCursor | undefined, limit: number) {
  return matching(tx, orgId, today, filters)
    .select((eb) => [
      'students.id',
      'students.upn',
      'students.given_name as givenName',
      'students.family_name as familyName',
      'students.preferred_name as preferredName',
      'students.year_group as yearGroup',
      'students.left_on as leftOn',
      'students.family_key as familyKey',
      'students.given_key as givenKey',
      jsonObjectFrom(
        eb
          .selectFrom('schools')
          .whereRef('schools.org_id', '=', 'students.org_id')
          .whereRef('schools.id', '=', 'students.school_id')
          .select(['schools.id', 'schools.name']),
      ).as('school'),
      jsonArrayFrom(
        eb
          .selectFrom('enrolments as e')
          .innerJoin('programmes as p', (join) => join.onRef('p.org_id', '=', 'e.org_id').onRef('p.id', '=', 'e.programme_id'))
          .leftJoin('cohorts as c', (join) => join.onRef('c.org_id', '=', 'e.org_id').onRef('c.id', '=', 'e.cohort_id'))
          .whereRef('e.org_id', '=', 'students.org_id')
          .whereRef('e.student_id', '=', 'students.id')
          .where((or) => or.or([or('e.ended_on', 'is', null), or('e.ended_on', '>', today)]))
          .select(['e.id', 'p.id as programmeId', 'p.name as programme', 'c.name as cohort'])
          .orderBy('p.name'),
      ).as('enrolments'),
      jsonArrayFrom(
        eb
          .selectFrom('matches as m')
          .innerJoin('members', (join) => join.onRef('members.org_id', '=', 'm.org_id').onRef('members.id', '=', 'm.mentor_id'))
          .whereRef('m.org_id', '=', 'students.org_id')
          .whereRef('m.student_id', '=', 'students.id')
          .where('m.started_on', '<=', today)
          .where((or) => or.or([or('m.ended_on', 'is', null), or('m.ended_on', '>', today)]))
          .select(['members.id', 'members.name'])
          .distinct()
          .orderBy('members.name'),
      ).as('mentors'),
    ])
    .$if(from !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('students.family_key', 'students.given_key', 'students.id'),
          '>',
          eb.tuple(from?.familyKey ?? '', from?.givenKey ?? '', from?.id ?? ''),
        ),
      ),
    )
    .orderBy('students.family_key')
    .orderBy('students.given_key')
    .orderBy('students.id')
    .limit(limit)
    .execute();
}

/** How many students the filters leave, counted no further than `most`: a count of a million helps nobody and takes a while. */
export async function countStudents(tx: Tx, orgId: string, today: string, filters: Filters, most: number): Promise<number> {
  const { n } = await tx
    .selectFrom(
      matching(tx, orgId, today, filters)
        .select(sql<number>`1`.as('one'))
        .limit(most)
        .as('some'),
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

function matching(tx: Tx, orgId: string, today: string, filters: Filters) {
  let query = tx.selectFrom('students').where('students.org_id', '=', orgId);
  if (filters.left === 'no') query = query.where('students.left_on', 'is', null);
  if (filters.left === 'only') query = query.where('students.left_on', 'is not', null);
  if (filters.id !== undefined) query = query.where('students.id', '=', filters.id);
  if (filters.schoolId !== undefined) query = query.where('students.school_id', '=', filters.schoolId);
  if (filters.yearGroup !== undefined) query = query.where('students.year_group', '=', filters.yearGroup);
  const { programmeId, cohortId, mentorId } = filters;
  if (programmeId !== undefined || cohortId !== undefined) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('enrolments')
          .select(sql`1`.as('one'))
          .whereRef('enrolments.org_id', '=', 'students.org_id')
          .whereRef('enrolments.student_id', '=', 'students.id')
          .where((or) => or.or([or('enrolments.ended_on', 'is', null), or('enrolments.ended_on', '>', today)]))
          .$if(programmeId !== undefined, (one) => one.where('enrolments.programme_id', '=', programmeId ?? ''))
          .$if(cohortId !== undefined, (one) => one.where('enrolments.cohort_id', '=', cohortId ?? '')),
      ),
    );
  }
  if (mentorId !== undefined || filters.unmatched === true) {
    query = query.where((eb) => {
      const current = eb.exists(
        eb
          .selectFrom('matches')
          .select(sql`1`.as('one'))
          .whereRef('matches.org_id', '=', 'students.org_id')
          .whereRef('matches.student_id', '=', 'students.id')
          .where('matches.started_on', '<=', today)
          .where((or) => or.or([or('matches.ended_on', 'is', null), or('matches.ended_on', '>', today)]))
          .$if(mentorId !== undefined, (one) => one.where('matches.mentor_id', '=', mentorId ?? '')),
      );
      return filters.unmatched === true ? eb.not(current) : current;
    });
  }
  return filters.search === undefined ? query : query.where(searchFor(filters.search));
}

/** What a search box means, as a condition an index serves: ranges, since LIKE is not leakproof (see the migration). */
function searchFor(text: string) {
  const search = readSearch(text);
  const begins = (key: 'family_key' | 'given_key', prefix: string) =>
    sql<boolean>`(students.${sql.ref(key)} >= ${prefix} and students.${sql.ref(key)} < ${afterPrefix(prefix)})`;
  if (search === undefined) return sql<boolean>`true`;
  if (search.kind === 'upn') return sql<boolean>`(students.upn >= ${search.prefix} and students.upn <= ${search.prefix.padEnd(13, 'Z')})`;
  if (search.kind === 'either') return sql<boolean>`(${begins('family_key', search.prefix)} or ${begins('given_key', search.prefix)})`;
  const ways = search.pairs.flatMap(({ one, other }) => [
    sql<boolean>`(${begins('given_key', one)} and ${begins('family_key', other)})`,
    sql<boolean>`(${begins('family_key', one)} and ${begins('given_key', other)})`,
  ]);
  return sql<boolean>`(${sql.join(ways, sql` or `)})`;
}
