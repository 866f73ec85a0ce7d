import { policy } from '../http/policy.ts';

export const readProgrammes = policy('read programmes', {
  admin: 'all',
  lead: 'all',
  mentor: 'caseload',
  analyst: 'all',
  safeguarding_lead: 'all',
});

export const writeProgrammes = policy('change programmes', { admin: 'all', lead: 'all' });
