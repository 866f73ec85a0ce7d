import { offlineDatabase, type Sealed } from './database.ts';

/** What one person keeps on this device, readable only with their key. */
export interface Vault {
  /** The member whose it is. */
  readonly owner: string;
  seal(value: unknown): Promise<Sealed>;
  /** Undefined when it cannot be read: sealed with a key that is gone. */
  open(sealed: Sealed): Promise<unknown>;
}

/**
 * Opens a person's vault on this device, making its key the first time. The key is not extractable: a copy of the
 * browser's files without the browser's own key store yields nothing, and neither does another person's session.
 */
export async function openVault(owner: string): Promise<Vault> {
  const database = await offlineDatabase();
  // made before the transaction: one that waits for anything but the database ends itself
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const transaction = database.transaction('keys', 'readwrite');
  // two tabs opening at once must end with one key
  const existing = await transaction.store.get(owner);
  if (existing === undefined) await transaction.store.add({ owner, key: fresh });
  await transaction.done;
  const key = existing?.key ?? fresh;
  return {
    owner,
    async seal(value) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(value));
      return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain) };
    },
    async open(sealed) {
      try {
        const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, key, sealed.data);
        return JSON.parse(new TextDecoder().decode(plain)) as unknown;
      } catch {
        return undefined;
      }
    },
  };
}

/** Signing out: every key on this device goes first, so that whatever else is left can no longer be read; then the rest. */
export async function destroyVaults(): Promise<void> {
  const database = await offlineDatabase();
  for (const store of ['keys', 'answers', 'kept', 'outbox'] as const) await database.clear(store);
}

/** Whether signing out now would lose something that has not reached the server. */
export async function unsentOnThisDevice(owner: string): Promise<{ answers: number; writes: number; ownViews: number }> {
  const database = await offlineDatabase();
  return {
    ownViews: await database.count('kept', IDBKeyRange.bound(`${owner}|own-view|`, `${owner}|own-view|\uFFFF`)),
    answers: await database.countFromIndex('answers', 'unsaved', [owner, 0]),
    writes: await database.countFromIndex('outbox', 'owner', owner),
  };
}

/** Drops what has outlived its time. Answers that never reached the server are told about before (see `background.ts`). */
export async function dropExpired(now: number): Promise<void> {
  const database = await offlineDatabase();
  for (const store of ['answers', 'kept'] as const) {
    const transaction = database.transaction(store, 'readwrite');
    const past = IDBKeyRange.upperBound(now);
    for (const id of await transaction.store.index('expires').getAllKeys(past)) await transaction.store.delete(id);
    await transaction.done;
  }
}
