import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { type AnalysisRun, cancelAnalysisRun } from '@waymark/contract/analysis.ts';
import type { CallInput } from '@waymark/contract/client.ts';
import type { Endpoint } from '@waymark/contract/endpoint.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';

const shared = t.analysis.run;

interface FitBesideProps<Find extends Endpoint, Start extends Endpoint> {
  /** Finds the latest fit, `{ run }`, and starts one of a given id; `input` is of both. */
  find: Find;
  start: Start;
  input: CallInput<Find>;
  /** Reads again what the fit was for. */
  onDone: () => void;
  words: { title: string; lead: string; start: string; again: string };
}

/** A fit too large to wait for: started, watched and stopped here. What it was for is read again when it is there. */
export function FitBeside<Find extends Endpoint, Start extends Endpoint>(props: FitBesideProps<Find, Start>) {
  const { find, input, onDone, words } = props;
  const [watched, setWatched] = useState(false);
  const found = useRead(find, input, watched ? { refetchInterval: 1500 } : {});
  const run = (found.data as { run: Omit<AnalysisRun, 'question' | 'answer'> | null } | undefined)?.run ?? null;
  const busy = run?.status === 'waiting' || run?.status === 'running';
  if (busy !== watched) setWatched(busy);
  const start = useWrite(props.start, { invalidates: [find] });
  const stop = useWrite(cancelAnalysisRun, { invalidates: [find] });
  const [finished, setFinished] = useState<string>();
  if (run?.status === 'done' && finished !== run.id) {
    setFinished(run.id);
    onDone();
  }
  const begin = () => start.mutate({ ...input, body: { id: uuidv7() } } as unknown as CallInput<Start>);
  return (
    <Alert variant="light" color="gray" title={words.title} className="no-print">
      <Stack gap="sm" align="stretch">
        <Text size="sm">{words.lead}</Text>
        {run !== null && busy && (
          <>
            <Progress value={run.progress * 100} aria-label={words.title} />
            <Text size="sm" role="status">
              {run.status === 'waiting' ? shared.waiting : shared.progress(percent.format(run.progress), run.stage)}
            </Text>
          </>
        )}
        {run?.status === 'failed' && <Text role="status">{shared.failed}</Text>}
        {run?.status === 'cancelled' && <Text role="status">{shared.cancelled}</Text>}
        <Group>
          {busy ? (
            <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate({ params: { id: run.id } })}>
              {shared.cancel}
            </Button>
          ) : (
            <Button loading={start.isPending} onClick={begin}>
              {run === null ? words.start : words.again}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

const percent = new Intl.NumberFormat('en-GB', { style: 'percent' });
