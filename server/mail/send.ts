import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';

export interface NewMail {
  /** Given where the same mail must not be queued twice; made otherwise. */
  id?: string;
  to: string;
  subject: string;
  /** Plain text. No personal data but the recipient's name and a link: mail is read on screens we do not know. */
  body: string;
}

/**
 * Queues a mail in the transaction that has cause to send it; the job `mail.deliver` takes it from there. Answers its id,
 * or undefined when a mail of the id given is there already.
 */
export async function sendMail(tx: Tx, actor: Pick<Actor, 'orgId'>, mail: NewMail): Promise<string | undefined> {
  const id = mail.id ?? newId();
  const queued = await tx
    .insertInto('outgoing_mail')
    .values({
      org_id: actor.orgId,
      id,
      to_address: mail.to,
      subject: mail.subject.replaceAll(/\s+/g, ' '),
      body: mail.body,
      // as exact as a cursor can say
      created_at: sql`date_trunc('milliseconds', now())`,
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doNothing())
    .executeTakeFirst();
  return queued.numInsertedOrUpdatedRows === 1n ? id : undefined;
}
