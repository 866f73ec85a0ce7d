import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { ApiError } from '@waymark/contract/client.ts';
import {
  downloadBadRows,
  getImport,
  listImportLeavers,
  listImports,
  runImport,
  undoImport,
  type ImportDetail,
} from '@waymark/contract/imports.ts';
import { listStudents } from '@waymark/contract/students.ts';
import { useState } from 'react';
import { Link } from 'react-router';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { formatDate, formatDateTime } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { download } from '../ui/saveFile.ts';
import { toast } from '../ui/toast.tsx';
import { Leavers } from './Leavers.tsx';
import { RowList } from './RowList.tsx';
import { Section } from '../ui/Section.tsx';
import { Steps } from './Steps.tsx';

const words = t.imports.result;

/** Step 4: what was done, what was left, and the way back. */
export function ResultStep({ detail }: { detail: ImportDetail }) {
  const { counts, id, kind, status } = detail;
  const [refused, setRefused] = useState<{ title: string; detail?: string | undefined }>();
  const undo = useWrite(undoImport, {
    invalidates: [getImport, listImports, listStudents, listImportLeavers],
    onDone: () => toast.done(words.undone),
    onProblem: (error) => {
      if (!(error instanceof ApiError) || error.status !== 409) return false;
      setRefused({ title: error.problem.title, detail: error.problem.detail });
      return true;
    },
  });
  const goOn = useWrite(runImport, { invalidates: [getImport, listImports] });
  const askUndo = async () => {
    if (await confirm({ title: words.undoTitle, body: words.undoBody, confirmLabel: words.undo, danger: true }))
      undo.mutate({ params: { id }, ifMatch: detail.version });
  };
  const left = counts.bad + counts.choose;
  const done = [
    counts.created > 0 && words.created(counts.created),
    counts.updated > 0 && words.updated(counts.updated),
    counts.enrolled > 0 && words.enrolled(counts.enrolled),
    counts.characteristics > 0 && words.characteristics(counts.characteristics),
    counts.assessments > 0 && words.assessments(counts.assessments),
    counts.scores > 0 && words.scores(counts.scores),
    counts.weeks > 0 && words.weeks(counts.weeks, counts.students),
    counts.readings > 0 && words.readings(counts.readings),
    counts.targets > 0 && words.targets(counts.targets),
    counts.events > 0 && words.events(counts.events),
    counts.replaced > 0 && words.replaced(counts.replaced),
  ].filter((line) => line !== false);
  const title = words.titles[status === 'undone' ? 'undone' : status === 'failed' ? 'failed' : 'done'];

  return (
    <Page title={title} lead={words.lead(detail.fileName, detail.finishedAt === null ? null : formatDateTime(detail.finishedAt))}>
      <Steps current="result" />
      <Stack gap="lg">
        {status === 'undone' ? (
          <Text>{words.undoneText}</Text>
        ) : (
          <List>
            {done.length === 0 && status === 'done' && <List.Item>{words.nothing}</List.Item>}
            {done.map((line) => (
              <List.Item key={line}>{line}</List.Item>
            ))}
            {counts.unchanged > 0 && <List.Item>{words.unchanged(counts.unchanged, kind)}</List.Item>}
          </List>
        )}
        {status === 'failed' && (
          <Alert color="red" title={words.titles.failed} role="alert">
            {detail.error}
          </Alert>
        )}
        {refused && (
          <Alert color="red" title={refused.title} role="alert">
            {refused.detail}
          </Alert>
        )}
        <Group>
          {status === 'failed' && detail.keptUntil !== null && (
            <Button size="md" loading={goOn.isPending} onClick={() => goOn.mutate({ params: { id }, ifMatch: detail.version })}>
              {words.goOn}
            </Button>
          )}
          {status === 'done' && (
            <Button size="md" component={Link} to={kind === 'scores' ? '/outcomes' : '/students'}>
              {kind === 'scores' ? words.toOutcomes : words.toStudents}
            </Button>
          )}
          <Button
            size="md"
            variant="default"
            component={Link}
            to={`/students/imports/new?kind=${kind === 'roll' && status === 'done' ? 'scores' : kind}`}
          >
            {kind === 'roll' && status === 'done' ? words.toScores : words.another}
          </Button>
          {status !== 'undone' && detail.keptUntil !== null && (
            <Button size="md" variant="subtle" color="red" loading={undo.isPending} onClick={() => void askUndo()}>
              {words.undo}
            </Button>
          )}
        </Group>
        {status !== 'undone' && (
          <Text size="sm" c="dimmed">
            {detail.keptUntil === null ? words.dropped : words.undoUntil(formatDate(detail.keptUntil))}
          </Text>
        )}
        {left > 0 && status !== 'undone' && detail.keptUntil !== null && (
          <Section title={words.left(left)} lead={`${words.leftText} ${words.rowsUntil(formatDate(detail.keptUntil))}`}>
            <Group>
              <Button variant="default" onClick={() => void download(downloadBadRows, { params: { id } })}>
                {words.badFile}
              </Button>
            </Group>
            {counts.bad > 0 && <RowList detail={detail} show="bad" />}
          </Section>
        )}
        {detail.options.wholeRoll && status === 'done' && <Leavers detail={detail} />}
      </Stack>
    </Page>
  );
}
