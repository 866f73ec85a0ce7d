import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { cancelAnalysisRun, findAnalysisRun, getAnalysis, startAnalysisRun, type Question } from '@waymark/contract/analysis.ts';
import type { QueryOf } from '@waymark/contract/endpoint.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';

const words = t.analysis.run;

/** A model too large to wait for: started, watched and stopped here. The answer is read again when it is there. */
export function ModelRun({ question, query }: { question: Question; query: NonNullable<QueryOf<typeof getAnalysis>> }) {
  const input = { params: { question }, query };
  const [watched, setWatched] = useState(false);
  const found = useRead(findAnalysisRun, input, watched ? { refetchInterval: 1500 } : {});
  const run = found.data?.run ?? null;
  const busy = run?.status === 'waiting' || run?.status === 'running';
  if (busy !== watched) setWatched(busy);
  const start = useWrite(startAnalysisRun, { invalidates: [findAnalysisRun] });
  const stop = useWrite(cancelAnalysisRun, { invalidates: [findAnalysisRun] });
  const done = useRead(getAnalysis, input, { enabled: false });
  const [finished, setFinished] = useState<string>();
  if (run?.status === 'done' && finished !== run.id) {
    setFinished(run.id);
    void done.refetch();
  }
  return (
    <Alert variant="light" color="gray" title={words.title} className="no-print">
      <Stack gap="sm" align="stretch">
        <Text size="sm">{words.lead}</Text>
        {run !== null && busy && (
          <>
            <Progress value={run.progress * 100} aria-label={words.title} />
            <Text size="sm" role="status">
              {run.status === 'waiting' ? words.waiting : words.progress(percent.format(run.progress), run.stage)}
            </Text>
          </>
        )}
        {run?.status === 'failed' && <Text role="status">{words.failed}</Text>}
        {run?.status === 'cancelled' && <Text role="status">{words.cancelled}</Text>}
        <Group>
          {busy ? (
            <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate({ params: { id: run.id } })}>
              {words.cancel}
            </Button>
          ) : (
            <Button loading={start.isPending} onClick={() => start.mutate({ ...input, body: { id: uuidv7() } })}>
              {run === null ? words.start : words.again}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

const percent = new Intl.NumberFormat('en-GB', { style: 'percent' });
