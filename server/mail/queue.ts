import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { waits } from './retry.ts';

export interface QueuedMail {
  id: string;
  to: string;
  subject: string;
  body: string;
  /** This one included. */
  attempts: number;
}

/**
 * Takes the next mails whose time has come, oldest first. Each is marked as tried, and not to be tried again before its
 * wait is over, before it is sent: another server passes it by, and one whose server is killed in between is tried again.
 */
export async function takeMail(tx: Tx, actor: Actor, now: Date, limit: number): Promise<QueuedMail[]> {
  const { rows } = await sql<QueuedMail>`
    update outgoing_mail m
    set attempts = m.attempts + 1,
      attempt_after = ${now.toISOString()}::timestamptz + make_interval(mins => (${[...waits]}::int[])[least(m.attempts + 1, ${waits.length})])
    where m.org_id = ${actor.orgId} and m.id in (
      select id from outgoing_mail
      where org_id = ${actor.orgId} and status = 'queued' and attempt_after <= ${now.toISOString()}
      order by created_at limit ${limit} for update skip locked)
    returning m.id, m.to_address as to, m.subject, m.body, m.attempts`.execute(tx);
  return rows;
}

/** Writes down what became of an attempt. */
export async function settleMail(
  tx: Tx,
  actor: Actor,
  id: string,
  result: { status: 'sent'; at: Date } | { status: 'queued' | 'failed'; error: string },
): Promise<void> {
  await tx
    .updateTable('outgoing_mail')
    .set(
      result.status === 'sent'
        ? { status: 'sent', sent_at: result.at.toISOString(), error: null }
        : { status: result.status, error: result.error },
    )
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .execute();
}

/** Without a mail server, what is queued is kept for the administrator to pass on. Answers how many. */
export async function keepMail(tx: Tx, actor: Actor): Promise<number> {
  const result = await tx
    .updateTable('outgoing_mail')
    .set({ status: 'kept' })
    .where('org_id', '=', actor.orgId)
    .where('status', '=', 'queued')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
