import { Role, type Problem } from '@waymark/contract/common.ts';
import type { Endpoint } from '@waymark/contract/endpoint.ts';
import { endpoints } from '@waymark/contract/endpoints.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../server/routes.ts';
import { newId } from '../server/db/ids.ts';
import { testServer } from '../server/testing/server.ts';

const server = await testServer();
const tokens = new Map<Role, string>();

beforeAll(async () => {
  const organisation = await server.organisation();
  for (const role of Role.options) tokens.set(role, (await organisation.member(role)).token);
});

const members = Object.entries(endpoints())
  .flatMap(([noun, all]) => Object.entries(all).map(([name, endpoint]) => ({ noun, name, endpoint })))
  .filter(({ endpoint }) => endpoint.access !== 'public');
const reachOf = (endpoint: Endpoint) => routes.find((route) => route.endpoint === endpoint)?.policy.reach ?? {};

/** Calls an endpoint with ids of nothing and an empty body: who may not is told so before anything else is looked at. */
async function knock(endpoint: Endpoint, token: string | undefined): Promise<{ status: number; code: string | undefined }> {
  const path = endpoint.path.replace(/:\w+/g, () => newId());
  const headers: Record<string, string> = { 'idempotency-key': newId(), 'content-type': 'application/json', 'if-match': '"1"' };
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  const body = endpoint.method === 'GET' ? null : '{}';
  const response = await server.app.fetch(new Request(`http://127.0.0.1:3000/api${path}`, { method: endpoint.method, headers, body }));
  const said = response.headers.get('content-type')?.includes('problem') ? ((await response.json()) as Problem) : undefined;
  return { status: response.status, code: said?.code };
}

describe.each(members)('$noun: $name', ({ endpoint }) => {
  test('is refused to whoever is not signed in', async () => {
    expect(await knock(endpoint, undefined)).toMatchObject({ status: 401 });
  });

  test('is refused to every role its policy does not name', async () => {
    const reach = reachOf(endpoint);
    for (const role of Role.options.filter((one) => reach[one] === undefined)) {
      expect(await knock(endpoint, tokens.get(role)), role).toMatchObject({ status: 403, code: 'not-allowed' });
    }
  });

  test('answers every role its policy names, with a refusal a person can read where there is nothing to answer', async () => {
    const reach = reachOf(endpoint);
    for (const role of Role.options.filter((one) => reach[one] !== undefined)) {
      const { status, code } = await knock(endpoint, tokens.get(role));
      expect(status, role).toBeLessThan(500);
      expect(code, role).not.toBe('not-allowed');
    }
  });
});
