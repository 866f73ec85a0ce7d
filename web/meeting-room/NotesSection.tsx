import * as t from '../strings/catalogue.ts';
import { PageSection } from '../students/PageSection.tsx';
import { StudentNotes } from './StudentNotes.tsx';

/** The notes as a part of the student's page. */
export default function NotesSection({ studentId }: { studentId: string }) {
  return (
    <PageSection title={t.students.page.notes} id="student-notes">
      <StudentNotes studentId={studentId} />
    </PageSection>
  );
}
