import { Alert, Button, Group, List, Stack } from '@mantine/core';
import { ApiError } from '@waymark/contract/client.ts';
import { listImports, uploadImport, ImportKind } from '@waymark/contract/imports.ts';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { Page } from '../ui/Page.tsx';
import { Section } from '../ui/Section.tsx';
import { useFilters } from '../ui/useFilters.ts';
import { FilePicker } from './FilePicker.tsx';
import { chosenFiles } from './chosenFiles.ts';
import { Steps } from './Steps.tsx';

const kinds = ImportKind.options;

/** Step 1: what is in the file, and which file. */
export function Component() {
  const words = t.imports.file;
  const navigate = useNavigate();
  const [filters, setFilters] = useFilters('kind');
  const kind = ImportKind.safeParse(filters.kind).data ?? 'roll';
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState(false);
  const [refused, setRefused] = useState<{ title: string; detail?: string | undefined }>();
  const upload = useWrite(uploadImport, {
    invalidates: [listImports],
    onDone: ({ id }) => {
      // another sheet of the same workbook can be asked for while the file is still at hand
      if (file) chosenFiles.set(id, file);
      void navigate(`/students/imports/${id}/columns`, { replace: true });
    },
    onProblem: (error) => {
      if (!(error instanceof ApiError) || ![413, 422].includes(error.status)) return false;
      setRefused({ title: error.problem.title, detail: error.problem.detail });
      return true;
    },
  });
  const choose = (chosen: File) => {
    setFile(chosen);
    setMissing(false);
    setRefused(undefined);
  };

  return (
    <Page title={words.titles[kind]} lead={words.leads[kind]} width="normal">
      <Steps current="file" />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(file === null);
          if (file) upload.mutate({ query: { id: uuidv7(), kind, file: file.name }, file });
        }}
      >
        <Stack gap="lg">
          <FieldsetRadios
            legend={words.what}
            choices={kinds.map((value) => ({ value, label: t.imports.kinds[value], description: words.kindAbout[value] }))}
            value={kind}
            onChange={(value) => setFilters({ kind: value })}
          />
          <FilePicker file={file} error={missing ? words.none : undefined} onChoose={choose} />
          {refused && (
            <Alert color="red" title={words.refused} role="alert">
              <strong>{refused.title}</strong> {refused.detail}
            </Alert>
          )}
          <Group>
            <Button type="submit" size="md" loading={upload.isPending} loaderProps={{ 'aria-label': words.reading }}>
              {words.go}
            </Button>
          </Group>
          <Section title={words.columnsKnown}>
            <List size="sm" spacing={4}>
              {words.columns[kind].map((line) => (
                <List.Item key={line}>{line}</List.Item>
              ))}
            </List>
          </Section>
        </Stack>
      </form>
    </Page>
  );
}
