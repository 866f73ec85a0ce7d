import { policy } from '../http/policy.ts';

/** Rows of everybody, if under pseudonyms: for those whose work it is to analyse them or to answer for it. */
export const releaseData = policy('take pseudonymised data', { admin: 'all', lead: 'all', analyst: 'all' });
