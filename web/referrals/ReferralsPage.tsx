import * as t from '../strings/catalogue.ts';
import { useSession } from '../ui/session.ts';
import { Component as OwnReferrals } from './OwnReferralsPage.tsx';
import { TriagePage } from './TriagePage.tsx';

export const handle = { crumb: t.referrals.title };

/** `/referrals`: the queue for those who triage or oversee it; their own for those who refer. */
export function Component() {
  const { can } = useSession();
  return can('lead', 'admin', 'safeguarding_lead') ? <TriagePage /> : <OwnReferrals />;
}
