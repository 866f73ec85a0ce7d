import { sql } from 'kysely';
import type { Actor, Tx } from '../../db/actor.ts';
import { Refusal } from '../../http/refusal.ts';
import { writeRows } from '../queries.ts';
import type { TargetReading } from './resultsRow.ts';

/** A target of a student's own, from a row of a file. */
interface TakenTarget extends Omit<TargetReading, 'name'> {
  id: string;
  row_number: number;
  student_id: string;
}

/** Writes students' own targets; the ones they take the place of stay on record. Answers how many were written. */
export async function takeTargets(tx: Tx, actor: Actor, importId: string, targets: readonly TakenTarget[]): Promise<number> {
  if (targets.length === 0) return 0;
  const given = sql`json_to_recordset(${JSON.stringify(targets)}::json)
    as given (id uuid, row_number int, student_id uuid, measure_id uuid, value numeric, step text)`;
  const { rows: replaced } = await sql<{ id: string; row_number: number }>`
    update targets t set replaced_at = now(), replaced_reason = 'A file of results gave another.' from ${given}
    where t.org_id = ${actor.orgId} and t.enrolment_id is null and t.replaced_at is null
      and t.student_id = given.student_id and t.measure_id = given.measure_id and t.value <> given.value
    returning t.id, given.row_number`.execute(tx);
  const written = await sql`
    insert into targets (org_id, student_id, id, measure_id, value, step, set_by, import_id)
    select ${actor.orgId}, student_id, id, measure_id, value, step, ${actor.memberId}::uuid, ${importId}::uuid from ${given}
    on conflict do nothing`.execute(tx);
  const undo = [...Map.groupBy(replaced, (one) => one.row_number)]
    .toSorted(([a], [b]) => a - b)
    .map(([row_number, own]) => ({ row_number, undo: { targets: own.map((one) => one.id) } }));
  await writeRows(tx, actor.orgId, importId, undo, 'undo jsonb', sql`undo = given.undo`);
  return Number(written.numAffectedRows ?? 0);
}

/**
 * Takes the targets of an import back; those they took the place of hold again.
 * @throws Refusal 409 when one has been changed or taken back since
 */
export async function takeBackTargets(tx: Tx, orgId: string, importId: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select distinct s.given_name || ' ' || s.family_name as name from targets t
    join students s on s.org_id = ${orgId} and s.id = t.student_id
    where t.org_id = ${orgId} and t.import_id = ${importId} and t.replaced_at is not null order by 1 limit 10`.execute(tx);
  if (rows.length > 0)
    throw new Refusal(
      409,
      'import-built-on',
      'This import can no longer be undone: targets of it have been changed since.',
      `${rows.map((one) => one.name).join(', ')}. If a later file changed them, undo that one first; otherwise change what is wrong on the student’s page.`,
    );
  await sql`delete from targets where org_id = ${orgId} and import_id = ${importId}`.execute(tx);
  await sql`
    update targets t set replaced_at = null, replaced_reason = null
    from import_rows r, jsonb_array_elements_text(r.undo->'targets') as former
    where r.org_id = ${orgId} and r.import_id = ${importId} and r.undo ? 'targets'
      and t.org_id = ${orgId} and t.student_id = r.student_id and t.id = former::uuid`.execute(tx);
}
