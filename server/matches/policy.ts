import { policy } from '../http/policy.ts';

export const readCaseloads = policy('compare caseloads', { admin: 'all', lead: 'all', safeguarding_lead: 'all' });

export const writeMatches = policy('match students with mentors', { admin: 'all', lead: 'all' });

/** Notes may go along, so it takes somebody who may read them. */
export const handOver = policy('hand students over', { lead: 'all' });
