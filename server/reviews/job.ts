import { closeEndedCases } from '../closures/close.ts';
import type { Job } from '../jobs/job.ts';
import { everyOrganisation } from '../jobs/organisations.ts';
import { layOutReviews } from './schedule.ts';

/**
 * Each night: closes cases whose planned day has come, then lays out the reviews that are missing. Enrolling, holding a
 * review and changing a schedule lay out at once; this is for ends that come near, and for what was entered another way.
 */
export const reviewsJob: Job = {
  name: 'reviews.lay-out',
  // a little after midnight in London, summer and winter, and again by noon for those further west
  cron: '20 0,12 * * *',
  atStart: true,
  run: async ({ database, now, log }) => {
    for (const actor of await everyOrganisation(database, now)) {
      let closed = 0;
      for (;;) {
        const some = await database.withActor(actor, (tx) => closeEndedCases(tx, actor));
        closed += some;
        if (some === 0) break;
      }
      const due = await database.withActor(actor, (tx) => layOutReviews(tx, actor, 'everybody'));
      if (closed + due > 0) log.info({ msg: 'reviews laid out', orgId: actor.orgId, due, closed });
    }
  },
};
