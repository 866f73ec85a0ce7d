import { z } from 'zod';
import { Done, Id, IdParams, Instant, Line, Secret } from './common.ts';
import { endpoint } from './endpoint.ts';

export const AccessToken = z.object({ id: Id, name: z.string(), createdAt: Instant, expiresAt: Instant, lastUsedAt: Instant.nullable() });

/** What a token is sent as, in `Authorization: Bearer`. */
export const tokenOf = (secret: string): string => `wm_${secret}`;

export const listTokens = endpoint({
  method: 'GET',
  path: '/me/tokens',
  summary: 'My personal access tokens that still work',
  response: z.object({ tokens: z.array(AccessToken) }),
});

export const createToken = endpoint({
  method: 'POST',
  path: '/me/tokens',
  summary: 'Make a personal access token of a secret of your own making. The token is `wm_` and the secret; only its hash is kept.',
  body: z.object({ id: Id, name: Line, secret: Secret, days: z.int().min(1).max(366, 'At most 366 days.') }),
  response: AccessToken,
});

export const revokeToken = endpoint({
  method: 'DELETE',
  path: '/me/tokens/:id',
  summary: 'Revoke a personal access token',
  params: IdParams,
  response: Done,
});
