import { policy } from '../http/policy.ts';

/** Whoever works with young people and may see the student; what they wrote is then the safeguarding lead's alone. */
export const raiseConcerns = policy('raise a concern', {
  lead: 'all',
  mentor: 'caseload',
  school_contact: 'school',
  safeguarding_lead: 'all',
});
export const readConcerns = policy('read concerns', { safeguarding_lead: 'all' });
