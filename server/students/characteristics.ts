import { sql } from 'kysely';
import type { MissingCharacteristic } from '@waymark/contract/characteristics.ts';
import { shippedCharacteristics } from '../characteristics/shipped.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';

/** Gives a new organisation what every organisation records. Once: those it has already are left as they are. */
export async function installShippedCharacteristics(tx: Tx, actor: Actor): Promise<void> {
  await tx
    .insertInto('characteristics')
    .values(
      shippedCharacteristics.map(({ code, label, options }, position) => ({
        org_id: actor.orgId,
        id: newId(),
        code,
        label,
        options: JSON.stringify(options),
        shipped: true,
        position,
      })),
    )
    .onConflict((conflict) => conflict.columns(['org_id', 'code']).doNothing())
    .execute();
}

export interface NewCharacteristicValue {
  id: string;
  studentId: string;
  characteristicId: string;
  value: string | null;
  missingReason: MissingCharacteristic | null;
  importId?: string;
}

/**
 * Records values, at most one a student and characteristic; thousands cost three statements. A value that says what is
 * recorded already changes nothing; one that differs takes its place, and the former stays as history. Values are taken
 * as they are: `unknownValues` says beforehand which are not among a characteristic's options. Returns the rows written.
 */
export async function setCharacteristics(
  tx: Tx,
  actor: Actor,
  values: readonly NewCharacteristicValue[],
): Promise<{ id: string; studentId: string; characteristicId: string }[]> {
  if (values.length === 0) return [];
  const given = sql`jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as given (
    id uuid, "studentId" uuid, "characteristicId" uuid, value text, "missingReason" text, "importId" uuid)`;
  const differing = await sql<{ id: string; replaces: string | null }>`
    select given.id, current.id as replaces
    from ${given}
    left join student_characteristics current
      on current.org_id = ${actor.orgId} and current.student_id = given."studentId"
      and current.characteristic_id = given."characteristicId" and current.replaced_at is null
    where current.id is null or current.value is distinct from given.value
      or current.missing_reason is distinct from given."missingReason"`.execute(tx);
  const rows = new Set(differing.rows.map((row) => row.id));
  const replaced = differing.rows.flatMap((row) => row.replaces ?? []);
  if (replaced.length > 0) {
    // first, and in a statement of its own: a student has one current value of each
    await tx
      .updateTable('student_characteristics')
      .set({ replaced_at: sql`now()` })
      .where('org_id', '=', actor.orgId)
      .where('id', 'in', replaced)
      .execute();
  }
  const written = values.filter((value) => rows.has(value.id));
  if (written.length > 0) {
    await sql`
      insert into student_characteristics (org_id, student_id, id, characteristic_id, value, missing_reason, recorded_by, import_id)
      select ${actor.orgId}, "studentId", id, "characteristicId", value, "missingReason", ${actor.memberId}, "importId"
      from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as given (
        id uuid, "studentId" uuid, "characteristicId" uuid, value text, "missingReason" text, "importId" uuid)`.execute(tx);
  }
  return written.map(({ id, studentId, characteristicId }) => ({ id, studentId, characteristicId }));
}
