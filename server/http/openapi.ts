import { endpoints } from '@waymark/contract/endpoints.ts';
import { Problem } from '@waymark/contract/common.ts';
import type { Endpoint } from '@waymark/contract/endpoint.ts';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 description of the whole API, from the contract. */
export function openApi(): Json {
  const paths: Record<string, Json> = {};
  for (const [noun, all] of Object.entries(endpoints())) {
    for (const [name, endpoint] of Object.entries(all)) {
      const path = `/api${endpoint.path.replace(/:(\w+)/g, '{$1}')}`;
      (paths[path] ??= {})[endpoint.method.toLowerCase()] = operation(noun, name, endpoint);
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waymark',
      version: '1',
      description:
        'Everything the Waymark web app does, it does through this API. Sign in with a personal access token: Authorization: Bearer …',
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(Problem) },
    },
  };
}

function operation(noun: string, name: string, endpoint: Endpoint): Json {
  const parameters = [
    ...properties(endpoint.params).map(([key, schema]) => ({ name: key, in: 'path', required: true, schema })),
    ...properties(endpoint.query).map(([key, schema, required]) => ({ name: key, in: 'query', required, schema })),
  ] as Json[];
  if (endpoint.method !== 'GET') {
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: endpoint.access !== 'public',
      schema: { type: 'string', minLength: 8, maxLength: 200 },
    });
  }
  if (endpoint.ifMatch)
    parameters.push({ name: 'If-Match', in: 'header', required: true, schema: { type: 'string', pattern: '^"\\d+"$' } });
  if (endpoint.upload)
    parameters.push({ name: 'file', in: 'query', required: true, description: "The file's name", schema: { type: 'string' } });
  const success = endpoint.download
    ? { [endpoint.download]: { schema: { type: 'string', format: 'binary' } } }
    : { 'application/json': { schema: schemaOf(endpoint.response) } };
  return {
    operationId: name,
    tags: [noun],
    summary: endpoint.summary,
    ...(endpoint.access === 'public' ? { security: [] } : {}),
    parameters,
    ...(endpoint.upload
      ? { requestBody: { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } } }
      : {}),
    ...(endpoint.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } }
      : {}),
    responses: {
      200: { description: 'Done', content: success },
      default: { description: 'A problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
}

function properties(schema: z.ZodType | undefined): [string, unknown, boolean][] {
  if (schema === undefined) return [];
  const json = schemaOf(schema, 'input') as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([key, value]) => [key, value, json.required?.includes(key) ?? false]);
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
    // a format says it; the pattern behind it is half a page each time
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  }) as Json;
  return json;
}
