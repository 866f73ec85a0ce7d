import { createHash } from 'node:crypto';
import type { Actor } from '../db/actor.ts';
import type { Job } from '../jobs/job.ts';
import { everyOrganisation } from '../jobs/organisations.ts';
import { sendMail } from '../mail/send.ts';
import { digestCounts, digestReaders } from './queries.ts';
import { digestMail, isDigestTime, isWorthSending } from './rules.ts';

/** Tells each mentor on weekday mornings how much is due. Runs as each of them in turn, and sees what they see. */
export const digestJob: Job = {
  name: 'digest.daily',
  // each quarter of an hour: it is morning somewhere, and some time zones are not whole hours away
  cron: '*/15 * * * *',
  run: async ({ database, config, now, enqueue }) => {
    let sent = 0;
    for (const organisation of await everyOrganisation(database, now)) {
      if (!isDigestTime(now, organisation.timeZone)) continue;
      for (const { id, name, email } of await database.withActor(organisation, (tx) => digestReaders(tx, organisation))) {
        const mentor: Actor = { ...organisation, memberId: id, role: 'mentor', scope: 'caseload' };
        const queued = await database.withActor(mentor, async (tx) => {
          const counts = await digestCounts(tx, mentor);
          if (!isWorthSending(counts)) return undefined;
          return sendMail(tx, mentor, { id: digestId(id, mentor.today), to: email, ...digestMail(name, counts, config.publicUrl) });
        });
        if (queued !== undefined) sent++;
      }
    }
    if (sent > 0) await enqueue('mail.deliver', {});
  },
};

/** One mail a mentor a day, however often the job runs: the same day gives the same id. A UUID of version 8. */
function digestId(memberId: string, today: string): string {
  const hex = createHash('sha256').update(`digest ${memberId} ${today}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
