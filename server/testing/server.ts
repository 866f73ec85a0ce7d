import { createClient, type Call } from '@waymark/contract/client.ts';
import { afterAll } from 'vitest';
import { readConfig } from '../config.ts';
import { dayIn, systemActor, type Actor } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';
import { createApp, type App } from '../http/app.ts';
import type { Links } from '../links/links.ts';
import { immediateJobs, type Runner } from '../jobs/runner.ts';
import { jobs } from '../jobs/list.ts';
import { createOrganisation } from '../organisations/create.ts';
import { createLog, createServices } from '../services.ts';
import { cloneDatabase } from './database.ts';
import { TestOrganisation } from './organisation.ts';

export interface TestServer {
  database: Database;
  app: App;
  /** A caller of the API with these headers; nobody is signed in. */
  caller(headers?: () => Record<string, string>): Call;
  organisation(name?: string): Promise<TestOrganisation>;
  /** Runs each job at once, when it is sent. */
  jobs: Runner;
  /** The addresses of private links, as those they were sent to would have them. */
  links: Links;
  /** The moment it is for the server; assign to move it. */
  now: Date;
}

/** A Wednesday in term, at ten in the morning in London. */
export const TEST_NOW = new Date('2026-03-11T10:00:00Z');

/**
 * A whole server on a database of its own, cloned from a migrated template: PGlite, or PostgreSQL where
 * TEST_DATABASE is `postgres`. It is closed after the file's tests.
 */
export async function testServer(options: { environment?: Record<string, string>; now?: Date } = {}): Promise<TestServer> {
  const database = await cloneDatabase();
  const config = readConfig({ LOG_LEVEL: 'silent', DATA_DIR: '/nonexistent', ...options.environment });
  const server = { database, now: options.now ?? TEST_NOW } as TestServer;
  const clock = () => server.now;
  const log = createLog(config);
  const services = createServices({
    database,
    config,
    secret: 'a secret for tests that is long enough to be taken',
    jobs: () => server.jobs,
    log,
    clock,
  });
  server.jobs = immediateJobs(jobs, { database, config, log, links: services.links }, clock);
  server.links = services.links;
  server.app = createApp(services);
  server.caller = (headers) =>
    createClient({
      baseUrl: config.publicUrl,
      fetch: (request) => server.app.fetch(request),
      ...(headers === undefined ? {} : { headers }),
    });
  server.organisation = async (name = 'Northbridge Trust') => {
    const actor: Actor = await createOrganisation(database, { name, timeZone: 'Europe/London' }, server.now);
    return new TestOrganisation(server, { ...systemActor(actor.orgId, server.now), today: dayIn('Europe/London', server.now) });
  };
  afterAll(() => database.close());
  return server;
}
