import { policy } from '../http/policy.ts';

/** Published versions are for everybody who works with their scores. Students read their own wording, in `own-view`. */
export const readFrameworks = policy('read frameworks', {
  admin: 'all',
  lead: 'all',
  mentor: 'caseload',
  school_contact: 'school',
  analyst: 'all',
  safeguarding_lead: 'all',
});

export const editFrameworks = policy('edit frameworks', { admin: 'all', lead: 'all' });
