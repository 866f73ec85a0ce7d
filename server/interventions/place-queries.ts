import { sql } from 'kysely';
import type { Place } from '@waymark/contract/interventions.ts';
import type { Tx } from '../db/actor.ts';
import { counted, doseColumns, doseOf, nameOf, type DoseColumns } from './dose.ts';

/** Who is on the list, by name; with `past`, those who were on it after them. */
export async function findPlaces(tx: Tx, orgId: string, interventionId: string, today: string, past: boolean): Promise<Place[]> {
  const { rows } = await sql<Omit<Place, 'dose'> & DoseColumns>`
    select pl.id, pl.intervention_id as "interventionId", pl.student_id as "studentId", ${nameOf} as student,
      st.year_group as "yearGroup", pl.started_on as "startedOn", pl.ended_on as "endedOn", pl.end_reason as "endReason", pl.version,
      dose.sessions, dose.attended, dose.part, dose.absent, dose.minutes
    from intervention_places pl
    join students st on st.org_id = pl.org_id and st.id = pl.student_id
    left join lateral (
      select ${doseColumns} from ${counted}
      where p.org_id = pl.org_id and p.student_id = pl.student_id and s.intervention_id = pl.intervention_id
        and s.held_on >= pl.started_on and (pl.ended_on is null or s.held_on <= pl.ended_on)
    ) dose on true
    where pl.org_id = ${orgId} and pl.intervention_id = ${interventionId}
      and (${past} or pl.ended_on is null or pl.ended_on >= ${today}::date)
    order by pl.ended_on is not null and pl.ended_on < ${today}::date, st.family_key, st.given_key, st.id, pl.started_on desc`.execute(tx);
  return rows.map(({ sessions, attended, part, absent, minutes, ...place }) => ({
    ...place,
    dose: doseOf({ sessions, attended, part, absent, minutes }),
  }));
}

/** Puts students on the list; who has an open place keeps it. Answers whose places are new. */
export async function insertPlaces(
  tx: Tx,
  orgId: string,
  interventionId: string,
  startedOn: string,
  places: readonly { id: string; studentId: string }[],
): Promise<string[]> {
  const written = await tx
    .insertInto('intervention_places')
    .values(
      places.map(({ id, studentId }) => ({
        org_id: orgId,
        id,
        student_id: studentId,
        intervention_id: interventionId,
        started_on: startedOn,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('student_id')
    .execute();
  return written.map((row) => row.student_id);
}

export async function findPlace(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('intervention_places')
    .select(['id', 'intervention_id', 'student_id', 'started_on', 'ended_on', 'version'])
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Ends a place, or opens it again; false when it is no longer at this version. */
export async function updatePlace(
  tx: Tx,
  orgId: string,
  id: string,
  version: number,
  ending: { on: string; reason: string } | null,
): Promise<boolean> {
  const result = await tx
    .updateTable('intervention_places')
    .set((eb) => ({ ended_on: ending?.on ?? null, end_reason: ending?.reason ?? null, version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Whether a student has another open place in the same group. */
export async function hasOpenPlace(tx: Tx, orgId: string, interventionId: string, studentId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('intervention_places')
    .select('id')
    .where('org_id', '=', orgId)
    .where('intervention_id', '=', interventionId)
    .where('student_id', '=', studentId)
    .where('ended_on', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}
