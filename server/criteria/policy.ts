import { policy } from '../http/policy.ts';

/** On which grounds students are referred is no secret to those who refer or are asked about it. */
export const readCriteria = policy('read the referral criteria', {
  admin: 'all',
  lead: 'all',
  mentor: 'all',
  school_contact: 'all',
  analyst: 'all',
  safeguarding_lead: 'all',
});

export const writeCriteria = policy('change the referral criteria', { admin: 'all', lead: 'all' });

export const readProposals = policy('see whom the criteria find', { admin: 'all', lead: 'all' });

export const referProposals = policy('refer students whom the criteria find', { lead: 'all' });
