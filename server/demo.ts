import type { Role } from '@waymark/contract/common.ts';
import { fillReports } from '@waymark/demo/reports.ts';
import { seedDemo } from '@waymark/demo/seed.ts';
import type { Accounts } from './accounts/accounts.ts';
import { systemActor } from './db/actor.ts';
import type { Database } from './db/connection.ts';
import type { Links } from './links/links.ts';
import type { DemoAccounts } from './services.ts';

/** The name of each role in the sign-in links that are printed at the start. */
const linkNames: Readonly<Record<Role, string>> = {
  admin: 'admin',
  lead: 'lead',
  mentor: 'mentor',
  school_contact: 'school',
  student: 'student',
  analyst: 'analyst',
  safeguarding_lead: 'safeguarding',
};

/** The demo organisation of this database, if there is one. */
export async function findDemo(database: Database): Promise<string | undefined> {
  const found = await database.withSettings({ role: 'jobs' }, (tx) =>
    tx.selectFrom('organisations').select('org_id').where('is_demo', '=', true).limit(1).executeTakeFirst(),
  );
  return found?.org_id;
}

/** Makes the demo organisation as it is today. */
export async function makeDemo(database: Database, accounts: Accounts, links: Links, now: Date): Promise<void> {
  const { orgId, accounts: seats } = await seedDemo(database, { today: now.toISOString().slice(0, 10), links });
  // the first page somebody opens is not to be the one that takes a hundred times as long
  await database.execute('analyze');
  await fillReports(database, orgId, now);
  for (const seat of seats) await giveUser(database, accounts, orgId, { id: seat.memberId, name: seat.name, email: seat.email }, now);
}

/** One account a role: the seats that have a user; where a start was cut short before that, any seat gets one now. */
export async function demoAccounts(database: Database, accounts: Accounts, orgId: string, now: Date): Promise<DemoAccounts> {
  const members = await database.withActor(systemActor(orgId, now), (tx) =>
    tx
      .selectFrom('members')
      .select(['id', 'name', 'email', 'role', 'user_id'])
      .where('org_id', '=', orgId)
      .where('email', 'is not', null)
      .where('status', 'in', ['active', 'invited'])
      .orderBy('id')
      .execute(),
  );
  const byRole: Record<string, string> = {};
  for (const [role, link] of Object.entries(linkNames)) {
    const all = members.filter((member) => member.role === role);
    const seat = all.find((member) => member.user_id !== null) ?? all[0];
    if (seat === undefined || seat.email === null) continue;
    if (seat.user_id === null) await giveUser(database, accounts, orgId, { id: seat.id, name: seat.name, email: seat.email }, now);
    byRole[link] = seat.email;
  }
  return byRole;
}

async function giveUser(
  database: Database,
  accounts: Accounts,
  orgId: string,
  seat: { id: string; name: string; email: string },
  now: Date,
): Promise<void> {
  const userId = (await accounts.findUser(seat.email))?.id ?? (await accounts.createUser(seat));
  await database.withActor(systemActor(orgId, now), (tx) =>
    tx.updateTable('members').set({ user_id: userId, status: 'active' }).where('org_id', '=', orgId).where('id', '=', seat.id).execute(),
  );
}
