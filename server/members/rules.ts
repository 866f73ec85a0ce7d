import type { Role } from '@waymark/contract/common.ts';
import { invalid } from '../http/refusal.ts';

/**
 * A school contact's seat is for a school and a student's for a student; other seats are for neither.
 * @throws Refusal 422 that names the field
 */
export function requirePlace(member: { role: Role; schoolId?: string | null | undefined; studentId?: string | null | undefined }): {
  schoolId: string | null;
  studentId: string | null;
} {
  if (member.role === 'school_contact' && !member.schoolId) {
    throw invalid('A school contact needs a school.', [{ field: 'schoolId', message: 'Choose the school this person is the contact of.' }]);
  }
  if (member.role === 'student' && !member.studentId) {
    throw invalid("A student's seat needs the student it is for.", [{ field: 'studentId', message: 'Choose the student.' }]);
  }
  return {
    schoolId: member.role === 'school_contact' ? (member.schoolId ?? null) : null,
    studentId: member.role === 'student' ? (member.studentId ?? null) : null,
  };
}
