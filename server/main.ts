import { serve } from '@hono/node-server';
import { fileURLToPath } from 'node:url';
import type { Services } from './http/app.ts';
import { installationSecret } from './accounts/secrets.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './db/open.ts';
import { createApp } from './http/app.ts';
import { webApp } from './http/web.ts';
import { jobs } from './jobs/list.ts';
import { startJobs, type Runner } from './jobs/runner.ts';
import { demoAccounts, findDemo, makeDemo } from './demo.ts';
import { isSetUp } from './organisations/create.ts';
import { createLog, createServices, demoKey, type DemoAccounts } from './services.ts';

const ROLES = ['admin', 'lead', 'mentor', 'school', 'student', 'analyst', 'safeguarding'];

/** Starts Waymark and keeps it running until it is told to stop. */
async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config);
  const secret = installationSecret(config.dataDir);
  const database = await openDatabase(config);
  let runner: Runner | undefined;
  try {
    const made: { demo?: DemoAccounts } = {};
    const services = createServices({
      database,
      config,
      secret,
      log,
      jobs: () => {
        if (runner === undefined) throw new Error('jobs have not started');
        return runner;
      },
      ...(config.demo === false ? {} : { demo: () => made.demo }),
    });
    const demo = await prepareDemo(services);
    if (demo !== undefined) made.demo = demo;
    const web = webApp(fileURLToPath(new URL('../web/dist', import.meta.url)));
    const app = createApp({ ...services, ...(web === undefined ? {} : { web }), ready: () => runner !== undefined });
    runner = await startJobs(jobs, { database, config, log, links: services.links }, services.clock);
    const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
      const listening = serve({ fetch: app.fetch, hostname: config.host, port: config.port }, () => resolve(listening));
      listening.once('error', reject);
    });
    console.log(`ready ${config.publicUrl}`);
    if (demo !== undefined) {
      for (const role of ROLES) {
        if (demo[role] !== undefined)
          console.log(`sign in as ${role}: ${config.publicUrl}/api/auth/demo/sign-in?role=${role}&key=${demoKey(secret, role)}`);
      }
    } else if (!(await isSetUp(database))) {
      console.log(`set up the first organisation at ${config.publicUrl}/set-up`);
    }
    let stopping = false;
    const stop = async () => {
      if (stopping) return;
      stopping = true;
      // what is under way may finish; what is idle is closed, and what hangs is cut after ten seconds
      const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 10_000);
      await new Promise((resolve) => {
        server.close(resolve);
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      });
      clearTimeout(cut);
      await runner?.stop();
      await database.close();
      process.exit(0);
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  } catch (error) {
    await runner?.stop();
    await database.close();
    throw error;
  }

  /** The demo's accounts; made first where the embedded database is fresh, or where DEMO=1 asks for it. */
  async function prepareDemo({ accounts, links }: Pick<Services, 'accounts' | 'links'>): Promise<DemoAccounts | undefined> {
    if (config.demo === false) return undefined;
    const now = new Date();
    if ((await findDemo(database)) === undefined) {
      const fresh = !(await isSetUp(database));
      if (config.demo !== true && !(fresh && database.kind === 'pglite')) return undefined;
      if (!fresh)
        throw new Error(
          'DEMO=1 needs an empty database, and this one holds an organisation. Start without DEMO, or with another DATA_DIR or DATABASE_URL.',
        );
      console.log('making the demo organisation; this takes a moment');
      await makeDemo(database, accounts, links, now);
    }
    const orgId = await findDemo(database);
    return orgId === undefined ? undefined : demoAccounts(database, accounts, orgId, now);
  }
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (process.env['LOG_LEVEL'] === 'debug') console.error(error);
  process.exitCode = 1;
}
