import { policy } from '../http/policy.ts';

export const readReadings = policy('read measures of students', {
  admin: 'all',
  lead: 'all',
  mentor: 'caseload',
  safeguarding_lead: 'all',
});

export const recordReadings = policy('record readings', { lead: 'all', mentor: 'caseload' });
