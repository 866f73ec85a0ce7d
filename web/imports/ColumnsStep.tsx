import { Alert, Button, Group, List, NativeSelect, Stack, Text } from '@mantine/core';
import { ApiError } from '@waymark/contract/client.ts';
import {
  checkImport,
  getImport,
  listImportRows,
  listImports,
  listImportWords,
  uploadImport,
  type ImportDetail,
  type ImportMapping,
} from '@waymark/contract/imports.ts';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { chosenFiles } from './chosenFiles.ts';
import { FieldSelect } from './FieldSelect.tsx';
import { MarksOptions } from './MarksOptions.tsx';
import { EventsOptions, ResultsOptions } from './MoreOptions.tsx';
import { RollOptions, ScoresOptions } from './OptionFields.tsx';
import { Steps } from './Steps.tsx';

const optionsOf = { roll: RollOptions, scores: ScoresOptions, attendance: MarksOptions, results: ResultsOptions, behaviour: EventsOptions };

/** Step 2: what each column is, and what holds for every row. */
export function ColumnsStep({ detail }: { detail: ImportDetail }) {
  const words = t.imports.columns;
  const navigate = useNavigate();
  const [mapping, setMapping] = useState<ImportMapping>(() =>
    Object.fromEntries(detail.columns.map(({ header, field }) => [header, field])),
  );
  const [options, setOptions] = useState(detail.options);
  const [dirty, setDirty] = useState(false);
  const [lacking, setLacking] = useState<string[]>([]);
  const check = useWrite(checkImport, {
    invalidates: [getImport, listImports, listImportRows, listImportWords],
    onProblem: (error) => {
      if (!(error instanceof ApiError) || error.status !== 422) return false;
      setLacking(error.problem.errors?.map((one) => one.message) ?? [error.problem.title]);
      return true;
    },
  });
  const another = useWrite(uploadImport, {
    invalidates: [listImports],
    onDone: ({ id }) => void navigate(`/students/imports/${id}/columns`),
  });
  const file = chosenFiles.get(detail.id);
  useUnsavedGuard(dirty && !check.isPending && !check.isSuccess);
  // not before it is rendered as done: until then the guard holds the page
  useEffect(() => {
    if (check.isSuccess) void navigate(`/students/imports/${detail.id}/preview`);
  }, [check.isSuccess, detail.id, navigate]);

  const ignored = Object.values(mapping).filter((field) => field === 'ignore').length;
  const told = new Set(Object.values(mapping));
  const shown = lacking.length > 0 ? lacking : dirty ? [] : detail.lacking;

  return (
    <Page title={words.title(detail.fileName)} lead={words.lead(detail.rowCount)}>
      <Steps current="columns" />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setLacking([]);
          check.mutate({ params: { id: detail.id }, ifMatch: detail.version, body: { mapping, options } });
        }}
      >
        <Stack gap="lg">
          {detail.error !== null && (
            <Alert color="red" title={words.stopped} role="alert">
              {detail.error}
            </Alert>
          )}
          {detail.earlier[0] && (
            <Alert color="blue" title={words.earlier(formatDate(detail.earlier[0].finishedAt))}>
              {words.earlierText}
            </Alert>
          )}
          {detail.sheets.length > 1 && (
            <NativeSelect
              label={words.sheet}
              description={file ? undefined : words.sheetHint}
              disabled={file === undefined || another.isPending}
              data={detail.sheets}
              value={detail.sheet ?? ''}
              maw={360}
              onChange={(event) => {
                const id = uuidv7();
                if (!file) return;
                chosenFiles.set(id, file);
                another.mutate({ query: { id, kind: detail.kind, file: detail.fileName, sheet: event.currentTarget.value }, file });
              }}
            />
          )}
          <StackedTable
            caption={words.caption}
            rows={detail.columns}
            rowKey={(column) => column.header}
            columns={[
              { label: words.heading, cell: (column) => column.header },
              {
                label: words.samples,
                cell: (column) => (
                  <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {column.samples.join(' · ')}
                  </Text>
                ),
              },
              {
                label: words.meaning,
                cell: (column) => (
                  <FieldSelect
                    label={words.meaningOf(column.header)}
                    fields={detail.fields}
                    value={mapping[column.header] ?? 'ignore'}
                    taken={told}
                    onChange={(field) => {
                      setDirty(true);
                      setLacking([]);
                      setMapping((now) => ({ ...now, [column.header]: field }));
                    }}
                  />
                ),
              },
            ]}
          />
          <Text size="sm" c="dimmed" role="status">
            {ignored > 0 ? words.ignored(ignored) : ''}
          </Text>
          {(() => {
            const Options = optionsOf[detail.kind];
            const change = (changes: Partial<typeof options>) => {
              setDirty(true);
              setLacking([]);
              setOptions((now) => ({ ...now, ...changes }));
            };
            return <Options options={options} mapped={told} onChange={change} />;
          })()}
          {shown.length > 0 && (
            <Alert color="orange" title={words.lacking} role="alert">
              <List size="sm">
                {shown.map((line) => (
                  <List.Item key={line}>{line}</List.Item>
                ))}
              </List>
            </Alert>
          )}
          <Group>
            <Button type="submit" size="md" loading={check.isPending}>
              {words.check}
            </Button>
            <Button variant="default" size="md" component={Link} to={`/students/imports/new?kind=${detail.kind}`}>
              {words.another}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
