import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import {
  cancelStudentReportRun,
  getStudentReportRun,
  giveStudentReports,
  listStudentReportRuns,
  listStudentReports,
  resumeStudentReportRun,
  type StudentReportRun,
} from '@waymark/contract/student-reports.ts';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { invalidate, queryClient, useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { formatDate, formatDateTime } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { RunFiles } from './RunFiles.tsx';
import { RunReports } from './RunReports.tsx';
import { useAboutOf } from './useAboutOf.ts';
import { useParents } from './useParents.ts';

const words = t.studentReports.run;
const reads = [getStudentReportRun, listStudentReportRuns, listStudentReports];
const atWork = ({ status }: StudentReportRun): boolean => status === 'waiting' || status === 'making';

/** `/reports/students/runs/:id`: how far it is, the pages to read first, giving them, and the files of those given. */
export function Component() {
  const { id = '' } = useParams();
  const parents = useParents('runs');
  const aboutOf = useAboutOf();
  // asked again every other second while it is made
  const [watched, setWatched] = useState(true);
  const run = useRead(getStudentReportRun, { params: { id } }, watched ? { refetchInterval: 2000 } : {});
  const busy = run.data === undefined || atWork(run.data);
  if (busy !== watched) setWatched(busy);
  // pages come into the list as they are made
  const made = run.data === undefined ? 0 : run.data.drafts;
  useEffect(() => void invalidate(queryClient, [listStudentReports]), [made]);
  return (
    <Reading query={run} loading={<Page title={t.studentReports.title} parents={parents} />}>
      {(data) => (
        <Page
          title={data.title}
          lead={`${aboutOf(data)}. ${words.asOf(formatDate(data.from), formatDate(data.to), formatDateTime(data.asOf))}`}
          parents={parents}
        >
          <Stack gap="lg" align="stretch">
            <State run={data} />
            {data.given > 0 && <RunFiles run={data} />}
            <RunReports runId={id} />
          </Stack>
        </Page>
      )}
    </Reading>
  );
}

function State({ run }: { run: StudentReportRun }) {
  const { id, status, waiting, drafts, given, withdrawn, error, yours } = run;
  const params = { id };
  const stop = useWrite(cancelStudentReportRun, { invalidates: reads, onDone: () => toast.done(words.stopped) });
  const goOn = useWrite(resumeStudentReportRun, { invalidates: reads, onDone: () => toast.done(words.wentOn) });
  const give = useWrite(giveStudentReports, { invalidates: reads, onDone: (done) => toast.done(words.given(done.given)) });
  const first = useRead(listStudentReports, { query: { runId: id, status: 'draft', limit: 1 } }, { enabled: drafts > 0 }).data?.items[0];
  const all = waiting + drafts + given + withdrawn;
  const giveAll = async () => {
    if (await confirm({ title: words.giveTitle, body: words.giveBody(drafts), confirmLabel: words.giveConfirm }))
      give.mutate({ params, body: {} });
  };
  return (
    <Section title={words.progress}>
      {/* whoever does not see the bar hears when it is done */}
      <Text role="status">{t.studentReports.state(run)}</Text>
      {error !== null && <Text>{error}</Text>}
      {atWork(run) && <Progress value={all === 0 ? 0 : (100 * (all - waiting)) / all} aria-label={words.progress} />}
      <Group>
        {yours && atWork(run) && (
          <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate({ params })}>
            {words.stop}
          </Button>
        )}
        {yours && (status === 'cancelled' || status === 'failed') && (
          <Button loading={goOn.isPending} onClick={() => goOn.mutate({ params })}>
            {words.goOn}
          </Button>
        )}
        {drafts > 0 && first !== undefined && (
          <Button component={Link} to={`/reports/students/${first.id}`}>
            {words.read}
          </Button>
        )}
        {drafts > 0 && !atWork(run) && (
          <Button variant="default" loading={give.isPending} onClick={() => void giveAll()}>
            {words.give(drafts)}
          </Button>
        )}
      </Group>
    </Section>
  );
}
