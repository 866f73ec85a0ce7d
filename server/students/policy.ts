import type { Role } from '@waymark/contract/common.ts';
import { policy } from '../http/policy.ts';

export const listStudents = policy('list students', { admin: 'all', lead: 'all', mentor: 'caseload', safeguarding_lead: 'all' });

export const readStudent = policy('read a student', {
  admin: 'all',
  lead: 'all',
  mentor: 'caseload',
  student: 'self',
  safeguarding_lead: 'all',
});

export const writeStudents = policy('change students', { admin: 'all', lead: 'all' });

/** What a school sees of its own students: no notes, no scores. */
export const readSchoolStudents = policy("read the school's students", { school_contact: 'school' });

export const readChanges = policy("read the changes to a student's record", { admin: 'all', lead: 'all', safeguarding_lead: 'all' });

/** Special category data: not for schools, and for students their own. */
export const readCharacteristics = policy('read characteristics of students', {
  admin: 'all',
  lead: 'all',
  mentor: 'caseload',
  student: 'self',
  safeguarding_lead: 'all',
});

/** Who reads why something ended: it may be written about the student rather than for them. */
export const readReasons: ReadonlySet<Role | 'system'> = new Set(['admin', 'lead', 'mentor', 'safeguarding_lead']);
