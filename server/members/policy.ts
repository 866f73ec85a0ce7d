import { everybody, policy } from '../http/policy.ts';

export const readMembers = policy('see the list of people', { admin: 'all', lead: 'all' });
export const manageMembers = policy('manage people', { admin: 'all' });
export const listMentorNames = policy('see the list of mentors', { admin: 'all', lead: 'all', mentor: 'all', safeguarding_lead: 'all' });
export const ownPreferences = everybody('change their own preferences');
