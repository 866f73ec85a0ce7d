import { getStudentReport } from '@waymark/contract/student-reports.ts';
import { useParams } from 'react-router';
import { useRead } from '../api.ts';
import { DocumentView } from '../documents/DocumentView.tsx';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { PageFiles } from './PageFiles.tsx';

const words = t.studentReports.own;

/** `/me/reports/:id`: a page the student was given, to read and to keep. */
export function Component() {
  const { id = '' } = useParams();
  const report = useRead(getStudentReport, { params: { id } });
  return (
    <Page
      title={words.title}
      lead={words.lead}
      width="normal"
      parents={[{ label: t.shell.places.me, to: '/me' }]}
      actions={<PageFiles id={id} />}
    >
      <Reading query={report}>{({ document }) => <DocumentView document={document} />}</Reading>
    </Page>
  );
}
