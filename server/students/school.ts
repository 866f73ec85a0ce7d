import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Actor, Tx } from '../db/actor.ts';
import { afterPrefix, readSearch } from './nameKey.ts';
import type { NameCursor } from './list.ts';

/** A school's students who have not left, with what their school is told: who mentors them in what, and how often they met. */
export async function findSchoolStudents(tx: Tx, actor: Actor, search: string | undefined, from: NameCursor | undefined, limit: number) {
  const { orgId, today, timeZone } = actor;
  const asked = search === undefined ? undefined : readSearch(search);
  const prefixes =
    asked === undefined || asked.kind === 'upn'
      ? []
      : asked.kind === 'either'
        ? [asked.prefix]
        : asked.pairs.flatMap(({ one, other }) => [one, other]);
  return (
    tx
      .selectFrom('students as s')
      .where('s.org_id', '=', orgId)
      .where('s.school_id', '=', actor.schoolId)
      .where('s.left_on', 'is', null)
      // a school has few enough students to look through each
      .where((eb) =>
        eb.and(
          prefixes.map((prefix) =>
            eb.or([
              eb.and([eb('s.family_key', '>=', prefix), eb('s.family_key', '<', afterPrefix(prefix))]),
              eb.and([eb('s.given_key', '>=', prefix), eb('s.given_key', '<', afterPrefix(prefix))]),
            ]),
          ),
        ),
      )
      .$if(from !== undefined, (query) =>
        query.where((eb) =>
          eb(
            eb.refTuple('s.family_key', 's.given_key', 's.id'),
            '>',
            eb.tuple(from?.familyKey ?? '', from?.givenKey ?? '', from?.id ?? ''),
          ),
        ),
      )
      .select((eb) => [
        's.id',
        's.given_name as givenName',
        's.family_name as familyName',
        's.preferred_name as preferredName',
        's.year_group as yearGroup',
        's.family_key as familyKey',
        's.given_key as givenKey',
        jsonArrayFrom(
          eb
            .selectFrom('enrolments as e')
            .innerJoin('programmes as p', (join) => join.onRef('p.org_id', '=', 'e.org_id').onRef('p.id', '=', 'e.programme_id'))
            .whereRef('e.org_id', '=', 's.org_id')
            .whereRef('e.student_id', '=', 's.id')
            .where((or) => or.or([or('e.ended_on', 'is', null), or('e.ended_on', '>', today)]))
            .select('p.name')
            .distinct()
            .orderBy('p.name'),
        ).as('programmes'),
        jsonArrayFrom(
          eb
            .selectFrom('matches as m')
            .innerJoin('members', (join) => join.onRef('members.org_id', '=', 'm.org_id').onRef('members.id', '=', 'm.mentor_id'))
            .whereRef('m.org_id', '=', 's.org_id')
            .whereRef('m.student_id', '=', 's.id')
            .where('m.started_on', '<=', today)
            .where((or) => or.or([or('m.ended_on', 'is', null), or('m.ended_on', '>', today)]))
            .select('members.name')
            .distinct()
            .orderBy('members.name'),
        ).as('mentors'),
        meetings(sql`count(*) filter (where status = 'held')`).as('meetingsHeld'),
        meetings(sql`count(*) filter (where status = 'student_absent')`).as('meetingsMissed'),
        sql<string | null>`(select (max(starts_at) filter (where status = 'held') at time zone ${timeZone})::date from meetings
        where meetings.org_id = s.org_id and meetings.student_id = s.id)`.as('lastHeldOn'),
      ])
      .orderBy('s.family_key')
      .orderBy('s.given_key')
      .orderBy('s.id')
      .limit(limit)
      .execute()
  );
}

const meetings = (what: ReturnType<typeof sql>) =>
  sql<number>`(select ${what} from meetings where meetings.org_id = s.org_id and meetings.student_id = s.id)`;

export async function findSchoolName(tx: Tx, orgId: string, schoolId: string | null): Promise<string> {
  const school = await tx
    .selectFrom('schools')
    .where('org_id', '=', orgId)
    .where('id', '=', schoolId)
    .select('name')
    .executeTakeFirstOrThrow();
  return school.name;
}
