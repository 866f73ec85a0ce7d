import { policy } from '../http/policy.ts';

/**
 * Making, reading first and giving pages. Not the analyst, who meets no names; not administrators, whose work needs none of
 * it; not schools: students were told that their mentor and those who run the programme read what they say, and nobody else.
 */
export const makeStudentReports = policy('make and give one-page student reports', { lead: 'all', mentor: 'caseload' });

/** Students read what they were given: row-level security leaves out the rest. */
export const readStudentReports = policy('read one-page student reports', { lead: 'all', mentor: 'caseload', student: 'self' });
