import { Button, Group, Stack, Text } from '@mantine/core';
import {
  getStudentReport,
  getStudentReportRun,
  giveStudentReports,
  listStudentReportRuns,
  listStudentReports,
  type StudentReport,
} from '@waymark/contract/student-reports.ts';
import { useEffect, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { invalidate, queryClient, useRead, useWrite } from '../api.ts';
import { DocumentView } from '../documents/DocumentView.tsx';
import * as t from '../strings/catalogue.ts';
import { formatDateTime } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { AddToPage } from './AddToPage.tsx';
import { PageFiles } from './PageFiles.tsx';
import { useAdded } from './useAdded.ts';
import { useParents } from './useParents.ts';
import { Withdraw } from './Withdraw.tsx';

const words = t.studentReports.page;
const reads = [getStudentReport, getStudentReportRun, listStudentReportRuns, listStudentReports];

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
          parents={[...parents, { label: data.runTitle ?? t.studentReports.title, to: `/reports/students/runs/${data.runId}` }]}
          actions={<PageFiles id={id} />}
        >
          <ReadFirst key={data.id} report={data} />
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

function ReadFirst({ report }: { report: StudentReport }) {
  const { id, runId, status, lacking, nextId } = report;
  const added = useAdded(report);
  const draft = status === 'draft';
  const unsaved = draft && added.dirty;
  // said beside the buttons: a message over them would be in the way of the next press
  const [done, say] = useState('');
  const told = useRef<HTMLParagraphElement>(null);
  const stood = useRef(status);
  useEffect(() => {
    // the button that was pressed is gone: whoever goes by keyboard goes on from what it did
    if (stood.current !== status && done !== '' && document.activeElement === document.body) told.current?.focus({ preventScroll: true });
    stood.current = status;
  }, [status, done]);
  useUnsavedGuard(unsaved);
  const give = useWrite(giveStudentReports, {
    invalidates: reads,
    onDone: () => say(words.given),
    // it is no longer what was read: shown as it is now
    onProblem: () => void invalidate(queryClient, reads),
  });
  return (
    <Stack gap="lg" align="stretch">
      {lacking !== null && draft && <Text>{t.studentReports.preview.lacking[lacking]}</Text>}
      <Section title={words.preview}>
        <DocumentView document={report.document} />
      </Section>
      {draft && <AddToPage report={report} added={added} say={say} />}
      <Stack gap="xs">
        <Text ref={told} role="status" size="sm" tabIndex={-1}>
          {unsaved ? words.saveFirst : done}
        </Text>
        <Group>
          {draft && (
            <Button
              disabled={unsaved}
              loading={give.isPending}
              onClick={() => give.mutate({ params: { id: runId }, body: { pages: [{ id, version: added.version }] } })}
            >
              {words.give}
            </Button>
          )}
          {(draft || status === 'given') && <Withdraw id={id} given={status === 'given'} say={say} />}
          {nextId !== null && (
            <Button component={Link} to={`/reports/students/${nextId}`} variant={draft ? 'subtle' : 'filled'}>
              {words.next}
            </Button>
          )}
        </Group>
      </Stack>
    </Stack>
  );
}
