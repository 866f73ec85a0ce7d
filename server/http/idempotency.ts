import { createHash } from 'node:crypto';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';
import { Refusal } from './refusal.ts';

export interface KeptAnswer {
  status: number;
  etag: string | null;
  body: unknown;
}

/** What a request is, so that a key is not used for two different ones. */
export function requestHash(method: string, path: string, body: string | Uint8Array): string {
  return createHash('sha256').update(`${method} ${path}\n`).update(body).digest('hex');
}

/**
 * Claims the key inside the write's own transaction, so that the answer is kept exactly when the write is. A second
 * request with the same key waits here for the first, then gets its answer.
 * @returns the answer already given, or undefined when this is the first
 * @throws Refusal 422 when the key was used for something else
 */
export async function claimKey(tx: Tx, actor: Actor, key: string, hash: string): Promise<KeptAnswer | undefined> {
  const memberId = actor.memberId ?? actor.orgId;
  const claimed = await tx
    .insertInto('idempotency_keys')
    .values({ org_id: actor.orgId, member_id: memberId, key, request_hash: hash })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (claimed.numInsertedOrUpdatedRows === 1n) return undefined;
  const kept = await tx
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'status', 'etag', 'body'])
    .where('org_id', '=', actor.orgId)
    .where('member_id', '=', memberId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (kept.request_hash !== hash) {
    throw new Refusal(
      422,
      'idempotency-key-reused',
      'This Idempotency-Key was already used for a different request.',
      'Use a new key for each new write.',
    );
  }
  return { status: kept.status ?? 200, etag: kept.etag, body: kept.body };
}

/** Keeps the answer under the key that was claimed. */
export async function keepAnswer(tx: Tx, actor: Actor, key: string, answer: KeptAnswer): Promise<void> {
  await tx
    .updateTable('idempotency_keys')
    .set({ status: answer.status, etag: answer.etag, body: jsonb(answer.body) as never })
    .where('org_id', '=', actor.orgId)
    .where('member_id', '=', actor.memberId ?? actor.orgId)
    .where('key', '=', key)
    .execute();
}
