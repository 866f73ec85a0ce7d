import { policy } from '../http/policy.ts';

/**
 * A student's ladders. School contacts are not here: what they see is shared with them, not read. Analysts are not
 * either: they work without names, and a student's page has one.
 */
export const readAssessments = policy('read assessments', {
  admin: 'all',
  lead: 'all',
  mentor: 'caseload',
  student: 'self',
  safeguarding_lead: 'all',
});

/** Correcting a score. A mentor's own scores only: `mayAmend` in the rules. */
export const amendAssessments = policy('amend assessments', { lead: 'all', mentor: 'caseload' });
