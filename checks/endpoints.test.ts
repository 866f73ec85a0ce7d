import { Role } from '@waymark/contract/common.ts';
import type { Endpoint } from '@waymark/contract/endpoint.ts';
import { endpoints } from '@waymark/contract/endpoints.ts';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { routes } from '../server/routes.ts';
import { files } from './sources.ts';

const all = Object.entries(endpoints()).flatMap(([noun, ofNoun]) =>
  Object.entries(ofNoun).map(([name, endpoint]) => ({ noun, name, endpoint, said: `${name} (${endpoint.method} ${endpoint.path})` })),
);

const said = (broken: typeof all) => broken.map((one) => one.said);
const routesOf = (endpoint: Endpoint) => routes.filter((route) => route.endpoint === endpoint);
const fields = (schema: z.ZodType | undefined): string[] => {
  if (schema === undefined) return [];
  const json = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as {
    properties?: object;
    anyOf?: { properties?: object }[];
  };
  return Object.keys(json.properties ?? json.anyOf?.[0]?.properties ?? {});
};

test("every noun's endpoints are in the table of contents", () => {
  const declared = files(/^contract\/[a-z-]+\.ts$/).flatMap(({ path, text }) => {
    if (path === 'contract/endpoint.ts') return [];
    return [...text.matchAll(/export const (\w+) = endpoint\(/g)].map((match) => `${match[1]} in ${path}`);
  });
  const listed = new Set(all.map(({ name }) => name));
  expect(declared.filter((one) => !listed.has(one.split(' ')[0] ?? ''))).toEqual([]);
  expect(declared.length).toBe(all.length);
});

describe('every endpoint', () => {
  test('has exactly one route', () => {
    expect(
      all
        .filter(({ endpoint }) => routesOf(endpoint).length !== 1)
        .map(({ said: what, endpoint }) => `${what}: ${routesOf(endpoint).length}`),
    ).toEqual([]);
    expect(routes.filter((route) => !all.some(({ endpoint }) => endpoint === route.endpoint)).map(({ endpoint }) => endpoint.path)).toEqual(
      [],
    );
  });

  test('has a policy that says in words what is done, and gives reach to somebody', () => {
    const broken = all.filter(({ endpoint }) => {
      const policy = routesOf(endpoint)[0]?.policy;
      if (policy === undefined || policy.action.length < 5) return true;
      const roles = Object.keys(policy.reach);
      if (endpoint.access === 'public') return roles.length > 0;
      return roles.length === 0 || roles.some((role) => !Role.options.includes(role as Role));
    });
    expect(said(broken)).toEqual([]);
  });

  test('has a response schema that says what comes back', () => {
    const broken = all.filter(({ endpoint }) => {
      const json = z.toJSONSchema(endpoint.response, { unrepresentable: 'any', io: 'output' }) as Record<string, unknown>;
      return endpoint.download === undefined && !('properties' in json) && !('anyOf' in json) && !('oneOf' in json);
    });
    expect(said(broken)).toEqual([]);
  });

  test('has a summary that is a sentence', () => {
    expect(said(all.filter(({ endpoint }) => !/^[A-Z].{8,}$/.test(endpoint.summary)))).toEqual([]);
  });

  test('has an address and a name of its own', () => {
    const addresses = all.map(({ endpoint }) => `${endpoint.method} ${endpoint.path.replace(/:\w+/g, ':')}`);
    expect(addresses.filter((one, i) => addresses.indexOf(one) !== i)).toEqual([]);
    const names = all.map(({ name }) => name);
    expect(names.filter((one, i) => names.indexOf(one) !== i)).toEqual([]);
  });

  test('names every part of its address among its params, and no other', () => {
    const broken = all.filter(({ endpoint }) => {
      const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '').sort();
      return JSON.stringify(inPath) !== JSON.stringify(fields(endpoint.params).sort());
    });
    expect(said(broken)).toEqual([]);
  });

  test('has an address of nouns: words with hyphens, no verbs', () => {
    const verbs = /\/(get|create|update|delete|list|find|do|make|set|send|cancel|close|finish)(\/|$)/;
    expect(
      said(all.filter(({ endpoint }) => verbs.test(endpoint.path) || !/^(\/(:\w+|[a-z0-9-]+))+(\.[a-z]+)?$/.test(endpoint.path))),
    ).toEqual([]);
  });

  test('that reads takes no body and no If-Match, and changes nothing', () => {
    const broken = all.filter(
      ({ endpoint }) =>
        endpoint.method === 'GET' && (endpoint.body !== undefined || endpoint.ifMatch === true || endpoint.upload !== undefined),
    );
    expect(said(broken)).toEqual([]);
  });

  test('that changes one thing two people may edit asks for the version it edited', () => {
    // what has no version: settings of one's own, answers kept one by one, rows that are replaced whole by what they replace
    const own =
      /^\/(session|account|me|meetings\/:\w+\/(room|answers|drafts?)|students\/:\w+\/characteristics|imports\/|calendar|own-view|calibration\/own\/|members\/me)/;
    const broken = all.filter(
      ({ endpoint }) => ['PUT', 'PATCH'].includes(endpoint.method) && endpoint.ifMatch !== true && !own.test(endpoint.path),
    );
    expect(said(broken)).toEqual([]);
  });

  test('that lists may be paged, or is short by nature', () => {
    const json = (endpoint: Endpoint) =>
      z.toJSONSchema(endpoint.response, { unrepresentable: 'any', io: 'output' }) as { properties?: Record<string, unknown> };
    const broken = all.filter(({ endpoint }) => {
      const properties = json(endpoint).properties ?? {};
      return 'next' in properties && !['cursor', 'limit'].every((field) => fields(endpoint.query).includes(field));
    });
    expect(said(broken)).toEqual([]);
  });
});
