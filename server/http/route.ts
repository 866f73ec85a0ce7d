import type { Endpoint, ParsedBody, ParsedParams, ParsedQuery, ResponseOf } from '@waymark/contract/endpoint.ts';
import type { Actor, Tx } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Seats } from '../accounts/seats.ts';
import type { Links } from '../links/links.ts';
import type { Policy } from './policy.ts';
import type { Config } from '../config.ts';
import type { Logger } from 'pino';

/** What an audit row says besides who, when and from where. */
export interface AuditDetail {
  studentId?: string | null;
  detail?: Record<string, unknown>;
}

/** What a handler works with. Everything it reads and writes goes through `tx`, which is already the actor's. */
export interface Request<E> {
  actor: Actor;
  tx: Tx;
  params: ParsedParams<E>;
  query: ParsedQuery<E>;
  body: ParsedBody<E>;
  /** The version the client edited, for endpoints that ask for it. */
  ifMatch: number;
  /** The file, for endpoints that take one, and the name it was sent under. */
  file: { name: string; bytes: Uint8Array };
  now: Date;
  /** The day in the organisation's time zone, `YYYY-MM-DD`. */
  today: string;
  config: Config;
  /** Addresses of private links. */
  links: Links;
  /** Writes down who did what, in the same transaction. */
  audit: (action: string, entity: string, entityId: string | null, more?: AuditDetail) => Promise<void>;
  /** Writes down that a student's record or an export was read. */
  logAccess: (what: string, studentId?: string | null) => Promise<void>;
  /** Starts a job once the transaction has been committed. */
  enqueue: (job: string, data: Record<string, unknown>) => void;
  /** Reads on, as the same actor in a transaction of its own, while the answer is on its way: for a file too large to be held. */
  later: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Does something once the transaction has been committed: forget a session, say. */
  afterCommit: (work: () => void | Promise<void>) => void;
  accounts: Accounts;
  /** For what went wrong and the answer can do without. */
  log: Pick<Logger, 'error'>;
}

/** What a handler of a public endpoint works with: no actor, and the database to open one with. */
export interface PublicRequest<E> extends Omit<
  Request<E>,
  'actor' | 'tx' | 'today' | 'audit' | 'logAccess' | 'later' | 'afterCommit' | 'log'
> {
  database: Database;
  headers: Headers;
  seats: Seats;
  requestId: string;
  ip: string | null;
}

/**
 * An answer that is still to be made of what was read, once the transaction has been committed: setting a page or drawing
 * charts takes seconds, in which the embedded database would answer nobody else. For calls that are not kept under a key:
 * reads and files.
 */
export class MadeAfter<Response> {
  readonly make: () => Promise<Response>;

  constructor(make: () => Promise<Response>) {
    this.make = make;
  }
}

export interface Route {
  readonly endpoint: Endpoint;
  /** Reads so long that not too many may do so at once, and that it is given up when nobody waits for it any more. */
  readonly long?: boolean;
  readonly policy: Policy;
  readonly handle: (request: Request<never>) => Promise<unknown>;
  readonly open?: (request: PublicRequest<never>) => Promise<unknown>;
}

/** Binds an endpoint of the contract to who may call it and what it does. */
export function route<E extends Endpoint>(
  endpoint: E,
  policy: Policy,
  handle: (request: Request<E>) => Promise<ResponseOf<E> | MadeAfter<ResponseOf<E>>>,
  how: Pick<Route, 'long'> = {},
): Route {
  if (endpoint.access === 'public') throw new Error(`${endpoint.path} is public: bind it with publicRoute`);
  return { endpoint, policy, handle, ...how };
}

/** Binds an endpoint that needs no seat. */
export function publicRoute<E extends Endpoint>(
  endpoint: E,
  policy: Policy,
  open: (request: PublicRequest<E>) => Promise<ResponseOf<E>>,
): Route {
  if (endpoint.access !== 'public') throw new Error(`${endpoint.path} is not public: bind it with route`);
  return { endpoint, policy, handle: () => Promise.reject(new Error('public')), open: open };
}
