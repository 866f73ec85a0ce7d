import type { Actor } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';
import type { Job } from '../jobs/job.ts';
import { everyOrganisation } from '../jobs/organisations.ts';
import { choose } from './choose.ts';
import { nothingAdded } from './compose.ts';
import { fingerprintOf, fitOnePage } from './fit.ts';
import { readMaterial } from './material.ts';
import { countHere, openPress, type Press } from './press.ts';
import { findUnmade, writeMade } from './queries.ts';
import { claimRun, findToMake, setRunStatus } from './run-queries.ts';

/** So many pages are read, set and written at a time: as much is lost, and made again, when the program is killed. */
const atATime = 20;

/** Makes the pages of a run that are not made yet; what was recorded since the run was asked for is not in them. */
async function makeRun(database: Database, system: Actor, id: string, press: () => Press, now: Date): Promise<void> {
  let few: boolean | undefined;
  for (;;) {
    const read = await database.withActor(system, async (tx) => {
      // claimed anew each time: a run that was stopped makes no more
      const run = await claimRun(tx, system.orgId, id);
      if (run === undefined) return undefined;
      const unmade = await findUnmade(tx, system.orgId, id, atATime);
      const asked = { orgId: system.orgId, ...run };
      return {
        unmade,
        material: await readMaterial(
          tx,
          asked,
          unmade.map(({ enrolmentId }) => enrolmentId),
        ),
      };
    });
    if (read === undefined) return;
    // a thread costs more to start than a few pages to set
    few ??= read.unmade.length < atATime;
    const counting = few ? countHere : press().countPages;
    const pages = await Promise.all(
      read.unmade.map(async ({ id: reportId, enrolmentId }) => {
        const material = read.material.get(enrolmentId);
        // left unmade it would be asked for again and again
        if (material === undefined) throw new Error(`nothing can be read of enrolment ${enrolmentId}`);
        const content = choose(material);
        const document = await fitOnePage(content, nothingAdded, counting);
        return { id: reportId, content, document, fingerprint: fingerprintOf(document), lacking: content.lacking };
      }),
    );
    await database.withActor(system, async (tx) => {
      for (const page of pages) await writeMade(tx, system.orgId, page, now.toISOString());
      if (read.unmade.length < atATime) await setRunStatus(tx, system.orgId, id, ['making'], 'made');
    });
    if (read.unmade.length < atATime) return;
  }
}

/** Makes the pages of runs that were asked for; at the start of the program also of those that were interrupted. */
export const makeStudentReportsJob: Job = {
  name: 'student-reports',
  atStart: true,
  minutes: 60,
  run: async ({ database, log, now }, data) => {
    const only = data['orgId'];
    let press: Press | undefined;
    const opened = () => (press ??= openPress());
    try {
      for (const system of await everyOrganisation(database, now)) {
        if (typeof only === 'string' && only !== system.orgId) continue;
        for (const id of await database.withActor(system, (tx) => findToMake(tx, system.orgId, only === undefined))) {
          try {
            await makeRun(database, system, id, opened, now);
          } catch (error) {
            log.error({ err: error, msg: 'student reports', runId: id });
            const says = 'Something went wrong in Waymark. Go on with it, or tell your administrator.';
            await database.withActor(system, (tx) => setRunStatus(tx, system.orgId, id, ['making'], 'failed', says));
          }
        }
      }
    } finally {
      await press?.close();
    }
  },
};
