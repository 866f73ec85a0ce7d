import { dayLength } from '@waymark/contract/days.ts';
import { OfflineError } from '@waymark/contract/client.ts';
import { offlineDatabase } from './database.ts';
import type { Vault } from './vault.ts';

/** What was read is kept on the device this long: a week's meetings, and no archive of other people's lives. */
export const readsKeptDays = 7;

const idOf = (vault: Vault, key: readonly unknown[]) => `${vault.owner}|${JSON.stringify(key)}`;

/** Reads, and keeps what was read; without a connection, answers what was kept the last time. Refusals are never covered up. */
export async function readThrough<Data>(vault: Vault | undefined, key: readonly unknown[], read: () => Promise<Data>): Promise<Data> {
  try {
    const data = await read();
    if (vault) await keepRead(vault, key, data).catch(() => undefined);
    return data;
  } catch (error) {
    const kept = vault && error instanceof OfflineError ? await keptRead<Data>(vault, key).catch(() => undefined) : undefined;
    if (kept === undefined) throw error;
    return kept;
  }
}

async function keepRead(vault: Vault, key: readonly unknown[], data: unknown): Promise<void> {
  const sealed = await vault.seal(data);
  const now = Date.now();
  const database = await offlineDatabase();
  await database.put('kept', { id: idOf(vault, key), owner: vault.owner, keptAt: now, expiresAt: now + readsKeptDays * dayLength, sealed });
}

/** What was kept the last time, if it still is. */
export async function keptRead<Data>(vault: Vault, key: readonly unknown[]): Promise<Data | undefined> {
  const database = await offlineDatabase();
  const row = await database.get('kept', idOf(vault, key));
  if (!row || row.expiresAt < Date.now()) return undefined;
  return (await vault.open(row.sealed)) as Data | undefined;
}

/** Drops one kept read: a finished meeting need not stay on a phone. */
export async function dropRead(vault: Vault, key: readonly unknown[]): Promise<void> {
  await (await offlineDatabase()).delete('kept', idOf(vault, key));
}
