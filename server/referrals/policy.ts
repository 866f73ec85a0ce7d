import { policy } from '../http/policy.ts';

/** A mentor refers from the caseload, a school contact from the own school; a lead records anybody's request. */
export const makeReferrals = policy('refer students', { lead: 'all', mentor: 'caseload', school_contact: 'school' });

/** One's own referrals, wherever their students are now. */
export const readOwnReferrals = policy('read referrals of their own', { lead: 'all', mentor: 'caseload', school_contact: 'school' });

export const readReferrals = policy('read referrals', { admin: 'all', lead: 'all', safeguarding_lead: 'all' });

export const triage = policy('decide on referrals', { lead: 'all' });

export const readReasons = policy('read the reasons to refer for', {
  admin: 'all',
  lead: 'all',
  mentor: 'all',
  school_contact: 'all',
  analyst: 'all',
  safeguarding_lead: 'all',
});

export const writeReasons = policy('change the reasons to refer for', { admin: 'all', lead: 'all' });

export const readLinks = policy('see referral links', { admin: 'all', lead: 'all' });

export const writeLinks = policy('make and take back referral links', { lead: 'all' });

export const readMentorRoom = policy('see how much room mentors have', { admin: 'all', lead: 'all' });

export const writeMentorRoom = policy('say how many students a mentor may have', { admin: 'all', lead: 'all' });

/** Counts without names. */
export const readFigures = policy('read the figures of referrals', { admin: 'all', lead: 'all', analyst: 'all', safeguarding_lead: 'all' });
