import { openVault, type Vault } from './vault.ts';

const opened = new Map<string, Promise<Vault | undefined>>();

/** The vault of a member on this device; undefined where the browser keeps nothing (private windows, no secure connection). */
export function vaultOf(memberId: string): Promise<Vault | undefined> {
  let vault = opened.get(memberId);
  if (!vault) {
    vault = openVault(memberId).catch(() => undefined);
    opened.set(memberId, vault);
  }
  return vault;
}

/** After signing out: the keys are gone, and so must be what was opened with them. */
export function forgetVaults(): void {
  opened.clear();
}
