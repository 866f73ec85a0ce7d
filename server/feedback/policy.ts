import { policy } from '../http/policy.ts';

/** School contacts read what they gave and students what was shared with them: row-level security leaves out the rest. */
export const readFeedback = policy('read classroom feedback', {
  lead: 'all',
  mentor: 'caseload',
  safeguarding_lead: 'all',
  school_contact: 'school',
  student: 'self',
});

export const giveFeedback = policy('give classroom feedback', { lead: 'all', mentor: 'caseload', school_contact: 'school' });

export const shareFeedback = policy('show classroom feedback to students', { lead: 'all', mentor: 'caseload' });

export const readRequests = policy('read who was asked for feedback', { lead: 'all', mentor: 'caseload', safeguarding_lead: 'all' });

/** Asking, reminding, taking back, and reading the link to hand it over. */
export const askTeachers = policy('ask teachers for feedback', { lead: 'all', mentor: 'caseload' });
