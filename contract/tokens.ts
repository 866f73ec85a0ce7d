import { z } from 'zod';
import { Done, Id, IdParams, Instant, Line } from './common.ts';
import { endpoint } from './endpoint.ts';

export const AccessToken = z.object({ id: Id, name: z.string(), createdAt: Instant, expiresAt: Instant, lastUsedAt: Instant.nullable() });

export const listTokens = endpoint({
  method: 'GET',
  path: '/me/tokens',
  summary: 'My personal access tokens that still work',
  response: z.object({ tokens: z.array(AccessToken) }),
});

export const createToken = endpoint({
  method: 'POST',
  path: '/me/tokens',
  summary: 'Make a personal access token; its secret is shown this once',
  body: z.object({ id: Id, name: Line, days: z.int().min(1).max(366, 'At most 366 days.') }),
  response: AccessToken.extend({ secret: z.string() }),
});

export const revokeToken = endpoint({
  method: 'DELETE',
  path: '/me/tokens/:id',
  summary: 'Revoke a personal access token',
  params: IdParams,
  response: Done,
});
