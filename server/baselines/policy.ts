import { policy } from '../http/policy.ts';

export const readBaselines = policy('read baselines', { admin: 'all', lead: 'all', mentor: 'caseload', safeguarding_lead: 'all' });

export const takeBaselines = policy('take baselines', { lead: 'all', mentor: 'caseload' });
