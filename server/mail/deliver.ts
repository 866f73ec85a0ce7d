import { createTransport } from 'nodemailer';
import type { Actor } from '../db/actor.ts';
import type { Job, JobContext } from '../jobs/job.ts';
import { everyOrganisation } from '../jobs/organisations.ts';
import { keepMail, settleMail, takeMail, type QueuedMail } from './queue.ts';
import { afterFailure } from './retry.ts';

/** So many are taken at a time: a program that is killed leaves no more than these to be tried again. */
const batch = 20;

/** Delivers the queued mail of every organisation; without a mail server it is kept where the administrator sees it. */
export const deliverMail: Job = {
  name: 'mail.deliver',
  cron: '* * * * *',
  atStart: true,
  run: async (context) => {
    const organisations = await everyOrganisation(context.database, context.now);
    if (context.config.smtpUrl === undefined) {
      for (const actor of organisations) await context.database.withActor(actor, (tx) => keepMail(tx, actor));
      return;
    }
    const transport = createTransport(transportUrl(context.config.smtpUrl));
    try {
      for (const actor of organisations) await deliverFor(actor, context, (mail) => transport.sendMail(messageOf(mail, context.config)));
    } finally {
      transport.close();
    }
  },
};

/** One connection for many mails, and no waiting for ever on a server that does not answer. */
function transportUrl(smtpUrl: string): string {
  const url = new URL(smtpUrl);
  const defaults = { pool: 'true', maxConnections: '2', connectionTimeout: '20000', greetingTimeout: '20000', socketTimeout: '60000' };
  for (const [name, value] of Object.entries(defaults)) if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  return url.href;
}

function messageOf(mail: QueuedMail, config: JobContext['config']) {
  return {
    from: config.mailFrom,
    to: mail.to,
    subject: mail.subject,
    text: mail.body,
    // the same each time, so that a mail that did arrive before its server was killed can be told from a second one
    messageId: `<${mail.id}@${new URL(config.publicUrl).hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

/** Sends outside any transaction: a slow mail server must not hold the database up. */
async function deliverFor(actor: Actor, { database, log, now }: JobContext, send: (mail: QueuedMail) => Promise<unknown>): Promise<void> {
  for (;;) {
    const mails = await database.withActor(actor, (tx) => takeMail(tx, actor, now, batch));
    for (const mail of mails) {
      const result = await send(mail).then(
        () => ({ status: 'sent', at: now }) as const,
        (error: Error & { responseCode?: number; code?: string }) => {
          const status = afterFailure(error, mail.attempts) === 'wait' ? 'queued' : 'failed';
          // the error may name the address: it goes to the outbox, not to the log
          log.warn({
            orgId: actor.orgId,
            mail: mail.id,
            attempts: mail.attempts,
            code: error.code,
            responseCode: error.responseCode,
            msg: `mail ${status}`,
          });
          return { status, error: error.message.slice(0, 1000) } as const;
        },
      );
      await database.withActor(actor, (tx) => settleMail(tx, actor, mail.id, result));
    }
    if (mails.length < batch) return;
  }
}
