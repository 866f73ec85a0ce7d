import { z } from 'zod';
import { Id, IdParams, Line, Version } from './common.ts';
import { endpoint } from './endpoint.ts';

/** A reason to refer somebody, from the organisation's own list. */
export const ReferralReason = z.object({
  id: Id,
  code: z.string(),
  label: z.string(),
  shipped: z.boolean(),
  archived: z.boolean(),
  /** Referrals that gave it. */
  used: z.int(),
  version: Version,
});
export type ReferralReason = z.infer<typeof ReferralReason>;

export const listReferralReasons = endpoint({
  method: 'GET',
  path: '/referral-reasons',
  summary: 'List the reasons a student can be referred for, in order, archived ones last.',
  response: z.object({ items: z.array(ReferralReason) }),
});

export const createReferralReason = endpoint({
  method: 'POST',
  path: '/referral-reasons',
  summary: 'Add a reason, at the end of the list.',
  body: z.object({ id: Id, label: Line }),
  response: z.object({ id: Id, version: Version }),
});

export const updateReferralReason = endpoint({
  method: 'PUT',
  path: '/referral-reasons/:id',
  summary: 'Reword a reason, or archive it: it stays on past referrals and is no longer offered.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ label: Line, archived: z.boolean().default(false) }),
  response: z.object({ id: Id, version: Version }),
});

export const orderReferralReasons = endpoint({
  method: 'POST',
  path: '/referral-reason-orders',
  summary: 'Put the reasons in this order; those not named keep theirs, after them.',
  body: z.object({ ids: z.array(Id).min(1).max(200) }),
  response: z.object({ items: z.array(ReferralReason) }),
});
