import * as contract from '@waymark/contract/referral-reasons.ts';
import { codeFor } from '../characteristics/rules.ts';
import { Refusal, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import * as policy from './policy.ts';
import { findReasons, insertReason, orderReasons, updateReason } from './reason-queries.ts';

function labelTaken(label: string, archived: boolean): Refusal {
  const message = `There is a reason called “${label}” already.${archived ? ' It is archived; take it back into use.' : ''}`;
  return new Refusal(409, 'label-taken', message, undefined, [{ field: 'label', value: label, message }]);
}

const alike = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

export const reasonRoutes = [
  route(contract.listReferralReasons, policy.readReasons, async ({ actor, tx }) => ({ items: await findReasons(tx, actor.orgId) })),

  route(contract.createReferralReason, policy.writeReasons, async ({ actor, tx, body, audit }) => {
    const all = await findReasons(tx, actor.orgId);
    const here = all.find((one) => one.id === body.id);
    if (here !== undefined) return { id: here.id, version: here.version };
    const same = all.find((one) => alike(one.label, body.label));
    if (same !== undefined) throw labelTaken(same.label, same.archived);
    const code = codeFor(body.label, new Set(all.map((one) => one.code)));
    await insertReason(tx, actor.orgId, { id: body.id, label: body.label, code });
    await audit('referral_reason.created', 'referral_reason', body.id, { detail: { label: body.label } });
    return { id: body.id, version: 1 };
  }),

  route(contract.updateReferralReason, policy.writeReasons, async ({ actor, tx, params, body, ifMatch, now, audit }) => {
    const all = await findReasons(tx, actor.orgId);
    const before = all.find((one) => one.id === params.id);
    if (before === undefined) throw notFound('reason');
    const same = all.find((one) => one.id !== params.id && alike(one.label, body.label));
    if (same !== undefined) throw labelTaken(same.label, same.archived);
    const version = await updateReason(tx, actor.orgId, params.id, body, ifMatch, now);
    if (version === undefined) throw stale('reason');
    await audit('referral_reason.updated', 'referral_reason', params.id, { detail: { before: before.label, ...body } });
    return { id: params.id, version };
  }),

  route(contract.orderReferralReasons, policy.writeReasons, async ({ actor, tx, body, audit }) => {
    await orderReasons(tx, actor.orgId, body.ids);
    await audit('referral_reason.ordered', 'referral_reason', null);
    return { items: await findReasons(tx, actor.orgId) };
  }),
];
