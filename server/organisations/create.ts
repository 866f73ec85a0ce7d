import { sql } from 'kysely';
import type { Accounts } from '../accounts/accounts.ts';
import { installActionLibrary } from '../actions/default-library.ts';
import { systemActor, type Actor, type Tx } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';
import { newId } from '../db/ids.ts';
import { installDefaultFramework } from '../frameworks/current.ts';
import { writeAudit } from '../http/log-rows.ts';
import { Refusal } from '../http/refusal.ts';
import { installShippedMeasures } from '../measures/install.ts';
import { installReferralReasons } from '../referrals/shippedReasons.ts';
import { installShippedCharacteristics } from '../students/characteristics.ts';
import { installVignettes } from '../vignettes/shipped.ts';

export interface NewOrganisation {
  name: string;
  timeZone: string;
  isDemo?: boolean;
}

/** True once there is an organisation in this database. */
export async function isSetUp(database: Database): Promise<boolean> {
  const found = await database.withSettings({ role: 'jobs' }, (tx) =>
    tx.selectFrom('organisations').select('org_id').limit(1).executeTakeFirst(),
  );
  return found !== undefined;
}

/** A new organisation with what Waymark ships: characteristics, the default framework, its library of actions, measures, reasons to refer, vignettes. */
export async function createOrganisation(database: Database, organisation: NewOrganisation, now: Date): Promise<Actor> {
  const actor = systemActor(newId(), now, organisation.timeZone);
  await database.withActor(actor, (tx) => insertOrganisation(tx, actor, organisation, now));
  return actor;
}

/** The same in the caller's transaction. */
export async function insertOrganisation(tx: Tx, actor: Actor, organisation: NewOrganisation, now: Date): Promise<void> {
  await tx
    .insertInto('organisations')
    .values({ org_id: actor.orgId, name: organisation.name, time_zone: organisation.timeZone, is_demo: organisation.isDemo ?? false })
    .execute();
  await installShippedCharacteristics(tx, actor);
  await installDefaultFramework(tx, actor);
  await installActionLibrary(tx, actor);
  await installShippedMeasures(tx, actor);
  await installReferralReasons(tx, actor);
  await installVignettes(tx, actor, now);
  await writeAudit(tx, actor, now, 'organisation.created', 'organisation', actor.orgId);
}

/**
 * The first organisation and its first administrator. Two people on the set-up page at once: one gets it.
 * @throws Refusal 409
 */
export async function setUpFirst(
  database: Database,
  accounts: Accounts,
  wanted: { organisation: string; timeZone: string; name: string; email: string; password: string },
  now: Date,
): Promise<string> {
  const actor = systemActor(newId(), now, wanted.timeZone);
  // first the user, then all the rest in one transaction: killed between the two, set-up is simply done again
  const userId = (await accounts.findUser(wanted.email))?.id ?? (await accounts.createUser(wanted));
  await database.withSettings({ role: 'jobs', scope: 'all', org_id: actor.orgId }, async (tx) => {
    await sql`select pg_advisory_xact_lock(8270202)`.execute(tx);
    const taken = await tx.selectFrom('organisations').select('org_id').limit(1).executeTakeFirst();
    if (taken !== undefined)
      throw new Refusal(409, 'already-set-up', 'Waymark has already been set up.', 'Sign in, or ask the administrator to invite you.');
    await insertOrganisation(tx, actor, { name: wanted.organisation, timeZone: wanted.timeZone }, now);
    await tx
      .insertInto('members')
      .values({
        org_id: actor.orgId,
        id: newId(),
        user_id: userId,
        role: 'admin',
        name: wanted.name,
        email: wanted.email,
        status: 'active',
      })
      .execute();
  });
  accounts.forget();
  return actor.orgId;
}
