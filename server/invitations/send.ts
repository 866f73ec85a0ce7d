import { dayLength } from '@waymark/contract/days.ts';
import { newSecret } from '../accounts/secrets.ts';
import type { Config } from '../config.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { sendMail } from '../mail/send.ts';

const DAYS = 14;

/** Sends a link that opens one seat once, for two weeks; links sent to the same member before stop working. */
export async function sendInvitation(
  tx: Tx,
  actor: Actor,
  config: Config,
  to: { memberId: string; name: string; email: string },
  now: Date,
): Promise<void> {
  await withdrawInvitations(tx, actor, to.memberId, now);
  const { secret, hash } = newSecret();
  await tx
    .insertInto('invitations')
    .values({
      org_id: actor.orgId,
      id: newId(),
      member_id: to.memberId,
      token_hash: hash,
      sent_by: actor.memberId,
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + DAYS * dayLength).toISOString(),
    })
    .execute();
  const { name: organisation } = await tx
    .selectFrom('organisations')
    .select('name')
    .where('org_id', '=', actor.orgId)
    .executeTakeFirstOrThrow();
  await sendMail(tx, actor, {
    to: to.email,
    subject: `Your invitation to Waymark from ${organisation}`,
    body: `Hello ${to.name},\n\n${organisation} has invited you to Waymark, where it keeps its mentoring.\n\nOpen this link to take your place. It works once, for ${DAYS} days, and only for you:\n\n${config.publicUrl}/invitation/${secret}\n\nIf you did not expect this, you need do nothing.\n`,
  });
}

export async function withdrawInvitations(tx: Tx, actor: Actor, memberId: string, now: Date): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ revoked_at: now.toISOString() })
    .where('org_id', '=', actor.orgId)
    .where('member_id', '=', memberId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}
