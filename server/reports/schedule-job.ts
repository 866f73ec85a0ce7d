import { titled } from '@waymark/contract/report-titles.ts';
import { newId } from '../db/ids.ts';
import type { Actor, Tx } from '../db/actor.ts';
import type { Job } from '../jobs/job.ts';
import { everyOrganisation } from '../jobs/organisations.ts';
import { sendMail } from '../mail/send.ts';
import { writeAudit } from '../http/log-rows.ts';
import { insertReport } from './queries.ts';
import { claimSchedule, findOwner, findSchedule, findSchedules, notePassed } from './schedule-queries.ts';
import { filtersMovedOn, movedOn, stepDue } from './usual.ts';

/**
 * Makes the draft of a schedule whose day has come, and tells its owner, all in one transaction: killed in the middle it
 * leaves nothing, and run twice it finds the day gone by. Answers whether it made one.
 */
async function makeDraft(tx: Tx, system: Actor, id: string, publicUrl: string, now: Date): Promise<boolean> {
  if (!(await claimSchedule(tx, system.orgId, id))) return false;
  // read after it was locked: another may have been at it
  const schedule = await findSchedule(tx, system.orgId, id);
  const step = schedule && stepDue(schedule.firstOn, schedule.every, schedule.passed, system.today);
  if (schedule === undefined || step === undefined) return false;
  await notePassed(tx, system.orgId, id, step + 1);
  const filters = filtersMovedOn(schedule.firstFilters, schedule.every, step);
  const { introduction } = schedule.narrative;
  const reportId = newId();
  const made = await insertReport(tx, system, {
    ...schedule,
    id: reportId,
    title: titled(schedule.title, filters),
    filters,
    // of the words only those that introduce the programme hold for another time
    narrative: introduction === undefined ? {} : { introduction },
    copiedFrom: null,
    scheduled: { id, on: movedOn(schedule.firstOn, schedule.every, step) },
  });
  if (!made) return false;
  await writeAudit(tx, system, now, 'report.prepared', 'report', reportId, { detail: { scheduleId: id } });
  const owner = await findOwner(tx, system.orgId, schedule.ownerId);
  if (owner?.email != null)
    await sendMail(tx, system, {
      to: owner.email,
      subject: 'A draft of a report is ready for your words',
      body: [
        `Hello ${owner.name},`,
        'A draft that is made on a schedule is in Waymark. Its figures are worked out when you open it. It goes nowhere by itself: write what they mean, and make it final.',
        `${publicUrl}/reports/${reportId}`,
        'You are told because the schedule is in your name. It can be changed on the page of reports.',
      ].join('\n\n'),
    });
  return true;
}

/** Each morning: makes the drafts that are scheduled for the day, or for a day on which nothing ran. */
export const reportSchedulesJob: Job = {
  name: 'reports.prepare',
  // early morning from London to New York; each organisation's own day decides
  cron: '35 5,11 * * *',
  atStart: true,
  run: async ({ database, now, log, config }) => {
    for (const system of await everyOrganisation(database, now)) {
      const due = await database.withActor(system, async (tx) =>
        (await findSchedules(tx, system.orgId)).filter(({ nextOn }) => nextOn <= system.today),
      );
      let made = 0;
      for (const { id } of due) made += Number(await database.withActor(system, (tx) => makeDraft(tx, system, id, config.publicUrl, now)));
      if (made > 0) log.info({ msg: 'reports prepared', orgId: system.orgId, made });
    }
  },
};
