import { runInWorker } from '@waymark/stats/in-worker.ts';
import { KeptFilters, Question } from '@waymark/contract/analysis.ts';
import { severityFit } from '../calibration/rules.ts';
import { readComparison } from '../calibration/severity.ts';
import type { Actor, Tx } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';
import type { Job } from '../jobs/job.ts';
import { everyOrganisation } from '../jobs/organisations.ts';
import { readQuestion } from './answer.ts';
import type { ToFit } from './beside.ts';
import { claimRun, findToFit, noteRun } from './run-queries.ts';

/** Somebody pressed Stop: nothing more is to be done. */
class Stopped extends Error {}

/** How often a fit says how far it is, and learns whether it is still wanted. */
const everyMs = 1_000;

/** Works one fit out: reads in one transaction, fits in a thread with none open, and keeps the answer. */
async function fitRun(database: Database, system: Actor, id: string, now: Date): Promise<void> {
  // taken up in a transaction of its own: a reading that fails must not undo it, nor one that is long hold up who presses Stop
  const claimed = await database.withActor(system, (tx) => claimRun(tx, system.orgId, id));
  if (claimed === undefined) return;
  const { fits, work } = await database.withActor(system, (tx) => readToFit(tx, system, claimed, now));
  const note = async (state: Parameters<typeof noteRun>[3]): Promise<void> => {
    if (!(await database.withActor(system, (tx) => noteRun(tx, system.orgId, id, state)))) throw new Stopped();
  };

  let done = 0;
  const answer = await work(async (stage, name, table, options) => {
    const stop = new AbortController();
    let iteration = 0;
    let noting: Promise<void> = Promise.resolve();
    const timer = setInterval(() => {
      // how many iterations it takes nobody knows beforehand: the bar slows down rather than stands at the end
      const progress = Math.min(0.99, (done + 1 - Math.exp(-iteration / 15)) / fits);
      noting = note({ progress, stage }).catch((error: unknown) => stop.abort(error));
    }, everyMs);
    try {
      await note({ progress: Math.min(0.99, done / fits), stage });
      return await runInWorker(name, table, options, {
        signal: stop.signal,
        onProgress: (step) => {
          iteration = step.iteration;
        },
      });
    } finally {
      clearInterval(timer);
      await noting;
      done += 1;
    }
  });
  await note({ status: 'done', progress: 1, stage: '', answer: JSON.stringify(answer), finished_at: now.toISOString() });
}

/** Reads all that a fit needs: of a question of analysis, or of how mentors compare. */
async function readToFit(
  tx: Tx,
  system: Actor,
  claimed: { question: string; filters: unknown },
  now: Date,
): Promise<Pick<ToFit<object>, 'fits' | 'work'>> {
  if (claimed.question === severityFit.question) return readComparison(tx, system.orgId);
  const [question, filters] = [Question.parse(claimed.question), KeptFilters.parse(claimed.filters)];
  const { draft, finish } = await readQuestion(tx, system, question, filters, now);
  return 'work' in draft
    ? { fits: draft.fits, work: async (fit) => finish(await draft.work(fit)) }
    : { fits: 1, work: () => Promise.resolve(finish(draft)) };
}

/** Fits what was asked for beside a page; at the start of the program also what was interrupted. */
export const fitJob: Job = {
  name: 'analysis-runs',
  atStart: true,
  minutes: 120,
  run: async ({ database, log, now }, data) => {
    const only = data['orgId'];
    for (const system of await everyOrganisation(database, now)) {
      if (typeof only === 'string' && only !== system.orgId) continue;
      for (const id of await database.withActor(system, (tx) => findToFit(tx, system.orgId, only === undefined))) {
        try {
          await fitRun(database, system, id, now);
        } catch (error) {
          if (error instanceof Stopped) continue;
          log.error({ err: error, msg: 'analysis run', runId: id });
          const ended = { status: 'failed', stage: '', finished_at: now.toISOString() } as const;
          await database.withActor(system, (tx) => noteRun(tx, system.orgId, id, ended));
        }
      }
    }
  },
};
