import { Hono, type Context } from 'hono';
import { compress } from 'hono/compress';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Accounts } from '../accounts/accounts.ts';
import type { Seats } from '../accounts/seats.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connection.ts';
import type { Links } from '../links/links.ts';
import { actorOf, answer, held } from './answer.ts';
import { countRequest, metricsText } from './metrics.ts';
import { openApi } from './openapi.ts';
import { problemOf } from './problem.ts';
import { Refusal } from './refusal.ts';
import { parseRequest } from './request.ts';
import type { PublicRequest, Route } from './route.ts';
import { securityHeaders } from './security.ts';
import type { Turns } from './turns.ts';

/** What the server is made of. */
export interface Services {
  database: Database;
  accounts: Accounts;
  seats: Seats;
  jobs: { send: (job: string, data: Record<string, unknown>) => Promise<void> };
  config: Config;
  links: Links;
  log: Logger;
  clock: () => Date;
  routes: readonly Route[];
  /** Answers what is not the API: the web app. */
  web?: (context: Context) => Promise<Response> | Response;
  ready: () => boolean;
  /** For what reads long. */
  turns: Turns;
}

export type App = Hono<{ Variables: { requestId: string } }>;

/** The whole HTTP side: API, accounts, health, and the web app for every other address. */
export function createApp(services: Services): App {
  const app: App = new Hono();
  app.use(async (context, next) => {
    const given = context.req.header('x-request-id');
    const requestId = given !== undefined && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    context.set('requestId', requestId);
    const started = performance.now();
    await next();
    context.header('x-request-id', requestId);
    const seconds = (performance.now() - started) / 1000;
    const pattern = context.get('pattern' as never) as string | undefined;
    countRequest(context.req.method, pattern ?? 'other', context.res.status, seconds);
    // the pattern, not the address: an address may hold a secret or say whose record was read
    if (pattern !== undefined)
      services.log.info({
        requestId,
        method: context.req.method,
        route: pattern,
        status: context.res.status,
        ms: Math.round(seconds * 1000),
      });
  });
  app.use(securityHeaders(services.config));
  app.use(compress());

  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', async (context) => {
    if (!services.ready()) return context.json({ status: 'starting' }, 503);
    await services.database.execute('select 1');
    return context.json({ status: 'ready' });
  });
  app.get('/metrics', async (context) =>
    context.text(await metricsText(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
  );
  let described: string | undefined;
  app.get('/api/openapi.json', (context) =>
    context.body((described ??= JSON.stringify(openApi())), 200, { 'content-type': 'application/json' }),
  );
  app.all('/api/auth/*', (context) => services.accounts.handle(withAddress(context.req.raw, addressOf(context, services.config))));
  for (const route of services.routes.toSorted((a, b) => compareSpecificity(a.endpoint.path, b.endpoint.path))) {
    app.on(route.endpoint.method, `/api${route.endpoint.path}`, (context) => serve(services, route, context));
  }
  const page = (context: Context) => services.web?.(context) ?? context.text('The web app has not been built.', 404);
  // the page about the API has the API's own address
  app.get('/api', page);
  app.all('/api/*', () => {
    throw new Refusal(404, 'no-such-endpoint', 'There is no such endpoint.', 'The API is described at /api/openapi.json.');
  });
  app.get('*', page);
  app.onError((error, context) => {
    const requestId = context.get('requestId');
    const problem = problemOf(error, requestId);
    if (problem.status >= 500) services.log.error({ requestId, err: error });
    return context.body(JSON.stringify(problem), problem.status as 400, {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
    });
  });
  return app;
}

async function serve(services: Services, route: Route, context: Context): Promise<Response> {
  const { endpoint } = route;
  context.set('pattern', `/api${endpoint.path}`);
  const now = services.clock();
  const requestId = context.get('requestId') as string;
  const ip = addressOf(context, services.config);
  if (route.open !== undefined) {
    const parsed = await parseRequest(endpoint, context.req.raw, context.req.param() as Record<string, string>);
    const request: PublicRequest<unknown> = {
      ...services,
      ...(parsed as never as PublicRequest<unknown>),
      now,
      requestId,
      ip,
      enqueue: (job, data) =>
        void services.jobs.send(job, data).catch((error: unknown) => services.log.error({ requestId, err: error, msg: 'queueing a job' })),
      headers: context.req.raw.headers,
    };
    return respond(context, route, { ...held(endpoint, await route.open(request)), replayed: false });
  }
  const principal = await services.seats.principalOf(context.req.raw.headers, now);
  if (principal === undefined)
    throw new Refusal(401, 'not-signed-in', 'You are not signed in.', 'Sign in and try again. What you have typed is still here.');
  const wanted = context.req.header('waymark-seat');
  const seat = wanted === undefined ? principal.seats[0] : principal.seats.find((each) => each.memberId === wanted);
  if (seat === undefined)
    throw new Refusal(403, 'no-seat', 'You have no seat in this organisation.', 'Ask its administrator to invite you.');
  const actor = actorOf(seat, principal.user?.id, route, now, requestId, ip);
  const parsed = await parseRequest(endpoint, context.req.raw, context.req.param() as Record<string, string>);
  const key = endpoint.method === 'GET' ? null : keyOf(context.req.header('idempotency-key'));
  const path = context.req.path + new URL(context.req.url).search;
  if (route.long !== true) return respond(context, route, await answer(services, route, actor, parsed, key, path, now));
  const { signal } = context.req.raw;
  try {
    return respond(context, route, await answer(services, route, actor, parsed, key, path, now, signal));
  } catch (error) {
    if (signal.aborted) throw new Refusal(499, 'left', 'Whoever asked for this has left before it was there.');
    throw error;
  }
}

function keyOf(header: string | undefined): string {
  if (header === undefined || header.length < 8 || header.length > 200) {
    throw new Refusal(
      400,
      'idempotency-key-needed',
      'This write has no Idempotency-Key.',
      'Send a key of 8 to 200 characters, new for each new write and the same when sending again.',
    );
  }
  return header;
}

function respond(
  context: Context,
  route: Route,
  result: { status: number; etag: string | null; body: unknown; replayed: boolean },
): Response {
  const headers: Record<string, string> = { 'cache-control': 'no-store' };
  if (result.etag !== null) headers['etag'] = result.etag;
  if (result.replayed) headers['idempotent-replayed'] = 'true';
  if (route.endpoint.download !== undefined) {
    const file = result.body as { fileName: string; content: string | Uint8Array<ArrayBuffer> | ReadableStream; type?: string };
    headers['content-type'] = file.type ?? route.endpoint.download;
    headers['content-disposition'] =
      `attachment; filename="${file.fileName.replaceAll(/[^\w .()-]/g, '-')}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`;
    return context.body(file.content, 200, headers);
  }
  return context.json(result.body as never, result.status as 200, headers);
}

/** `/students/imports` is served before `/students/:id`: a fixed word before a name, part by part. */
function compareSpecificity(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = Number(left[i]?.startsWith(':')) - Number(right[i]?.startsWith(':'));
    if (difference !== 0) return difference;
  }
  return 0;
}

function addressOf(context: Context, config: Config): string | null {
  const forwarded = config.trustProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const socket = (context.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress;
  return forwarded ?? socket ?? null;
}

/** The address in a header only we set, so that a client cannot choose the one it is throttled by. */
function withAddress(request: Request, ip: string | null): Request {
  const headers = new Headers(request.headers);
  headers.set('x-waymark-ip', ip ?? '127.0.0.1');
  return new Request(request, { headers });
}
