import { useSession } from '../ui/session.ts';
import * as t from '../strings/catalogue.ts';
import { ConcernList } from './ConcernList.tsx';
import { Receipts } from './Receipts.tsx';

export const handle = { crumb: t.concerns.list.title };

/** The safeguarding lead sees the concerns; whoever raised one sees its receipt. */
export function Component() {
  const { can } = useSession();
  return can('safeguarding_lead') ? <ConcernList /> : <Receipts />;
}
