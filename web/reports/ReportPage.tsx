import { useParams } from 'react-router';
import { Alert } from '@mantine/core';
import { getReport, type Report } from '@waymark/contract/reports.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { DraftReport } from './DraftReport.tsx';
import { FinalReport } from './FinalReport.tsx';
import { PreviewPart } from './PreviewPart.tsx';
import { Under } from './Under.tsx';
import { usePreview } from './usePreview.ts';

/** `/reports/:id`: a draft to be worked on, or a report as it left. */
export function Component() {
  const { id = '' } = useParams();
  const { can } = useSession();
  // held by the editor once it is there: a read in the background must not pull the ground away
  const report = useRead(getReport, { params: { id } }, { staleTime: Number.POSITIVE_INFINITY });
  if (report.data === undefined) {
    return (
      <Page title={t.reports.title}>
        <Reading query={report}>{() => null}</Reading>
      </Page>
    );
  }
  if (report.data.status !== 'draft') return <FinalReport key={id} report={report.data} />;
  return can('lead', 'analyst') ? <DraftReport key={id} report={report.data} /> : <DraftToRead report={report.data} />;
}

/** A draft for whoever answers for reports without writing them. */
function DraftToRead({ report }: { report: Report }) {
  const preview = usePreview(report.id, true);
  return (
    <Page title={report.title} lead={<Under report={report} />}>
      <Alert mb="md">{t.reports.readsDraft}</Alert>
      <PreviewPart id={report.id} parts={report.sections.length} preview={preview} saved readOnly />
    </Page>
  );
}
