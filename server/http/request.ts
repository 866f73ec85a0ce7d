import type { Endpoint } from '@waymark/contract/endpoint.ts';
import type { z } from 'zod';
import { zodRefusal } from './problem.ts';
import { Refusal } from './refusal.ts';
import { inPlainWords } from './schema-words.ts';

/** What a request said, parsed by its endpoint's schemas. */
export interface ParsedRequest {
  params: unknown;
  query: unknown;
  body: unknown;
  file: { name: string; bytes: Uint8Array };
  ifMatch: number;
  /** The body as it came, for telling whether a key is used twice for the same thing. */
  raw: string | Uint8Array;
}

export const MAX_JSON_BYTES = 2_000_000;

/**
 * Reads and parses a request. Every field that is wrong is named, with what was sent and what to do.
 * @throws Refusal 413, 415, 422, 428
 */
export async function parseRequest(endpoint: Endpoint, request: Request, params: Record<string, string>): Promise<ParsedRequest> {
  const search = new URL(request.url).searchParams;
  const sentQuery = queryObject(search);
  const parsed: ParsedRequest = {
    params: endpoint.params === undefined ? undefined : parse(endpoint.params, params, 'address'),
    query: endpoint.query === undefined ? undefined : parse(endpoint.query, sentQuery, 'query'),
    body: undefined,
    file: { name: '', bytes: new Uint8Array() },
    ifMatch: endpoint.ifMatch ? versionOf(request.headers.get('if-match')) : 0,
    raw: '',
  };
  if (endpoint.upload !== undefined) {
    const bytes = await readBody(request, endpoint.upload.maxBytes);
    parsed.file = { name: search.get('file') ?? 'file', bytes };
    parsed.raw = bytes;
  } else if (endpoint.body !== undefined) {
    const text = new TextDecoder().decode(await readBody(request, MAX_JSON_BYTES));
    parsed.raw = text;
    parsed.body = parse(endpoint.body, jsonOf(text), 'body');
  }
  return parsed;
}

function parse(schema: z.ZodType, value: unknown, where: 'body' | 'query' | 'address'): unknown {
  const result = schema.safeParse(value, { error: inPlainWords });
  if (result.success) return result.data;
  // an address that is no id is an address of nothing
  if (where === 'address')
    throw new Refusal(404, 'not-found', 'There is nothing at this address.', 'Check the link, or go back and choose again.');
  throw zodRefusal(result.error, value, where);
}

/** Repeated names become lists; one name stays a text, and a schema that wants a list says so. */
function queryObject(search: URLSearchParams): Record<string, string | string[]> {
  const object: Record<string, string | string[]> = {};
  for (const name of new Set(search.keys())) {
    const all = search.getAll(name);
    object[name] = all.length === 1 ? (all[0] ?? '') : all;
  }
  return object;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(422, 'not-json', 'The body of this request is not JSON.', 'Send an object as application/json.');
  }
}

function versionOf(header: string | null): number {
  const version = /^(?:W\/)?"(\d+)"$/.exec(header?.trim() ?? '')?.[1];
  if (version === undefined) {
    throw new Refusal(
      428,
      'if-match-needed',
      'This change must say which version was edited.',
      'Send If-Match with the ETag that came with the record.',
    );
  }
  return Number(version);
}

async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new Refusal(
      413,
      'too-large',
      `This is larger than ${Math.floor(maxBytes / 1_000_000)} MB.`,
      'Send a smaller file, for instance one school or one year at a time.',
    );
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  if (request.body === null) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += piece.byteLength;
    if (size > maxBytes) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
