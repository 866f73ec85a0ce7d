import { Anchor, Progress, Text } from '@mantine/core';
import { getImport, type ImportDetail, type ImportStatus } from '@waymark/contract/imports.ts';
import { Link, Navigate, useParams } from 'react-router';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Loading } from '../ui/Loading.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { ColumnsStep } from './ColumnsStep.tsx';
import { PreviewStep } from './PreviewStep.tsx';
import { ResultStep } from './ResultStep.tsx';
import { Steps, type Step } from './Steps.tsx';

const stepOf: Record<ImportStatus, Exclude<Step, 'file'>> = {
  uploaded: 'columns',
  checking: 'preview',
  previewed: 'preview',
  running: 'result',
  done: 'result',
  failed: 'result',
  undone: 'result',
  discarded: 'result',
};

/** Steps 2 to 4 of an import. The address says which; one that cannot be yet, or no more, leads to the one that can. */
export function Component() {
  const { id = '', step } = useParams();
  const read = useRead(getImport, { params: { id } }, { staleTime: 0 });
  const working = read.data?.status === 'checking' || read.data?.status === 'running';
  // a second observer of the same read: it asks again while there is work going on
  useRead(getImport, { params: { id } }, { enabled: working, ...(working ? { refetchInterval: 800 } : {}) });
  return <Reading query={read}>{(data) => <ImportStep detail={data} step={step} fresh={!read.isFetching} />}</Reading>;
}

function ImportStep({ detail, step, fresh }: { detail: ImportDetail; step: string | undefined; fresh: boolean }) {
  const due = stepOf[detail.status];
  const mayReturn = step === 'columns' && detail.status === 'previewed';
  // right after a step is done, what is known of it is still the step before: wait rather than lead back there
  if (step !== due && !mayReturn && !fresh) return <Loading />;
  if (step !== due && !mayReturn) return <Navigate to={`/students/imports/${detail.id}/${due}`} replace />;
  if (detail.status === 'checking' || detail.status === 'running') return <Working detail={detail} step={due} />;
  if (step === 'columns') return <ColumnsStep detail={detail} />;
  // what was said of words belongs to the version it was said of
  if (step === 'preview') return <PreviewStep key={detail.version} detail={detail} />;
  return <ResultStep detail={detail} />;
}

function Working({ detail, step }: { detail: ImportDetail; step: Step }) {
  const words = t.imports.work;
  const { worked, create, update } = detail.counts;
  const total = detail.status === 'checking' ? detail.rowCount : Math.max(create + update, 1);
  const title = detail.status === 'checking' ? words.checking : words.running;
  return (
    <Page title={title} lead={detail.fileName} width="normal">
      <Steps current={step} />
      <Progress.Root size="xl" mb="sm">
        <Progress.Section value={Math.min(100, (worked / total) * 100)} aria-label={title} />
      </Progress.Root>
      <Text role="status" mb="md">
        {words.progress(Math.min(worked, total), total)}
      </Text>
      <Text c="dimmed">{words.text}</Text>
      <Text mt="md">
        <Anchor component={Link} to="/students/imports">
          {t.imports.title}
        </Anchor>
      </Text>
    </Page>
  );
}
