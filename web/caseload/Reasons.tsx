import { Badge, Group } from '@mantine/core';
import type { FollowUpReason } from '@waymark/contract/caseload.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';

const colours: Record<FollowUpReason['reason'], string> = {
  missed_in_a_row: 'red',
  no_contact: 'red',
  overdue_actions: 'orange',
  meeting_not_recorded: 'orange',
  review_overdue: 'orange',
  no_baseline: 'gray',
  no_next_meeting: 'gray',
  stale_outcomes: 'gray',
};

/** Why a student needs follow-up, heaviest first, each in words. */
export function Reasons({ reasons }: { reasons: readonly FollowUpReason[] }) {
  return (
    <Group component="ul" gap={6} m={0} mt={4} p={0} style={{ listStyle: 'none' }}>
      {reasons.map((reason) => (
        <li key={reason.reason}>
          <Badge
            color={colours[reason.reason]}
            style={{ height: 'auto', whiteSpace: 'normal' }}
            styles={{ label: { whiteSpace: 'normal' } }}
          >
            {t.caseload.reason(reason, formatShortDate)}
          </Badge>
        </li>
      ))}
    </Group>
  );
}
