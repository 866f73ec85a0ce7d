import { sql } from 'kysely';
import type { CharacteristicOption } from '@waymark/contract/characteristics.ts';
import type { Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';
import { keepStates } from '../db/past-states.ts';

/** All characteristics in the order of forms, archived ones last. */
export async function findCharacteristics(tx: Tx, orgId: string) {
  return tx
    .selectFrom('characteristics')
    .where('org_id', '=', orgId)
    .select((eb) => [
      'id',
      'code',
      'label',
      sql<CharacteristicOption[]>`options`.as('options'),
      'shipped',
      eb('archived_at', 'is not', null).$castTo<boolean>().as('archived'),
      'version',
    ])
    .orderBy('archived')
    .orderBy('position')
    .orderBy('label')
    .execute();
}

/** One characteristic, locked until the transaction ends. */
export async function findCharacteristicForUpdate(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('characteristics')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select(['code', 'label', sql<CharacteristicOption[]>`options`.as('options'), 'version'])
    .forUpdate()
    .executeTakeFirst();
}

export async function insertCharacteristic(
  tx: Tx,
  orgId: string,
  one: { id: string; code: string; label: string; options: CharacteristicOption[] },
): Promise<void> {
  await tx
    .insertInto('characteristics')
    .values((eb) => ({
      org_id: orgId,
      id: one.id,
      code: one.code,
      label: one.label,
      options: jsonb(one.options) as never,
      position: eb
        .selectFrom('characteristics')
        .where('org_id', '=', orgId)
        .select(sql<number>`coalesce(max(position), 0) + 1`.as('next')),
    }))
    .execute();
}

export async function updateCharacteristic(
  tx: Tx,
  orgId: string,
  id: string,
  one: { label: string; options: CharacteristicOption[]; archived: boolean },
  now: Date,
): Promise<number> {
  await keepStates(tx, orgId, 'characteristics', [id]);
  const row = await tx
    .updateTable('characteristics')
    .set((eb) => ({
      label: one.label,
      options: jsonb(one.options) as never,
      archived_at: one.archived ? eb.fn.coalesce('archived_at', eb.val(now.toISOString())) : null,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

/** Which of these values any student has or had: history keeps its words. */
export async function findUsedValues(tx: Tx, orgId: string, characteristicId: string, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return [];
  const rows = await tx
    .selectFrom('student_characteristics')
    .where('org_id', '=', orgId)
    .where('characteristic_id', '=', characteristicId)
    .where('value', 'in', codes)
    .select('value')
    .distinct()
    .execute();
  return rows.flatMap((row) => row.value ?? []);
}
