import { pino, type Logger } from 'pino';
import { createAccounts } from './accounts/accounts.ts';
import { createSeats } from './accounts/seats.ts';
import { keyFor } from './accounts/secrets.ts';
import { mailPasswordLink, mailSignInLink } from './accounts/sign-in-mail.ts';
import type { Config } from './config.ts';
import type { Database } from './db/connection.ts';
import type { Services } from './http/app.ts';
import { loggedError } from './http/logged-error.ts';
import { Turns } from './http/turns.ts';
import { createLinks } from './links/links.ts';
import type { Runner } from './jobs/runner.ts';
import { routes } from './routes.ts';

/** How many long readings go on at once: the embedded database has one connection, and a server ten. */
const longAtOnce = { pglite: 1, postgres: 3 } as const;

/** The role a demo sign-in link is for → the e-mail of its account. */
export type DemoAccounts = Readonly<Record<string, string>>;

/** The key in a demo role's sign-in link. */
export function demoKey(secret: string, role: string): string {
  return keyFor(secret, `demo sign-in ${role}`);
}

export interface ServiceParts {
  database: Database;
  config: Config;
  secret: string;
  jobs: () => Runner;
  log?: Logger;
  clock?: () => Date;
  /** The demo's accounts, once they are known. */
  demo?: () => DemoAccounts | undefined;
}

/** Wires the server together; the same for the program and for its tests. */
export function createServices({ database, config, secret, jobs, log, clock = () => new Date(), demo }: ServiceParts): Services {
  const send = (name: string, data: Record<string, unknown>) => jobs().send(name, data);
  const accounts = createAccounts({
    database,
    config,
    secret,
    sendSignInLink: async (email, url) => {
      const user = await accounts.findUser(email);
      if (await mailSignInLink(database, user?.id, email, url, clock())) await send('mail.deliver', {});
    },
    sendPasswordLink: async (email, url) => {
      const user = await accounts.findUser(email);
      if (await mailPasswordLink(database, user?.id, email, url, clock())) await send('mail.deliver', {});
    },
    ...(demo === undefined
      ? {}
      : { demoEmail: (role: string, key: string) => (key === demoKey(secret, role) ? demo()?.[role] : undefined) }),
  });
  return {
    database,
    accounts,
    seats: createSeats(database, accounts),
    jobs: { send },
    config,
    links: createLinks(secret, config),
    log: log ?? createLog(config),
    clock,
    turns: new Turns(longAtOnce[database.kind]),
    routes,
    ready: () => true,
  };
}

/** The log: one line of JSON an event, and no personal data in it. */
export function createLog(config: Pick<Config, 'logLevel'>): Logger {
  return pino({ level: config.logLevel, redact: ['req.headers'], serializers: { err: loggedError } });
}
