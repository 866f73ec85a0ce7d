import { listMail, resendMail } from '@waymark/contract/mail.ts';
import { sql } from 'kysely';
import { policy } from '../http/policy.ts';
import { after, page } from '../http/pages.ts';
import { conflict } from '../http/refusal.ts';
import { route } from '../http/route.ts';

const readOutbox = policy('read the outbox', { admin: 'all' });

/**
 * An administrator sees that something was shared or asked for, and of whom: the secret of the link is not theirs to use.
 * Whoever made the link can show it again.
 */
const withoutSecrets = (body: string): string => body.replaceAll(/(\/(?:shared|feedback|questionnaire|refer)\/)[\w-]{43}/g, '$1…');

export const routes = [
  route(listMail, readOutbox, async ({ tx, actor, query, logAccess }) => {
    const start = after(query.cursor, 2);
    const rows = await tx
      .selectFrom('outgoing_mail')
      .selectAll()
      .where('org_id', '=', actor.orgId)
      .$if(query.status !== undefined, (q) => q.where('status', '=', query.status ?? ''))
      .$if(start !== undefined, (q) =>
        q.where(sql<boolean>`(created_at, id) < (${String(start?.[0])}::timestamptz, ${String(start?.[1])}::uuid)`),
      )
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute();
    const found = page(rows, query.limit, (row) => [row.created_at, row.id]);
    await logAccess('outbox');
    return {
      items: found.items.map((row) => ({
        id: row.id,
        to: row.to_address,
        subject: row.subject,
        body: withoutSecrets(row.body),
        status: row.status as 'queued' | 'sent' | 'failed' | 'kept',
        error: row.error,
        createdAt: row.created_at,
        sentAt: row.sent_at,
      })),
      next: found.next,
    };
  }),
  route(resendMail, readOutbox, async ({ tx, actor, params, now, audit, enqueue }) => {
    const done = await tx
      .updateTable('outgoing_mail')
      .set({ status: 'queued', error: null, attempts: 0, attempt_after: now.toISOString() })
      .where('org_id', '=', actor.orgId)
      .where('id', '=', params.id)
      .where('status', 'in', ['failed', 'kept'])
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n)
      throw conflict('not-failed', 'This mail is not waiting to be sent again.', 'Load the page again to see how it stands.');
    await audit('mail.retried', 'mail', params.id);
    enqueue('mail.deliver', {});
    return { done: true as const };
  }),
];
