import { policy } from '../http/policy.ts';

export const readMeetings = policy('read meetings', {
  admin: 'all',
  lead: 'all',
  mentor: 'caseload',
  student: 'self',
  safeguarding_lead: 'all',
});

export const arrangeMeetings = policy('schedule, change and cancel meetings', { lead: 'all', mentor: 'caseload' });
