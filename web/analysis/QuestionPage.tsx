import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { getAnalysis, getAnalysisFile, getAnalysisWorkbook, Question, type AnalysisAnswer } from '@waymark/contract/analysis.ts';
import { useRead } from '../api.ts';
import { NotFound } from '../shell/NotFound.tsx';
import * as t from '../strings/catalogue.ts';
import { formatDateTime } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { download } from '../ui/saveFile.ts';
import { useSession } from '../ui/session.ts';
import { useFilters } from '../ui/useFilters.ts';
import classes from './Analysis.module.css';
import { AnalysisFilters } from './AnalysisFilters.tsx';
import { AnswerView } from './AnswerView.tsx';
import { DownloadTable } from './downloads.ts';
import { followingFilters, kept, queryOf, type SetKept } from './filters.ts';
import { MissingScores } from './MissingScores.tsx';
import { ModelRun } from './ModelRun.tsx';

const words = t.analysis;

/** One question, its filters and its answer. */
export function Component() {
  const question = Question.safeParse(useParams()['question']);
  const { can } = useSession();
  if (!can('admin', 'lead', 'analyst')) return <NotFound />;
  return question.success ? <Asked key={question.data} question={question.data} /> : <NotFound />;
}

function Asked({ question }: { question: Question }) {
  const [filters, setInAddress] = useFilters(...kept);
  // what a link promised, it promised of the filters it was made with
  const set: SetKept = (changes) => setInAddress({ check: null, ...changes });
  const query = queryOf(filters);
  const answer = useRead(getAnalysis, { params: { question }, query }, { keep: true });
  const [saving, setSaving] = useState(false);
  const [search] = useSearchParams();
  const { can } = useSession();

  const save = async (work: Promise<void>) => {
    setSaving(true);
    await work;
    setSaving(false);
  };
  // what is saved is what is shown, not what has come in since
  const shown = answer.data === undefined ? query : { ...query, asOf: answer.data.asOf };
  const saveTable = (table: string, format: 'csv' | 'parquet' = 'csv') =>
    void save(download(getAnalysisFile, { params: { question }, query: { ...shown, table, format } }));

  return (
    <Page
      title={words.questions[question].title}
      lead={words.questions[question].lead}
      parents={[{ label: words.title, to: `/analysis${followingFilters(search)}` }]}
      actions={
        <>
          {can('lead', 'analyst') && (
            <Button component={Link} to={`/reports/new?${reportOf(question, search)}`} variant="default">
              {t.reports.putIn}
            </Button>
          )}
          <Button variant="default" onClick={() => saveTable('codebook')}>
            {words.codebook}
          </Button>
          <Button
            variant="default"
            loading={saving}
            leftSection={<IconDownload size={18} aria-hidden="true" />}
            onClick={() => void save(download(getAnalysisWorkbook, { params: { question }, query: shown }))}
          >
            {words.workbook}
          </Button>
        </>
      }
    >
      <DownloadTable value={saveTable}>
        <Stack gap="lg" align="stretch">
          <AnalysisFilters
            filters={filters}
            choices={answer.data?.choices}
            usualGroup={answer.data?.choices.groups.find(({ code }) => code === 'fsm')?.code}
            set={set}
            everyView={question === 'agreement'}
          />
          {filters.asof !== undefined && (
            <Alert variant="light" color="gray">
              <Group justify="space-between" gap="sm">
                <span>
                  {words.asOfThen} {Number.isNaN(Date.parse(filters.asof)) ? '' : formatDateTime(filters.asof)}
                </span>
                <Button variant="default" size="compact-md" mih={44} onClick={() => set({ asof: null, seed: null })}>
                  {words.asOfNow}
                </Button>
              </Group>
            </Alert>
          )}
          {answer.data?.toFit === true && <ModelRun question={question} query={query} />}
          <Text role="status" size="sm" className={classes.asking}>
            {answer.isPlaceholderData && words.asking}
          </Text>
          <Reading query={answer}>
            {(data: AnalysisAnswer) => (
              // the former answer stays in sight, and does not pass for the one that is asked for
              <div aria-busy={answer.isPlaceholderData} className={answer.isPlaceholderData ? classes.former : undefined}>
                <AnswerView answer={data} check={filters.check} />
              </div>
            )}
          </Reading>
          {question === 'improvement' && can('lead', 'admin') && <MissingScores />}
        </Stack>
      </DownloadTable>
    </Page>
  );
}

/** The question with whom it is asked about, as the page of a new report reads it. */
function reportOf(question: Question, search: URLSearchParams): string {
  const next = new URLSearchParams(followingFilters(search));
  const group = search.get('group');
  if (group !== null && group !== '') next.set('group', group);
  next.set('section', question);
  return next.toString();
}
