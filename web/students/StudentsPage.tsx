import * as t from '../strings/catalogue.ts';
import { useSession } from '../ui/session.ts';
import { SchoolStudents } from './SchoolStudents.tsx';
import { StudentList } from './StudentList.tsx';

export const handle = { crumb: t.students.title };

/** Everybody's list of students: a school contact's own is another one, with less in it. */
export function Component() {
  return useSession().can('school_contact') ? <SchoolStudents /> : <StudentList />;
}
