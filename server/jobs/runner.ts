import { PgBoss } from 'pg-boss';
import { loggedError } from '../http/logged-error.ts';
import type { Job, JobContext } from './job.ts';

export interface Runner {
  send(job: string, data: Record<string, unknown>): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs jobs from a queue in the database itself, so that one that was promised survives the program: a job whose run
 * fails or is killed is run again, up to five times.
 */
export async function startJobs(jobs: readonly Job[], context: Omit<JobContext, 'now' | 'enqueue'>, clock: () => Date): Promise<Runner> {
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => context.database.execute(text, values) },
    schema: 'jobs',
    // on the embedded database every look is work for the one connection that people are waiting for
    superviseIntervalSeconds: 60,
    maintenanceIntervalSeconds: 3600,
  });
  boss.on('error', (error: Error) => context.log.error({ err: error, msg: 'jobs' }));
  await boss.start();
  const patience = (name: string) => {
    const minutes = jobs.find((job) => job.name === name)?.minutes;
    return minutes === undefined ? {} : { expireInSeconds: minutes * 60 };
  };
  const send = async (name: string, data: Record<string, unknown>) =>
    void (await boss.send(name, data, { retryLimit: 5, retryBackoff: true, ...patience(name) }));
  for (const job of jobs) {
    await boss.createQueue(job.name);
    await boss.work<Record<string, unknown>>(job.name, { pollingIntervalSeconds: 2 }, async ([work]) => {
      if (work === undefined) return;
      try {
        await job.run({ ...context, now: clock(), enqueue: send }, work.data ?? {});
      } catch (error) {
        context.log.error({ err: error, msg: 'a job failed', job: job.name });
        // the queue keeps what is thrown, an error of the database with the values it was about
        const { message, code } = loggedError(error);
        throw new Error([message, code].filter(Boolean).join(' '));
      }
    });
    if (job.cron !== undefined) await boss.schedule(job.name, job.cron, {}, { tz: 'UTC' });
    if (job.atStart) await send(job.name, {});
  }
  return { send, stop: () => boss.stop({ graceful: true, timeout: 10_000 }) };
}

/** For tests: runs each job at once, in the order sent, without a queue. */
export function immediateJobs(jobs: readonly Job[], context: Omit<JobContext, 'now' | 'enqueue'>, clock: () => Date): Runner {
  const send = async (name: string, data: Record<string, unknown>): Promise<void> => {
    const job = jobs.find((each) => each.name === name);
    if (job === undefined) throw new Error(`no job is called ${name}`);
    await job.run({ ...context, now: clock(), enqueue: send }, data);
  };
  return { send, stop: () => Promise.resolve() };
}
