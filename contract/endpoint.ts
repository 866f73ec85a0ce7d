import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One endpoint of the API under `/api`, as both sides see it. The server binds it to a policy and a handler
 * (`server/http/route.ts`); the web, the CLI and the tests call it (`contract/client.ts`); OpenAPI is generated from it.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  /** Under `/api`, with `:name` for each of `params`. */
  readonly path: `/${string}`;
  /** One sentence, imperative: what the call does, for the API page. */
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly response: Response;
  /** The client must send `If-Match` with the version it edited; a stale one is refused with 412. */
  readonly ifMatch?: boolean;
  /** `member` (the default) needs a seat in an organisation; `public` needs nothing. */
  readonly access?: 'member' | 'public';
  /** The body is a file, sent as it is, its name in the `file` query parameter. At most this many bytes. */
  readonly upload?: { readonly maxBytes: number };
  /** The response is a file of this media type rather than JSON; `response` is then `FileResponse`. */
  readonly download?: string;
}

/** Declares an endpoint; its types flow to the handler and to the callers. */
export function endpoint<
  Response extends z.ZodType,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(spec: Endpoint<Params, Query, Body, Response>): Endpoint<Params, Query, Body, Response> {
  return spec;
}

type Sent<Schema> = Schema extends z.ZodUndefined ? undefined : Schema extends z.ZodType ? z.input<Schema> : undefined;
type Received<Schema> = Schema extends z.ZodUndefined ? undefined : Schema extends z.ZodType ? z.output<Schema> : undefined;
type Parts<E> = E extends Endpoint<infer P, infer Q, infer B, infer R> ? { params: P; query: Q; body: B; response: R } : never;

/** What a caller passes. */
export type ParamsOf<E> = Sent<Parts<E>['params']>;
export type QueryOf<E> = Sent<Parts<E>['query']>;
export type BodyOf<E> = Sent<Parts<E>['body']>;
/** What a caller gets back, and what a handler must return. */
export type ResponseOf<E> = z.output<Parts<E>['response']>;
/** What a handler is given, parsed. */
export type ParsedParams<E> = Received<Parts<E>['params']>;
export type ParsedQuery<E> = Received<Parts<E>['query']>;
export type ParsedBody<E> = Received<Parts<E>['body']>;
