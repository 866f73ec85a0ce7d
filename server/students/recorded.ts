import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { sql } from 'kysely';
import type { CharacteristicOption, MissingCharacteristic } from '@waymark/contract/characteristics.ts';
import type { Tx } from '../db/actor.ts';

/**
 * Every characteristic with what is and was recorded of one student, the current value first. One that is archived
 * is shown while something is recorded under it.
 */
export async function findRecorded(tx: Tx, orgId: string, studentId: string) {
  return tx
    .selectFrom('characteristics as c')
    .where('c.org_id', '=', orgId)
    .select((eb) => [
      'c.id',
      'c.code',
      'c.label',
      sql<CharacteristicOption[]>`c.options`.as('options'),
      'c.shipped',
      eb('c.archived_at', 'is not', null).$castTo<boolean>().as('archived'),
      jsonArrayFrom(
        eb
          .selectFrom('student_characteristics as v')
          .leftJoin('members', (join) => join.onRef('members.org_id', '=', 'v.org_id').onRef('members.id', '=', 'v.recorded_by'))
          .whereRef('v.org_id', '=', 'c.org_id')
          .whereRef('v.characteristic_id', '=', 'c.id')
          .where('v.student_id', '=', studentId)
          .select([
            'v.id',
            'v.value',
            sql<MissingCharacteristic | null>`v.missing_reason`.as('missingReason'),
            'v.recorded_at as recordedAt',
            'members.name as recordedBy',
            'v.replaced_at as replacedAt',
          ])
          .orderBy('v.replaced_at', (order) => order.desc().nullsFirst()),
      ).as('values'),
    ])
    .orderBy('c.position')
    .orderBy('c.label')
    .execute();
}
