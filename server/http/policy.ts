import type { Role } from '@waymark/contract/common.ts';
import type { Scope } from '../db/actor.ts';

/** Who may do one thing, and to which students: the reach of each role that may do it at all. */
export interface Policy {
  /** What is done, as it stands after "may not": "read students". */
  readonly action: string;
  readonly reach: Readonly<Partial<Record<Role, Scope>>>;
}

/** A line of the access table. A role that is not named may not do it. */
export function policy(action: string, reach: Partial<Record<Role, Scope>>): Policy {
  return { action, reach };
}

/** Every role with a seat, for what is about nobody but the person asking. */
export function everybody(action: string): Policy {
  return policy(action, {
    admin: 'all',
    lead: 'all',
    mentor: 'caseload',
    school_contact: 'school',
    student: 'self',
    analyst: 'all',
    safeguarding_lead: 'all',
  });
}

/** For endpoints that need no seat; what they may do they decide by a secret the caller holds. */
export const anyone = policy('anything public', {});
