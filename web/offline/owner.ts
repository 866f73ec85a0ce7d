import { useEffect, useState } from 'react';
import { useSession } from '../ui/session.ts';
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

/** The vault of whoever is signed in: `pending` while it is opened. */
export function useVault(): { pending: boolean; vault: Vault | undefined } {
  const { memberId } = useSession();
  const [state, setState] = useState<{ pending: boolean; vault: Vault | undefined }>({ pending: true, vault: undefined });
  useEffect(() => {
    let current = true;
    void vaultOf(memberId).then((vault) => current && setState({ pending: false, vault }));
    return () => {
      current = false;
    };
  }, [memberId]);
  return state;
}
