import { dayLength } from '@waymark/contract/days.ts';
import { organisationName } from '../organisations/name.ts';
import type { Actor, Tx } from '../db/actor.ts';
import type { Job } from '../jobs/job.ts';
import { everyOrganisation } from '../jobs/organisations.ts';
import type { Links } from '../links/links.ts';
import { sendMail } from '../mail/send.ts';
import { wallClockOf } from '../meetings/recurrence.ts';
import { requestMail } from './mail.ts';
import { countReminder, findWaiting, type RequestRow } from './request-queries.ts';
import { reminderDue } from './rules.ts';

/** Sends the link again, in the transaction that counts it: of two that remind at once one does. */
export async function remind(
  tx: Tx,
  actor: Actor,
  links: Links,
  request: RequestRow,
  occasion: 'reminded' | 'last',
  now: Date,
): Promise<boolean> {
  if (!(await countReminder(tx, actor.orgId, request, now))) return false;
  const mail = requestMail(occasion, {
    teacher: request.teacherName,
    askedBy: request.askedBy,
    organisation: await organisationName(tx, actor.orgId),
    url: links.urlOf({ id: request.linkId, kind: 'feedback' }),
    expiresAt: request.expiresAt,
    timeZone: actor.timeZone,
  });
  await sendMail(tx, actor, { to: request.teacherEmail, ...mail });
  return true;
}

/** Teachers are reminded on weekdays, between these hours where the organisation is. */
const working = { from: 8, before: 17 };

function isWorkingTime(now: Date, timeZone: string): boolean {
  const { date, time } = wallClockOf(now, timeZone);
  const hour = Number(time.slice(0, 2));
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5 && hour >= working.from && hour < working.before;
}

/** Reminds teachers who have not answered: once after some days, once before their link is over. */
export const remindTeachersJob: Job = {
  name: 'feedback.remind',
  cron: '25 * * * *',
  run: async ({ database, links, now, enqueue }) => {
    let sent = 0;
    for (const actor of await everyOrganisation(database, now)) {
      if (!isWorkingTime(now, actor.timeZone)) continue;
      sent += await database.withActor(actor, async (tx) => {
        let reminded = 0;
        for (const request of await findWaiting(tx, actor.orgId, now, new Date(now.getTime() - dayLength))) {
          const due = reminderDue(request, now);
          if (due !== undefined && (await remind(tx, actor, links, request, due === 'last' ? 'last' : 'reminded', now))) reminded++;
        }
        return reminded;
      });
    }
    if (sent > 0) await enqueue('mail.deliver', {});
  },
};
