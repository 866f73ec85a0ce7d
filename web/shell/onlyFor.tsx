import type { Role } from '@waymark/contract/common.ts';
import type { ComponentType } from 'react';
import { useSession } from '../ui/session.ts';
import { NotFound } from './NotFound.tsx';

/** A page for some roles: to others it is not there. What may be read is decided by the server all the same. */
export function onlyFor(roles: readonly Role[], Inner: ComponentType): ComponentType {
  return function OnlyFor() {
    const { can } = useSession();
    return can(...roles) ? <Inner /> : <NotFound />;
  };
}
