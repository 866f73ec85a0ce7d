import { sql } from 'kysely';
import type { Measure } from '@waymark/contract/measures.ts';
import type { Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';

type Definition = Pick<Measure, 'name' | 'subject' | 'scale' | 'better' | 'questionnaireId' | 'atBaseline' | 'atReview'>;

const columnsOf = (one: Definition) => ({
  name: one.name,
  subject: one.subject,
  scale: jsonb(one.scale) as never,
  better: one.better,
  questionnaire_id: one.questionnaireId,
  at_baseline: one.atBaseline,
  at_review: one.atReview,
});

/** Adds a measure after all others; false when the id is taken. */
export async function insertMeasure(tx: Tx, orgId: string, one: Definition & Pick<Measure, 'id' | 'code' | 'kind'>): Promise<boolean> {
  const written = await tx
    .insertInto('measures')
    .values((eb) => ({
      org_id: orgId,
      id: one.id,
      code: one.code,
      kind: one.kind,
      ...columnsOf(one),
      position: eb
        .selectFrom('measures')
        .where('org_id', '=', orgId)
        .select(sql<number>`coalesce(max(position), 0) + 1`.as('next')),
    }))
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

/** Writes a measure as it is to be from now on; false when it is no longer at this version. */
export async function writeMeasure(
  tx: Tx,
  orgId: string,
  id: string,
  version: number,
  one: Definition & { archived: boolean },
  now: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable('measures')
    .set((eb) => ({
      ...columnsOf(one),
      archived_at: one.archived ? eb.fn.coalesce('archived_at', eb.val(now.toISOString())) : null,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Numbers measures in this order; those not named keep their place behind them. */
export async function writeOrder(tx: Tx, orgId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update measures m set position = coalesce(array_position(${[...ids]}::uuid[], m.id), 1000 + m.position)
    where m.org_id = ${orgId}`.execute(tx);
}

/** Whether anybody's reading or target uses the scale of a measure. */
export async function isInUse(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from readings where org_id = ${orgId} and measure_id = ${id})
      or exists (select from targets where org_id = ${orgId} and measure_id = ${id}) as used`.execute(tx);
  return rows[0]?.used ?? false;
}
