import { uuidv7 } from 'uuidv7';
import { ApiError, OfflineError, type Call, type CallInput } from '@waymark/contract/client.ts';
import type { Endpoint, ResponseOf } from '@waymark/contract/endpoint.ts';
import type { Problem } from '@waymark/contract/common.ts';
import { offlineDatabase } from './database.ts';
import type { Vault } from './vault.ts';

/*
 * Writes that wait for a connection. Kept in the order they were made; each carries the idempotency key it was born
 * with, so that one whose answer was lost on the way is made once. What the server refuses stays, with what it said,
 * until somebody has read it: nothing leaves this queue in silence.
 */

/** A write that waits. */
export interface Waiting {
  id: string;
  /** Writes of one lane go one after another; a refused one holds up those behind it, not other lanes. */
  lane: string;
  attempts: number;
  /** What the person did, to be shown while it waits: "Finish the meeting with Ada". */
  what: string;
  /** Where it can be put right. */
  to: string;
  endpoint: Pick<Endpoint, 'method' | 'path'>;
  input: Record<string, unknown>;
  /** What the server said when it would not have it. */
  problem?: Problem;
}

const channel = new BroadcastChannel('waymark-outbox');
const listeners = new Set<() => void>();
channel.addEventListener('message', () => tellHere());
const tellHere = () => {
  for (const listener of listeners) listener();
};
const tell = () => {
  tellHere();
  channel.postMessage('changed');
};

/** Calls back whenever the queue changes, in this tab or another. */
export function watchOutbox(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Everything that waits, in order, the refused included. */
export async function waitingWrites(vault: Vault): Promise<Waiting[]> {
  const database = await offlineDatabase();
  const rows = await database.getAllFromIndex('outbox', 'owner', vault.owner);
  const writes = await Promise.all(
    rows.map(async (row) => {
      const content = (await vault.open(row.sealed)) as Waiting | undefined;
      return content && { ...content, id: row.id, lane: row.lane, attempts: row.attempts };
    }),
  );
  // UUIDv7 sorts by the moment it was made
  return writes.filter((write) => write !== undefined).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Puts a write in the queue. It is on the device when this resolves; `send` takes it from there. */
export async function postpone<E extends Endpoint>(
  vault: Vault,
  write: { lane: string; what: string; to: string; endpoint: E; input: CallInput<E> },
): Promise<Waiting> {
  const { endpoint, input, ...rest } = write;
  const waiting: Waiting = {
    ...rest,
    id: uuidv7(),
    attempts: 0,
    endpoint: { method: endpoint.method, path: endpoint.path },
    input: { ...input, idempotencyKey: input.idempotencyKey ?? crypto.randomUUID() },
  };
  await put(vault, waiting);
  tell();
  return waiting;
}

/** Takes a write out of the queue: it was put right some other way, or the person decided against it. */
export async function withdraw(id: string): Promise<void> {
  await (await offlineDatabase()).delete('outbox', id);
  tell();
}

async function put(vault: Vault, waiting: Waiting): Promise<void> {
  const sealed = await vault.seal(waiting);
  const database = await offlineDatabase();
  await database.put('outbox', {
    id: waiting.id,
    owner: vault.owner,
    lane: waiting.lane,
    attempts: waiting.attempts,
    refused: waiting.problem ? 1 : 0,
    sealed,
  });
}

export interface Sent {
  write: Waiting;
  answer: ResponseOf<Endpoint>;
}

/**
 * Sends what waits, once through, each lane in order. One tab at a time does it. Answers whether anything is left to
 * try again; what arrived is handed to `onSent`.
 */
export async function sendWaiting(vault: Vault, call: Call, onSent: (sent: Sent) => void | Promise<void>): Promise<'empty' | 'left'> {
  return navigator.locks.request(`waymark-outbox-${vault.owner}`, async () => {
    const stopped = new Set<string>();
    let left = false;
    for (const write of await waitingWrites(vault)) {
      if (write.problem) stopped.add(write.lane);
      if (stopped.has(write.lane)) continue;
      try {
        const answer = await call(write.endpoint as Endpoint, write.input as never);
        await onSent({ write, answer });
        await (await offlineDatabase()).delete('outbox', write.id);
        tell();
      } catch (error) {
        stopped.add(write.lane);
        const next = { ...write, attempts: write.attempts + 1 };
        if (isRefusal(error)) next.problem = error.problem;
        else left = true;
        // unless it was withdrawn while it was under way
        if (await (await offlineDatabase()).get('outbox', write.id)) await put(vault, next);
        tell();
        if (error instanceof OfflineError) return 'left';
      }
    }
    return left ? 'left' : 'empty';
  });
}

/** Refused for good: sending the same again cannot help. A session that ended, a busy or broken server can pass. */
function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status < 500 && ![401, 408, 425, 429].includes(error.status);
}

/** How long to wait before trying again: doubling from two seconds to five minutes, spread so that a school does not all come at once. */
export function backoff(attempt: number, random: number): number {
  return Math.min(300_000, 2_000 * 2 ** Math.min(attempt, 10)) * (0.75 + random / 2);
}
