import { dayLength } from '@waymark/contract/days.ts';
import { offlineDatabase } from '../offline/database.ts';
import type { Vault } from '../offline/vault.ts';
import type { OwnDraft } from './ownDraft.ts';

/** A view nobody sent is dropped from the device after this many days: by then it is no longer how they see themselves. */
const KEPT_DAYS = 14;

const idOf = (vault: Vault, enrolmentId: string) => `${vault.owner}|own-view|${enrolmentId}`;

/** A student's unsent view under an enrolment, sealed on this device until it is sent or they sign out. */
export async function keptOwnDraft(vault: Vault, enrolmentId: string): Promise<OwnDraft | undefined> {
  const row = await (await offlineDatabase()).get('kept', idOf(vault, enrolmentId));
  if (!row || row.expiresAt < Date.now()) return undefined;
  return (await vault.open(row.sealed)) as OwnDraft | undefined;
}

export async function keepOwnDraft(vault: Vault, enrolmentId: string, draft: OwnDraft): Promise<void> {
  // sealed before the database is asked: IndexedDB ends a transaction that waits for anything else
  const sealed = await vault.seal(draft);
  const now = Date.now();
  await (
    await offlineDatabase()
  ).put('kept', { id: idOf(vault, enrolmentId), owner: vault.owner, keptAt: now, expiresAt: now + KEPT_DAYS * dayLength, sealed });
}

export async function dropOwnDraft(vault: Vault, enrolmentId: string): Promise<void> {
  await (await offlineDatabase()).delete('kept', idOf(vault, enrolmentId));
}
