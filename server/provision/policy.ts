import { policy } from '../http/policy.ts';

/** Counts over everybody: a mentor's own are in outcomes over time, and a school's would have to be suppressed first. */
export const readProvision = policy('read the evidence of provision', { admin: 'all', lead: 'all', analyst: 'all' });

/** The pack is the lead's word to people outside. */
export const makePack = policy('make the self-evaluation pack', { admin: 'all', lead: 'all' });
