import * as t from '../strings/catalogue.ts';

/** As much of an OpenAPI 3.1 description as the API page shows. */
export interface Schema {
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  $ref?: string;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

type Content = Record<string, { schema?: Schema }>;

interface Operation {
  operationId: string;
  tags?: string[];
  summary?: string;
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
}

export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
}

export interface DescribedEndpoint {
  id: string;
  noun: string;
  method: string;
  path: string;
  summary: string;
  public: boolean;
  parameters: Parameter[];
  body: { type: string; schema: Schema } | undefined;
  response: { type: string; schema: Schema } | undefined;
}

/** The endpoints by noun, in the order of the description. */
export function endpointsByNoun(description: OpenApi): Map<string, DescribedEndpoint[]> {
  const nouns = new Map<string, DescribedEndpoint[]>();
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const noun = operation.tags?.[0] ?? '';
      const endpoint: DescribedEndpoint = {
        id: operation.operationId,
        noun,
        method: method.toUpperCase(),
        path,
        summary: operation.summary ?? '',
        public: operation.security?.length === 0,
        parameters: operation.parameters ?? [],
        body: firstOf(operation.requestBody?.content),
        response: firstOf(operation.responses['200']?.content),
      };
      nouns.set(noun, [...(nouns.get(noun) ?? []), endpoint]);
    }
  }
  return nouns;
}

function firstOf(content: Content | undefined): { type: string; schema: Schema } | undefined {
  const entry = Object.entries(content ?? {})[0];
  return entry && { type: entry[0], schema: entry[1].schema ?? {} };
}

/** What a schema asks for, in a few words: `text, at most 200 letters`; `one of a, b`; `list of …`. */
export function describeSchema(schema: Schema): string {
  const words = t.administration.api.types;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return words.oneOf(schema.enum.map(String));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return words.either(choices.map(describeSchema));
  if (schema.type === 'array') return words.list(describeSchema(schema.items ?? {}));
  if (schema.type === 'string') return schema.format ?? (schema.maxLength === undefined ? words.text : words.textUpTo(schema.maxLength));
  if (schema.type === 'integer' || schema.type === 'number') {
    // zod writes the largest safe integer where there is no bound
    const bound = (value: number | undefined) => (value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value);
    return words.number(bound(schema.minimum), bound(schema.maximum));
  }
  return words.named(schema.type);
}

const formats: Record<string, string> = {
  uuid: '01932f5e-7a60-7cc1-9d7e-6f2f8a1b2c3d',
  date: '2026-09-03',
  'date-time': '2026-09-03T14:30:00Z',
  email: 'name@school.example',
};

/** A value the schema accepts, to show what one looks like. */
export function exampleOf(schema: Schema, depth = 0): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const choice = (schema.anyOf ?? schema.oneOf)?.[0] ?? schema.allOf?.[0];
  if (choice) return exampleOf(choice, depth);
  if (depth > 6) return null;
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, part]) => [name, exampleOf(part, depth + 1)]));
    case 'array':
      return [exampleOf(schema.items ?? {}, depth + 1)];
    case 'string':
      return formats[schema.format ?? ''] ?? '…';
    case 'integer':
    case 'number':
      return schema.minimum !== undefined && schema.minimum > 0 ? schema.minimum : 1;
    case 'boolean':
      return true;
    default:
      return null;
  }
}
