import { policy } from '../http/policy.ts';

export const listSchools = policy('list schools', {
  admin: 'all',
  lead: 'all',
  mentor: 'caseload',
  analyst: 'all',
  safeguarding_lead: 'all',
});

export const writeSchools = policy('change schools', { admin: 'all', lead: 'all' });
