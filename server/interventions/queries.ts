import { sql, type RawBuilder } from 'kysely';
import type { Intervention, InterventionKind } from '@waymark/contract/interventions.ts';
import type { Tx } from '../db/actor.ts';
import { keepStates } from '../db/past-states.ts';
import { counted, doseColumns, doseOf, type DoseColumns } from './dose.ts';

type Row = Omit<Intervention, 'dose'> & DoseColumns;

function selectInterventions(orgId: string, today: string, where: RawBuilder<unknown>) {
  return sql<Row>`
    select i.id, i.name, i.kind, i.taso_code as "tasoCode", i.provider, i.description, i.usual_minutes as "usualMinutes",
      i.starts_on as "startsOn", i.ends_on as "endsOn", i.archived_at is not null as archived, i.version,
      coalesce(places.n, 0) as "onList", coalesce(dose.students, 0) as students, dose.last as "lastHeldOn",
      dose.sessions, dose.attended, dose.part, dose.absent, dose.minutes
    from interventions i
    left join (
      select intervention_id, count(*)::int as n from intervention_places
      where org_id = ${orgId} and started_on <= ${today}::date and (ended_on is null or ended_on >= ${today}::date)
      group by intervention_id
    ) places on places.intervention_id = i.id
    left join (
      select s.intervention_id, ${doseColumns}, max(s.held_on) as last,
        count(distinct p.student_id) filter (where p.attended <> 'absent')::int as students
      from ${counted} where p.org_id = ${orgId} group by s.intervention_id
    ) dose on dose.intervention_id = i.id
    where i.org_id = ${orgId} and ${where}
    order by i.archived_at is not null, lower(i.name)`;
}

const shown = ({ sessions, attended, part, absent, minutes, ...rest }: Row): Intervention => ({
  ...rest,
  dose: doseOf({ sessions, attended, part, absent, minutes }),
});

export async function findInterventions(tx: Tx, orgId: string, today: string, archived: boolean): Promise<Intervention[]> {
  const { rows } = await selectInterventions(orgId, today, archived ? sql`true` : sql`i.archived_at is null`).execute(tx);
  return rows.map(shown);
}

export async function findIntervention(tx: Tx, orgId: string, today: string, id: string): Promise<Intervention | undefined> {
  const { rows } = await selectInterventions(orgId, today, sql`i.id = ${id}`).execute(tx);
  return rows.map(shown)[0];
}

/** Whether there is one in use by this name, whatever its capitals. */
export async function isNameTaken(tx: Tx, orgId: string, name: string, exceptId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from interventions where org_id = ${orgId} and lower(name) = lower(${name}) and archived_at is null and id <> ${exceptId}`.execute(
    tx,
  );
  return rows.length > 0;
}

export interface InterventionState {
  name: string;
  kind: InterventionKind;
  tasoCode: string | null;
  provider: string;
  description: string;
  usualMinutes: number | null;
  startsOn: string | null;
  endsOn: string | null;
}

const columns = (state: InterventionState) => ({
  name: state.name,
  kind: state.kind,
  taso_code: state.tasoCode,
  provider: state.provider,
  description: state.description,
  usual_minutes: state.usualMinutes,
  starts_on: state.startsOn,
  ends_on: state.endsOn,
});

/** Writes it; false when it is there already. */
export async function insertIntervention(tx: Tx, orgId: string, id: string, state: InterventionState): Promise<boolean> {
  const written = await tx
    .insertInto('interventions')
    .values({ org_id: orgId, id, ...columns(state) })
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

/** Writes it as it is to be; false when it is no longer at this version. */
export async function updateIntervention(
  tx: Tx,
  orgId: string,
  id: string,
  version: number,
  state: InterventionState & { archived: boolean },
  now: Date,
): Promise<boolean> {
  const archivedAt = state.archived ? sql<string>`coalesce(archived_at, ${now.toISOString()}::timestamptz)` : null;
  await keepStates(tx, orgId, 'interventions', [id]);
  const result = await tx
    .updateTable('interventions')
    .set((eb) => ({ ...columns(state), archived_at: archivedAt, version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Those of these students whom the actor sees. */
export async function findVisible(tx: Tx, orgId: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select id from students where org_id = ${orgId} and id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
