import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Database } from '../db/connection.ts';
import type { Links } from '../links/links.ts';

/** What a job works with. It reads and writes as an actor, as everything does. */
export interface JobContext {
  database: Database;
  config: Config;
  /** Addresses of private links, for reminders. */
  links: Links;
  log: Logger;
  now: Date;
  /** Starts another job. */
  enqueue: (job: string, data: Record<string, unknown>) => Promise<void>;
}

/** Work that happens outside a request. It may run twice and must then do no harm. */
export interface Job {
  readonly name: string;
  /** When it runs by itself: minute, hour, day, month, weekday, in UTC. */
  readonly cron?: string;
  /** How long a run may take before it is taken for dead and run again; a quarter of an hour when not given. */
  readonly minutes?: number;
  /** Also once when the program starts: to take up what an earlier one left. */
  readonly atStart?: boolean;
  run(context: JobContext, data: Record<string, unknown>): Promise<void>;
}
