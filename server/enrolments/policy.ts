import { policy } from '../http/policy.ts';

export const listEnrolments = policy('list who takes part', { admin: 'all', lead: 'all', mentor: 'caseload', safeguarding_lead: 'all' });

export const writeEnrolments = policy('enrol students', { admin: 'all', lead: 'all' });
