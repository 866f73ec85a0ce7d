import { dayLength } from '@waymark/contract/days.ts';
import { writeAudit } from '../http/log-rows.ts';
import type { Job } from '../jobs/job.ts';
import { everyOrganisation } from '../jobs/organisations.ts';
import { deleteOldDrafts } from './queries.ts';

const KEPT_DAYS = 90;

/** Drops answers of meetings that were begun and not touched for a term: long after a lead has been shown them. Each is in the audit log. */
export const expireDraftsJob: Job = {
  name: 'expire-meeting-drafts',
  cron: '40 2 * * *',
  async run({ database, now }) {
    const before = new Date(now.getTime() - KEPT_DAYS * dayLength);
    for (const actor of await everyOrganisation(database, now)) {
      await database.withActor(actor, async (tx) => {
        for (const { meetingId, studentId, answers } of await deleteOldDrafts(tx, actor.orgId, before)) {
          await writeAudit(tx, actor, now, 'meeting.draft_expired', 'meeting', meetingId, {
            studentId,
            detail: { answers, keptDays: KEPT_DAYS },
          });
        }
      });
    }
  },
};
