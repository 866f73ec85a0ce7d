import * as contract from '@waymark/contract/referral-figures.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { route } from '../http/route.ts';
import { figuresFile } from './figure-file.ts';
import { countReferrals, findGroupingCharacteristics } from './figure-queries.ts';
import * as policy from './policy.ts';

const groupings = { reason: 'Reason', school: 'School', year: 'Year group', source: 'How it came in', referrer: 'Who asked' };

async function figures(tx: Tx, actor: Actor, query: { by: string; from?: string | undefined; to?: string | undefined }, now: Date) {
  const window = { from: query.from ?? null, to: query.to ?? null, timeZone: actor.timeZone };
  const [total] = await countReferrals(tx, actor.orgId, 'total', window, now);
  const groups = await countReferrals(tx, actor.orgId, query.by, window, now);
  const characteristics = await findGroupingCharacteristics(tx, actor.orgId);
  const offers = [
    ...Object.entries(groupings).map(([by, label]) => ({ by, label })),
    ...characteristics.map(({ code, label }) => ({ by: `characteristic:${code}`, label })),
  ];
  return {
    asOf: now.toISOString(),
    from: window.from,
    to: window.to,
    total: total ?? nothing,
    groups,
    overlapping: query.by === 'reason',
    offers,
  };
}

const nothing: contract.ReferralGroup = {
  key: 'total',
  label: '',
  referrals: 0,
  accepted: 0,
  declined: 0,
  redirected: 0,
  undecided: 0,
  withdrawn: 0,
  shareAccepted: null,
  waited: { n: 0, median: null, longest: null, bands: [...contract.waitBands.map(() => 0), 0] },
  longestOpen: null,
  few: true,
};

export const figureRoutes = [
  route(contract.getReferralFigures, policy.readFigures, ({ actor, tx, query, now }) => figures(tx, actor, query, now)),

  route(contract.exportReferralFigures, policy.readFigures, async ({ actor, tx, query, now, today, logAccess }) => {
    await logAccess('referral figures, exported');
    const { groups, total, from, to, offers, asOf } = await figures(tx, actor, query, now);
    const received = from === null && to === null ? 'at any time' : `${from ?? 'the beginning'} to ${to ?? today}`;
    const by = offers.find((one) => one.by === query.by)?.label ?? query.by;
    return {
      fileName: `referrals-by-${query.by.replace(':', '-')}-${today}.csv`,
      content: figuresFile(groups, total, { by, received, asOf }),
    };
  }),
];
