import { policy } from '../http/policy.ts';

/** Drafts as well as what has left: for those who make reports or answer for them. */
export const readDrafts = policy('read reports that are being written', { admin: 'all', lead: 'all', analyst: 'all' });

/** A school contact reads what was made final about their own school, and nothing else. */
export const readReports = policy('read reports', { admin: 'all', lead: 'all', analyst: 'all', school_contact: 'school' });

/** A report is the organisation's word to people outside. */
export const makeReports = policy('make reports', { lead: 'all', analyst: 'all' });
