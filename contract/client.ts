import type { BodyOf, Endpoint, ParamsOf, QueryOf, ResponseOf } from './endpoint.ts';
import { Problem } from './common.ts';

/** What the server refused, as it said it. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** The server could not be reached: nothing is known of what became of the call, and it may be sent again. */
export class OfflineError extends Error {
  constructor(cause: unknown) {
    super('Waymark cannot be reached at the moment.', { cause });
    this.name = 'OfflineError';
  }
}

type Part<Name extends string, T> = [T] extends [undefined]
  ? { [K in Name]?: undefined }
  : undefined extends T
    ? { [K in Name]?: T }
    : { [K in Name]: T };

export type CallInput<E> = Part<'params', ParamsOf<E>> &
  Part<'query', QueryOf<E>> &
  Part<'body', BodyOf<E>> & {
    /** The version that was edited, for endpoints that ask for it. */
    ifMatch?: number;
    /** Same key, same write: kept by a caller that may have to send again. Made afresh when not given. */
    idempotencyKey?: string;
    /** The file, for endpoints that take one. */
    file?: Blob | Uint8Array | ReadableStream;
    signal?: AbortSignal;
  };

export interface ClientOptions {
  /** Where `/api` is, without a slash at the end; empty in the browser. */
  baseUrl: string;
  fetch?: (request: Request) => Response | Promise<Response>;
  /** Headers of every call: a token, the seat. */
  headers?: () => Record<string, string>;
}

export type Call = <E extends Endpoint>(endpoint: E, input: CallInput<E>) => Promise<ResponseOf<E>>;

/** A typed caller of the API. Throws `ApiError` for what the server refuses and `OfflineError` when it is not there. */
export function createClient(options: ClientOptions): Call {
  const send = options.fetch ?? ((request: Request) => fetch(request));
  return async (endpoint, input) => {
    const url = options.baseUrl + urlOf(endpoint, input);
    const headers = new Headers(options.headers?.());
    headers.set('accept', 'application/json');
    if (endpoint.method !== 'GET') headers.set('idempotency-key', input.idempotencyKey ?? crypto.randomUUID());
    if (input.ifMatch !== undefined) headers.set('if-match', `"${input.ifMatch}"`);
    let body: BodyInit | undefined;
    if (input.file !== undefined) {
      headers.set('content-type', 'application/octet-stream');
      body = input.file as BodyInit;
    } else if (input.body !== undefined) {
      headers.set('content-type', 'application/json');
      body = JSON.stringify(input.body);
    }
    // a connection may be lost before the answer and in the middle of it: either way nobody knows whether it was done
    const arriving = async <T>(piece: () => T | Promise<T>): Promise<T> => {
      try {
        return await piece();
      } catch (error) {
        if (input.signal?.aborted) throw error;
        throw new OfflineError(error);
      }
    };
    const response = await arriving(() =>
      send(
        new Request(url, {
          method: endpoint.method,
          headers,
          body: body ?? null,
          signal: input.signal ?? null,
          credentials: 'same-origin',
          ...(input.file instanceof ReadableStream ? { duplex: 'half' } : {}),
        }),
      ),
    );
    if (!response.ok) throw new ApiError(await problemOf(response));
    if (endpoint.download !== undefined) {
      const fileName = /filename="([^"]*)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'download';
      return { fileName, content: new Uint8Array(await arriving(() => response.arrayBuffer())) } as never;
    }
    return JSON.parse(await arriving(() => response.text())) as never;
  };
}

/** The address of a call under the server's own, query included: `/api/students/…?limit=50`. */
export function urlOf<E extends Endpoint>(endpoint: E, input: { params?: unknown; query?: unknown }): string {
  const params = (input.params ?? {}) as Record<string, string>;
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString();
  return `/api${path}${text === '' ? '' : `?${text}`}`;
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = Problem.safeParse(body);
  if (parsed.success) return parsed.data;
  return {
    type: 'about:blank',
    code: 'unexpected',
    title: 'Waymark gave an answer that could not be read.',
    detail: 'Try again in a minute. If it happens again, tell your administrator.',
    status: response.status,
  };
}
