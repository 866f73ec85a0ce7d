import { policy } from '../http/policy.ts';

export const readReviews = policy('read reviews', { admin: 'all', lead: 'all', mentor: 'caseload', safeguarding_lead: 'all' });

/** Holding one is for whoever mentors the student, and for leads in their place. */
export const holdReviews = policy('hold reviews', { lead: 'all', mentor: 'caseload' });

export const scheduleReviews = policy('schedule reviews', { admin: 'all', lead: 'all' });
