import { policy } from '../http/policy.ts';

/** What there is, and how much of it the students in reach received. */
export const readInterventions = policy('read other help', { admin: 'all', lead: 'all', mentor: 'caseload', safeguarding_lead: 'all' });

export const keepInterventions = policy('define other help', { admin: 'all', lead: 'all' });

/** Lists and registers: of the caseload, or of all. */
export const recordParticipation = policy('record other help', { lead: 'all', mentor: 'caseload' });

export const readStudentHelp = policy('read the help a student received', {
  admin: 'all',
  lead: 'all',
  mentor: 'caseload',
  student: 'self',
  safeguarding_lead: 'all',
});

export const exportParticipation = policy('export participation', { lead: 'all', mentor: 'caseload' });
