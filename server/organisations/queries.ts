import type { Organisation, OrganisationSettings } from '@waymark/contract/organisations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor, Tx } from '../db/actor.ts';
import { keepCalibrateFrom } from '../db/past-states.ts';

export async function findOrganisation(tx: Tx, actor: Actor): Promise<z.infer<typeof Organisation>> {
  const row = await tx.selectFrom('organisations').selectAll().where('org_id', '=', actor.orgId).executeTakeFirstOrThrow();
  return {
    orgId: row.org_id,
    name: row.name,
    timeZone: row.time_zone,
    locale: row.locale === 'cy-GB' ? 'cy-GB' : 'en-GB',
    requireReason: row.require_reason,
    noContactWeeks: row.no_contact_weeks,
    staleAfterDays: row.stale_after_days,
    calibrateFrom: row.calibrate_from,
    version: row.version,
  };
}

/** @returns false when the version is no longer the one that was edited */
export async function saveOrganisation(
  tx: Tx,
  actor: Actor,
  settings: z.infer<typeof OrganisationSettings>,
  version: number,
): Promise<boolean> {
  await keepCalibrateFrom(tx, actor.orgId);
  const done = await tx
    .updateTable('organisations')
    .set({
      name: settings.name,
      time_zone: settings.timeZone,
      locale: settings.locale,
      require_reason: settings.requireReason,
      no_contact_weeks: settings.noContactWeeks,
      stale_after_days: settings.staleAfterDays,
      calibrate_from: settings.calibrateFrom,
      version: sql`version + 1`,
    })
    .where('org_id', '=', actor.orgId)
    .where('version', '=', version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
