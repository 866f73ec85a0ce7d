import { acceptInvitation, getInvitation } from '@waymark/contract/invitations.ts';
import type { Role } from '@waymark/contract/common.ts';
import { sql } from 'kysely';
import { hashOf } from '../accounts/secrets.ts';
import { systemActor } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';
import { writeAudit } from '../http/log-rows.ts';
import { anyone } from '../http/policy.ts';
import { invalid, Refusal } from '../http/refusal.ts';
import { publicRoute } from '../http/route.ts';

export const routes = [
  publicRoute(getInvitation, anyone, async ({ database, accounts, params, now }) => {
    const invitation = await openInvitation(database, params.token, now);
    return {
      organisation: invitation.organisation,
      role: invitation.role,
      name: invitation.name,
      email: invitation.email,
      hasAccount: (await accounts.findUser(invitation.email)) !== undefined,
    };
  }),
  publicRoute(acceptInvitation, anyone, async ({ database, accounts, params, body, now, requestId, ip }) => {
    const invitation = await openInvitation(database, params.token, now);
    const existing = await accounts.findUser(invitation.email);
    if (existing === undefined && body.password === undefined) {
      throw invalid('Please choose a password.', [
        { field: 'password', message: 'Use at least 12 characters. Three or four unrelated words do well.' },
      ]);
    }
    const userId =
      existing?.id ??
      (await accounts.createUser({
        name: body.name,
        email: invitation.email,
        ...(body.password === undefined ? {} : { password: body.password }),
      }));
    const actor = { ...systemActor(invitation.orgId, now), requestId, ip };
    await database.withActor(actor, async (tx) => {
      // a double tap: the second finds it accepted, and that is what was wanted
      const accepted = await tx
        .updateTable('invitations')
        .set({ accepted_at: now.toISOString() })
        .where('org_id', '=', invitation.orgId)
        .where('id', '=', invitation.id)
        .where('accepted_at', 'is', null)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      if (accepted.numUpdatedRows === 0n) return;
      await tx
        .updateTable('members')
        .set({ user_id: userId, name: body.name, status: 'active', version: sql`version + 1` })
        .where('org_id', '=', invitation.orgId)
        .where('id', '=', invitation.memberId)
        .where('status', '=', 'invited')
        .execute();
      await writeAudit(tx, actor, now, 'member.accepted', 'member', invitation.memberId);
    });
    accounts.forget();
    return { done: true as const };
  }),
];

interface OpenInvitation {
  orgId: string;
  id: string;
  memberId: string;
  organisation: string;
  role: Role;
  name: string;
  email: string;
}

/** @throws Refusal 410, the same for a link that is wrong, used, withdrawn or over */
async function openInvitation(database: Database, token: string, now: Date): Promise<OpenInvitation> {
  const over = new Refusal(
    410,
    'invitation-over',
    'This invitation is no longer open.',
    'It may have been used already: try signing in. Otherwise ask whoever invited you to send a new one.',
  );
  const hash = hashOf(token);
  const found = await database.withSettings({ secret_hash: hash }, (tx) =>
    tx
      .selectFrom('invitations')
      .select(['org_id', 'id', 'member_id', 'expires_at', 'accepted_at', 'revoked_at'])
      .where('token_hash', '=', hash)
      .executeTakeFirst(),
  );
  if (found === undefined || found.accepted_at !== null || found.revoked_at !== null || new Date(found.expires_at) <= now) throw over;
  const member = await database.withActor(systemActor(found.org_id, now), (tx) =>
    tx
      .selectFrom('members as m')
      .innerJoin('organisations as o', 'o.org_id', 'm.org_id')
      .select(['m.role', 'm.name', 'm.email', 'o.name as organisation'])
      .where('m.org_id', '=', found.org_id)
      .where('m.id', '=', found.member_id)
      .where('m.status', '=', 'invited')
      .executeTakeFirst(),
  );
  if (member === undefined || member.email === null) throw over;
  return {
    orgId: found.org_id,
    id: found.id,
    memberId: found.member_id,
    organisation: member.organisation,
    role: member.role as Role,
    name: member.name,
    email: member.email,
  };
}
