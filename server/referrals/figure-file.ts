import { fewBelow, waitBands, type ReferralGroup } from '@waymark/contract/referral-figures.ts';
import { csvOf } from '../csv.ts';

const bandLabels = [
  ...waitBands.map((upTo, index) =>
    index === 0 ? `Waited up to ${upTo} days` : `Waited ${(waitBands[index - 1] ?? 0) + 1} to ${upTo} days`,
  ),
  `Waited more than ${waitBands.at(-1)} days`,
];

const header = [
  'Group',
  'Referrals',
  'Accepted',
  'Declined',
  'Referred on',
  'Undecided',
  'Withdrawn',
  'Share accepted of decided',
  'Decided (n for waiting)',
  'Median days waited',
  'Longest days waited',
  ...bandLabels,
  'Longest wait of the undecided (days)',
  'Small number',
  'Grouped by',
  'Received',
  'Data as of',
];

const note = 'Small numbers can identify people: suppress them before this leaves the organisation.';

/** The figures of the page as a CSV file, with what they are of on every row. Cells a spreadsheet would take for a formula are escaped. */
export function figuresFile(
  groups: readonly ReferralGroup[],
  total: ReferralGroup,
  about: { by: string; received: string; asOf: string },
): string {
  const row = (group: ReferralGroup, label: string) => [
    label,
    group.referrals,
    group.accepted,
    group.declined,
    group.redirected,
    group.undecided,
    group.withdrawn,
    group.shareAccepted === null ? '' : group.shareAccepted.toFixed(3),
    group.waited.n,
    group.waited.median ?? '',
    group.waited.longest ?? '',
    ...group.waited.bands,
    group.longestOpen ?? '',
    group.few ? `fewer than ${fewBelow}. ${note}` : '',
    about.by,
    about.received,
    about.asOf,
  ];
  const rows = [...groups.map((group) => row(group, group.label)), row(total, 'All referrals')];
  return csvOf([header, ...rows]);
}
