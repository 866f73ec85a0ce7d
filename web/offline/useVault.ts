import { useEffect, useState } from 'react';
import { useSession } from '../ui/session.ts';
import type { Vault } from './vault.ts';
import { vaultOf } from './vaults.ts';

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
