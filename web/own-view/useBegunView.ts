import { useEffect, useState } from 'react';
import { useVault } from '../offline/useVault.ts';
import { keptOwnDraft } from './deviceDraft.ts';
import { answeredCount } from './ownDraft.ts';

/** Whether a view under this enrolment was begun on this device and not sent. */
export function useBegunView(enrolmentId: string): boolean {
  const { vault } = useVault();
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    let current = true;
    if (vault) {
      void keptOwnDraft(vault, enrolmentId)
        .catch(() => undefined)
        .then((draft) => current && setBegun(draft !== undefined && answeredCount(draft) > 0));
    }
    return () => {
      current = false;
    };
  }, [enrolmentId, vault]);
  return begun;
}
