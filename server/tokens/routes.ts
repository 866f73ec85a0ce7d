import { dayLength } from '@waymark/contract/days.ts';
import { createToken, listTokens, revokeToken, tokenOf } from '@waymark/contract/tokens.ts';
import { hashOf } from '../accounts/secrets.ts';
import { everybody } from '../http/policy.ts';
import { notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';

const ownTokens = everybody('use personal access tokens');

export const routes = [
  route(listTokens, ownTokens, async ({ tx, actor, now }) => {
    const rows = await tx
      .selectFrom('access_tokens')
      .selectAll()
      .where('org_id', '=', actor.orgId)
      .where('member_id', '=', actor.memberId)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now.toISOString())
      .orderBy('created_at', 'desc')
      .execute();
    return {
      tokens: rows.map((row) => ({
        id: row.id,
        name: row.name,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
        lastUsedAt: row.last_used_at,
      })),
    };
  }),
  route(createToken, ownTokens, async ({ tx, actor, body, now, audit }) => {
    const expiresAt = new Date(now.getTime() + body.days * dayLength).toISOString();
    await tx
      .insertInto('access_tokens')
      .values({
        org_id: actor.orgId,
        id: body.id,
        member_id: actor.memberId ?? '',
        name: body.name,
        token_hash: hashOf(tokenOf(body.secret)),
        created_at: now.toISOString(),
        expires_at: expiresAt,
      })
      .execute();
    await audit('token.created', 'access_token', body.id, { detail: { days: body.days } });
    return { id: body.id, name: body.name, createdAt: now.toISOString(), expiresAt, lastUsedAt: null };
  }),
  route(revokeToken, ownTokens, async ({ tx, actor, params, now, audit, accounts, afterCommit }) => {
    const done = await tx
      .updateTable('access_tokens')
      .set({ revoked_at: now.toISOString() })
      .where('org_id', '=', actor.orgId)
      .where('member_id', '=', actor.memberId)
      .where('id', '=', params.id)
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) throw notFound('token');
    await audit('token.revoked', 'access_token', params.id);
    afterCommit(() => accounts.forget());
    return { done: true as const };
  }),
];
