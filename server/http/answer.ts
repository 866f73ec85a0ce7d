import type { Endpoint } from '@waymark/contract/endpoint.ts';
import { dayIn, type Actor, type Tx } from '../db/actor.ts';
import type { Leave } from '../db/connection.ts';
import type { SeatRecord } from '../accounts/seats.ts';
import { claimKey, keepAnswer, requestHash, type KeptAnswer } from './idempotency.ts';
import { accessStatement, writeAudit } from './log-rows.ts';
import type { Services } from './app.ts';
import { Refusal } from './refusal.ts';
import type { ParsedRequest } from './request.ts';
import { MadeAfter, type Request as HandlerRequest, type Route } from './route.ts';

/** The actor of a request: the seat it comes from, with the reach its policy gives the role. */
export function actorOf(
  seat: SeatRecord,
  userId: string | undefined,
  route: Route,
  now: Date,
  requestId: string,
  ip: string | null,
): Actor {
  const scope = route.policy.reach[seat.role];
  if (scope === undefined) {
    throw new Refusal(
      403,
      'not-allowed',
      `Your role may not ${route.policy.action}.`,
      'Ask your programme lead or administrator if you need this.',
    );
  }
  return {
    orgId: seat.orgId,
    memberId: seat.memberId,
    userId: userId ?? null,
    role: seat.role,
    scope,
    schoolId: seat.schoolId,
    studentId: seat.studentId,
    timeZone: seat.timeZone,
    today: dayIn(seat.timeZone, now),
    requestId,
    ip,
  };
}

/**
 * Runs a route as its actor in one transaction: the key of a write is claimed, the handler works, its answer is held to
 * the contract and kept under the key, and only then is anything committed. Jobs start after that, and so does what an
 * answer is made of without the database.
 * @param wanted of a long reading: it waits for its turn, and ends, in an error, when nobody waits for it any more
 */
export async function answer(
  services: Services,
  route: Route,
  actor: Actor,
  parsed: ParsedRequest,
  key: string | null,
  path: string,
  now: Date,
  wanted?: AbortSignal,
): Promise<KeptAnswer & { replayed: boolean }> {
  const { endpoint } = route;
  const after: (() => void | Promise<void>)[] = [];
  const work = async (tx: Tx, leave: Leave) => {
    if (key !== null) {
      const kept = await claimKey(tx, actor, key, requestHash(endpoint.method, path, parsed.raw));
      if (kept !== undefined) return { ...kept, replayed: true };
    }
    const output = await route.handle(handlerRequest(services, tx, leave, actor, parsed, now, after));
    if (output instanceof MadeAfter) return output as MadeAfter<unknown>;
    const fresh = held(endpoint, output);
    if (key !== null && endpoint.download === undefined) await keepAnswer(tx, actor, key, fresh);
    return { ...fresh, replayed: false };
  };
  const onlyReads = endpoint.method === 'GET';
  const done = await (wanted === undefined
    ? services.database.withActor(actor, work, { onlyReads })
    : services.turns.take(() => services.database.withActor(actor, work, { onlyReads, wanted }), wanted));
  for (const work of after) {
    try {
      await work();
    } catch (error) {
      // the write is kept: whoever made it is told so, and we are told that what should follow did not
      services.log.error({ requestId: actor.requestId, err: error, msg: 'after a write was kept' });
    }
  }
  return done instanceof MadeAfter ? { ...held(endpoint, await done.make()), replayed: false } : done;
}

function handlerRequest(
  services: Services,
  tx: Tx,
  leave: Leave,
  actor: Actor,
  parsed: ParsedRequest,
  now: Date,
  after: (() => void | Promise<void>)[],
): HandlerRequest<unknown> {
  return {
    actor,
    tx,
    params: parsed.params as never,
    query: parsed.query as never,
    body: parsed.body as never,
    ifMatch: parsed.ifMatch,
    file: parsed.file,
    now,
    today: actor.today,
    config: services.config,
    links: services.links,
    accounts: services.accounts,
    audit: (action, entity, entityId, more) => writeAudit(tx, actor, now, action, entity, entityId, more),
    logAccess: async (what, studentId) => leave(accessStatement(actor, now, what, studentId ?? null)),
    enqueue: (job, data) => void after.push(() => services.jobs.send(job, data)),
    later: (work) => services.database.withActor(actor, work, { onlyReads: true }),
    afterCommit: (work) => void after.push(work),
    log: services.log,
  };
}

/** The answer, held to the contract: what the schema does not name does not leave the house. */
export function held(endpoint: Endpoint, output: unknown): KeptAnswer {
  const body = endpoint.response.parse(output);
  const version = typeof body === 'object' && body !== null && 'version' in body ? body.version : undefined;
  return { status: 200, etag: typeof version === 'number' ? `"${version}"` : null, body };
}
