import { Badge } from '@mantine/core';
import type { ReferralStatus } from '@waymark/contract/referrals.ts';
import * as t from '../strings/catalogue.ts';

const colours: Record<ReferralStatus, string> = {
  open: 'blue',
  waiting: 'orange',
  accepted: 'waymark',
  declined: 'gray',
  redirected: 'gray',
  withdrawn: 'gray',
};

/** What became of a referral: in words, the colour only helps the eye. */
export function StatusBadge({ status }: { status: ReferralStatus }) {
  return <Badge color={colours[status]}>{t.referrals.statuses[status]}</Badge>;
}
