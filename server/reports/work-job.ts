import type { Actor } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';
import { Refusal } from '../http/refusal.ts';
import type { Job } from '../jobs/job.ts';
import { everyOrganisation } from '../jobs/organisations.ts';
import { type AnswerRow, findAllWaiting, findWaitingAnswer, keepAnswer } from './answer-queries.ts';
import { fitBeside, readSection } from './work.ts';

/** Works one answer out: reads in one transaction, fits with none open, and keeps it if it is still asked for. */
async function workOne(database: Database, system: Actor, waiting: AnswerRow, now: Date): Promise<void> {
  const read = await database.withActor(system, async (tx) => {
    const row = await findWaitingAnswer(tx, system.orgId, waiting);
    return row && { row, ...(await readSection(tx, system, row, now)) };
  });
  if (read === undefined) return;
  const { row, draft, finish } = read;
  const answer = finish('work' in draft ? await fitBeside(draft) : draft);
  await database.withActor(system, (tx) => keepAnswer(tx, system.orgId, row, answer));
}

/** Works out the sections of reports that take longer than a request may; at the start of the program also what was interrupted. */
export const workOutReportsJob: Job = {
  name: 'reports.work-out',
  atStart: true,
  minutes: 120,
  run: async ({ database, log, now }, data) => {
    const only = data['orgId'];
    for (const system of await everyOrganisation(database, now)) {
      if (typeof only === 'string' && only !== system.orgId) continue;
      for (const row of await database.withActor(system, (tx) => findAllWaiting(tx, system.orgId))) {
        try {
          await workOne(database, system, row, now);
        } catch (error) {
          log.error({ err: error, msg: 'a section of a report', reportId: row.reportId, section: row.section });
          // what was refused says why, and what to do
          const failure = error instanceof Refusal ? [error.title, error.detail].filter(Boolean).join(' ') : null;
          await database.withActor(system, (tx) => keepAnswer(tx, system.orgId, row, { failure }));
        }
      }
    }
  },
};
