import { Button, Group, Stack, Text } from '@mantine/core';
import {
  getStudentReport,
  getStudentReportRun,
  giveStudentReports,
  listStudentReports,
  type StudentReport,
} from '@waymark/contract/student-reports.ts';
import { useParams } from 'react-router';
import { useRead, useWrite } from '../api.ts';
import { DocumentView } from '../documents/DocumentView.tsx';
import * as t from '../strings/catalogue.ts';
import { formatDateTime } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { AddToPage } from './AddToPage.tsx';
import { PageFiles } from './PageFiles.tsx';
import { useParents } from './useParents.ts';
import { Withdraw } from './Withdraw.tsx';

const words = t.studentReports.page;

/** `/reports/students/:id`: one student's page, read first by a person: a line added, what should not leave left out, then given. */
export function Component() {
  const { id = '' } = useParams();
  const parents = useParents('runs');
  const report = useRead(getStudentReport, { params: { id } });
  return (
    <Reading query={report} loading={<Page title={t.studentReports.title} parents={parents} />}>
      {(data) => (
        <Page
          title={words.crumb(data.student.name)}
          lead={stateOf(data)}
          width="normal"
          parents={[...parents, { label: data.runTitle, to: `/reports/students/runs/${data.runId}` }]}
          actions={<PageFiles id={id} />}
        >
          <Stack gap="lg" align="stretch">
            {data.lacking !== null && data.status === 'draft' && <Text>{t.studentReports.preview.lacking[data.lacking]}</Text>}
            <Section title={words.preview}>
              <DocumentView document={data.document} />
            </Section>
            {/* another version is another form: what was saved is what it starts from */}
            {data.status === 'draft' && <AddToPage key={data.version} report={data} />}
            <Decide report={data} />
          </Stack>
        </Page>
      )}
    </Reading>
  );
}

function stateOf({ status, givenAt, givenBy, withdrawnAt, withdrawnReason, taken }: StudentReport): string {
  if (status === 'withdrawn') return words.withdrawnOn(formatDateTime(withdrawnAt ?? ''), withdrawnReason ?? '');
  if (status === 'given') return `${words.givenOn(formatDateTime(givenAt ?? ''), givenBy)}. ${words.taken(taken)}.`;
  return t.studentReports.run.status[status];
}

function Decide({ report: { id, runId, status } }: { report: StudentReport }) {
  const give = useWrite(giveStudentReports, {
    invalidates: [getStudentReport, getStudentReportRun, listStudentReports],
    onDone: () => toast.done(words.given),
  });
  if (status !== 'draft' && status !== 'given') return null;
  return (
    <Group>
      {status === 'draft' && (
        <Button loading={give.isPending} onClick={() => give.mutate({ params: { id: runId }, body: { reportIds: [id] } })}>
          {words.give}
        </Button>
      )}
      <Withdraw id={id} given={status === 'given'} />
    </Group>
  );
}
