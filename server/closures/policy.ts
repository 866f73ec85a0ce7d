import { policy } from '../http/policy.ts';

/** Whoever mentors the student closes their case, and leads any. */
export const closeCases = policy('close cases', { admin: 'all', lead: 'all', mentor: 'caseload' });

export const readClosures = policy('read closed cases', { admin: 'all', lead: 'all', mentor: 'caseload', safeguarding_lead: 'all' });

/** A mentor's match ended with the case: what they closed and are to follow up they see all the same, and no more of it than that. */
export const followUp = policy('follow up closed cases', { lead: 'all', mentor: 'caseload' });

/** The words for the student, and what happens next: a lead completes them where a case was closed with many others. */
export const reviseClosures = policy('complete the words of closed cases', { lead: 'all' });

export const reopenCases = policy('take closed cases up again', { admin: 'all', lead: 'all' });

export const readOwnClosures = policy('read the words written for you', { student: 'self' });
