import { policy } from '../http/policy.ts';

export const readTargets = policy('read targets', {
  admin: 'all',
  lead: 'all',
  mentor: 'caseload',
  student: 'self',
  safeguarding_lead: 'all',
});

/** What the school expects of a student, whatever the programme, is not a mentor's to change: they set one for the enrolment. */
export const writeStudentTargets = policy("set students' own targets", { admin: 'all', lead: 'all' });

export const writeTargets = policy('set targets', { lead: 'all', mentor: 'caseload' });
