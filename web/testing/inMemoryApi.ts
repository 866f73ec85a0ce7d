import { Done, type Problem } from '@waymark/contract/common.ts';
import type { Endpoint, ResponseOf } from '@waymark/contract/endpoint.ts';

/** What an in-memory endpoint was called with. */
export interface Received {
  endpoint: Endpoint;
  params: Record<string, string>;
  query: Record<string, string | string[]>;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test knows what its page sends
  body: any;
  ifMatch: number | undefined;
  idempotencyKey: string | null;
  headers: Headers;
}

export interface Answer {
  endpoint: Endpoint;
  reply: (received: Received) => unknown;
}

/** What an endpoint answers in a browser test: a response, or a function of what it received, which may `throw refusal(…)`. */
export function answer<E extends Endpoint>(
  endpoint: E,
  reply: ResponseOf<E> | ((received: Received) => ResponseOf<E> | Promise<ResponseOf<E>>),
): Answer {
  return { endpoint, reply: typeof reply === 'function' ? (reply as Answer['reply']) : () => reply };
}

/** What an in-memory endpoint throws to be refused with. */
export class Refused extends Error {
  readonly response: Response;

  constructor(response: Response) {
    super(`answered with ${response.status}`);
    this.response = response;
  }
}

/** A refusal of better-auth's own, for `accountAnswer`. */
export function accountRefusal(status: number, body: { code?: string }, headers: Record<string, string> = {}): Refused {
  return new Refused(Response.json(body, { status, headers }));
}

/** A problem for an in-memory endpoint to throw. */
export function refusal(status: number, title: string, more: Partial<Problem> = {}): Refused {
  const problem: Problem = { type: 'about:blank', code: 'refused', title, status, request_id: 'req-1234', ...more };
  return new Refused(Response.json(problem, { status, headers: { 'content-type': 'application/problem+json' } }));
}

/** The network is gone: for an in-memory endpoint to throw. */
export const noConnection = () => new TypeError('Failed to fetch');

/** An API in memory: the given answers, every other call refused by name. `calls` lists what it received, in order. */
export function inMemoryApi(answers: readonly Answer[]) {
  const calls: Received[] = [];
  const respond = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const path = url.pathname.replace(/^\/api/, '');
    const found = answers
      .filter(({ endpoint }) => endpoint.method === request.method)
      .map((one) => ({ ...one, params: matchPath(one.endpoint.path, path) }))
      .filter((one) => one.params !== undefined)
      // `/students/duplicates` before `/students/:id`
      .sort((a, b) => Object.keys(a.params ?? {}).length - Object.keys(b.params ?? {}).length)[0];
    if (!found) {
      // oxlint-disable-next-line no-console -- the writer of the test has to see it
      console.error(`The in-memory API has no answer for ${request.method} ${path}`);
      return refusal(404, `The in-memory API has no answer for ${request.method} ${path}`).response;
    }
    const text = request.headers.get('content-type')?.includes('json') ? await request.text() : '';
    const ifMatch = request.headers.get('if-match')?.replaceAll('"', '');
    const received: Received = {
      endpoint: found.endpoint,
      params: found.params ?? {},
      query: queryOf(url),
      body: text === '' ? undefined : JSON.parse(text),
      ifMatch: ifMatch === undefined ? undefined : Number(ifMatch),
      idempotencyKey: request.headers.get('idempotency-key'),
      headers: request.headers,
    };
    calls.push(received);
    try {
      return asResponse(found.endpoint, await found.reply(received));
    } catch (thrown) {
      if (thrown instanceof Refused) return thrown.response.clone();
      if (thrown instanceof Response) return thrown;
      throw thrown;
    }
  };
  return { calls, respond, callsOf: (endpoint: Endpoint) => calls.filter((call) => call.endpoint === endpoint) };
}

function asResponse(endpoint: Endpoint, value: unknown): Response {
  if (endpoint.download === undefined) return Response.json(value);
  const { fileName, content } = value as { fileName: string; content: string };
  return new Response(content, {
    headers: { 'content-type': endpoint.download, 'content-disposition': `attachment; filename="${fileName}"` },
  });
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '');
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}

function queryOf(url: URL): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((name) => {
      const values = url.searchParams.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

/** What one of better-auth's own endpoints answers: `accountAnswer('POST', '/sign-in/email', {…})`. */
export function accountAnswer(method: 'GET' | 'POST', path: `/${string}`, reply: unknown): Answer {
  const endpoint: Endpoint = { method, path: `/auth${path}`, summary: '', response: Done };
  return { endpoint, reply: typeof reply === 'function' ? (reply as Answer['reply']) : () => reply };
}
