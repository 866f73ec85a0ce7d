import { policy } from '../http/policy.ts';

export const readTargets = policy('read targets', {
  admin: 'all',
  lead: 'all',
  mentor: 'caseload',
  student: 'self',
  safeguarding_lead: 'all',
});

export const writeTargets = policy('set targets', { lead: 'all', mentor: 'caseload' });
