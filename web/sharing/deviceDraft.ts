import { dayLength } from '@waymark/contract/days.ts';
import { offlineDatabase } from '../offline/database.ts';
import type { Vault } from '../offline/vault.ts';
import type { ShareDraft } from './shareDraft.ts';

/** Something nobody shared is dropped from the device after this many days: by then its figures are old. */
const KEPT_DAYS = 7;

const idOf = (vault: Vault, studentId: string) => `${vault.owner}|share|${studentId}`;

/** What a member was about to share of a student, sealed on this device until it is shared or they sign out. */
export async function keptShareDraft(vault: Vault, studentId: string): Promise<ShareDraft | undefined> {
  const row = await (await offlineDatabase()).get('kept', idOf(vault, studentId));
  if (!row || row.expiresAt < Date.now()) return undefined;
  return (await vault.open(row.sealed)) as ShareDraft | undefined;
}

export async function keepShareDraft(vault: Vault, studentId: string, draft: ShareDraft): Promise<void> {
  // sealed before the database is asked: IndexedDB ends a transaction that waits for anything else
  const sealed = await vault.seal(draft);
  const now = Date.now();
  const row = { id: idOf(vault, studentId), owner: vault.owner, keptAt: now, expiresAt: now + KEPT_DAYS * dayLength, sealed };
  await (await offlineDatabase()).put('kept', row);
}

export async function dropShareDraft(vault: Vault, studentId: string): Promise<void> {
  await (await offlineDatabase()).delete('kept', idOf(vault, studentId));
}
