import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Tx } from '../db/actor.ts';
import { keepStates } from '../db/past-states.ts';

/** Programmes with their cohorts and how many take part, as far as the actor may see them; one of them when `id` is given. */
export async function findProgrammes(tx: Tx, orgId: string, today: string, id?: string) {
  const open = sql<boolean>`(e.ended_on is null or e.ended_on > ${today}::date)`;
  return tx
    .with('counts', (db) =>
      db
        .selectFrom('enrolments as e')
        .where('e.org_id', '=', orgId)
        .$if(id !== undefined, (query) => query.where('e.programme_id', '=', id ?? ''))
        .groupBy(['e.programme_id', 'e.cohort_id'])
        .select([
          'e.programme_id',
          'e.cohort_id',
          sql<number>`count(*) filter (where ${open})`.as('enrolled'),
          sql<number>`count(*) filter (where not ${open})`.as('ended'),
        ]),
    )
    .selectFrom('programmes as p')
    .innerJoin('frameworks as f', (join) => join.onRef('f.org_id', '=', 'p.org_id').onRef('f.id', '=', 'p.framework_id'))
    .where('p.org_id', '=', orgId)
    .$if(id !== undefined, (query) => query.where('p.id', '=', id ?? ''))
    .select((eb) => [
      'p.id',
      'p.name',
      'p.description',
      sql<{ id: string; name: string }>`json_build_object('id', f.id, 'name', f.name)`.as('framework'),
      'p.starts_on as startsOn',
      'p.ends_on as endsOn',
      eb('p.archived_at', 'is not', null).$castTo<boolean>().as('archived'),
      sql<number>`coalesce((select sum(enrolled)::bigint from counts where counts.programme_id = p.id), 0)`.as('enrolled'),
      sql<number>`coalesce((select sum(ended)::bigint from counts where counts.programme_id = p.id), 0)`.as('ended'),
      jsonArrayFrom(
        eb
          .selectFrom('cohorts as c')
          .whereRef('c.org_id', '=', 'p.org_id')
          .whereRef('c.programme_id', '=', 'p.id')
          .select((inner) => [
            'c.id',
            'c.name',
            'c.starts_on as startsOn',
            'c.ends_on as endsOn',
            inner('c.archived_at', 'is not', null).$castTo<boolean>().as('archived'),
            sql<number>`coalesce((select sum(enrolled)::bigint from counts where counts.cohort_id = c.id), 0)`.as('enrolled'),
            'c.version',
          ])
          .orderBy('archived')
          .orderBy('c.starts_on', (order) => order.desc().nullsLast())
          .orderBy('c.name'),
      ).as('cohorts'),
      'p.review_every_weeks as reviewEveryWeeks',
      'p.review_at_close as reviewAtClose',
      'p.version',
    ])
    .orderBy('archived')
    .orderBy('p.name')
    .execute();
}

export interface ProgrammeDetails {
  name: string;
  description: string;
  frameworkId: string;
  startsOn: string | null;
  endsOn: string | null;
}

const columnsOf = (details: ProgrammeDetails) => ({
  name: details.name,
  description: details.description,
  framework_id: details.frameworkId,
  starts_on: details.startsOn,
  ends_on: details.endsOn,
});

/** Returns false when a programme has this id or name already. */
export async function insertProgramme(tx: Tx, orgId: string, id: string, details: ProgrammeDetails): Promise<boolean> {
  const row = await tx
    .insertInto('programmes')
    .values({ org_id: orgId, id, ...columnsOf(details) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** A programme's own columns, locked, with whether anybody was ever enrolled in it. */
export async function findProgrammeForUpdate(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('programmes as p')
    .where('p.org_id', '=', orgId)
    .where('p.id', '=', id)
    .select((eb) => [
      'p.name',
      'p.description',
      'p.framework_id as frameworkId',
      'p.starts_on as startsOn',
      'p.ends_on as endsOn',
      eb('p.archived_at', 'is not', null).$castTo<boolean>().as('archived'),
      'p.version',
      eb
        .exists(
          eb
            .selectFrom('enrolments')
            .whereRef('enrolments.org_id', '=', 'p.org_id')
            .whereRef('enrolments.programme_id', '=', 'p.id')
            .select('enrolments.id'),
        )
        .$castTo<boolean>()
        .as('everEnrolled'),
    ])
    .forUpdate()
    .executeTakeFirst();
}

export async function updateProgramme(
  tx: Tx,
  orgId: string,
  id: string,
  details: ProgrammeDetails & { archived: boolean },
  now: Date,
): Promise<number> {
  await keepStates(tx, orgId, 'programmes', [id]);
  const row = await tx
    .updateTable('programmes')
    .set((eb) => ({
      ...columnsOf(details),
      archived_at: details.archived ? eb.fn.coalesce('archived_at', eb.val(now.toISOString())) : null,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

/** Whether another programme that is not archived has this name. */
export async function programmeNameTaken(tx: Tx, orgId: string, id: string, name: string): Promise<boolean> {
  const row = await tx
    .selectFrom('programmes')
    .where('org_id', '=', orgId)
    .where('id', '!=', id)
    .where('archived_at', 'is', null)
    .where((eb) => eb(eb.fn<string>('lower', ['name']), '=', name.toLowerCase()))
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The framework by its id, with whether a version of it can be scored against. */
export async function findUsableFramework(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('frameworks as f')
    .where('f.org_id', '=', orgId)
    .where('f.id', '=', id)
    .select((eb) => [
      'f.name',
      eb('f.retired_at', 'is not', null).$castTo<boolean>().as('retired'),
      eb
        .exists(
          eb
            .selectFrom('framework_versions as v')
            .whereRef('v.org_id', '=', 'f.org_id')
            .whereRef('v.framework_id', '=', 'f.id')
            .where('v.status', '=', 'published')
            .select('v.id'),
        )
        .$castTo<boolean>()
        .as('published'),
    ])
    .executeTakeFirst();
}
