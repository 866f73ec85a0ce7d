import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { checkImport, getImport, listImportRows, listImports, listImportWords, type ImportDetail } from '@waymark/contract/imports.ts';
import { createCohort, listProgrammes } from '@waymark/contract/programmes.ts';
import { createSchool, listSchools } from '@waymark/contract/schools.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { call, useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';

const words = t.imports.words;

type Column = ResponseOf<typeof listImportWords>['columns'][number];
type Said = Record<string, Record<string, string>>;

/** What the file says in words of its own: each is explained once, for every row that has it. */
export function Words({ detail }: { detail: ImportDetail }) {
  const read = useRead(listImportWords, { params: { id: detail.id } });
  const [said, setSaid] = useState<Said>({});
  const [adding, setAdding] = useState(false);
  const check = useWrite(checkImport, {
    invalidates: [getImport, listImports, listImportRows, listImportWords, listSchools, listProgrammes],
  });
  const columns = read.data?.columns ?? [];
  if (columns.length === 0) return null;

  // a suggestion stands until something else is said
  const meaning = (column: Column, word: string, suggestion: string | null) => said[column.header]?.[word] ?? suggestion ?? '';
  const say = (header: string, word: string, value: string) => setSaid((now) => ({ ...now, [header]: { ...now[header], [word]: value } }));
  const checkAgain = (made: Said = {}) => {
    const all: Said = { ...detail.options.words };
    for (const column of columns) {
      for (const { word, suggestion } of column.words) {
        const value = made[column.header]?.[word] ?? meaning(column, word, suggestion);
        if (value !== '') all[column.header] = { ...all[column.header], [word]: value };
      }
    }
    const mapping = Object.fromEntries(detail.columns.map(({ header, field }) => [header, field]));
    check.mutate({ params: { id: detail.id }, ifMatch: detail.version, body: { mapping, options: { ...detail.options, words: all } } });
  };
  /** Adds what the words name and nothing is chosen for, and checks again with it. */
  const addAll = async (column: Column) => {
    setAdding(true);
    try {
      const made: Record<string, string> = {};
      for (const { word, suggestion } of column.words) {
        if (meaning(column, word, suggestion) !== '') continue;
        const id = uuidv7();
        if (column.creates === 'school') await call(createSchool, { body: { id, name: word } });
        else if (detail.options.programmeId !== null)
          await call(createCohort, { params: { id: detail.options.programmeId }, body: { id, name: word } });
        made[word] = id;
      }
      checkAgain({ [column.header]: made });
    } catch (error) {
      toast.problem(error);
    } finally {
      setAdding(false);
    }
  };

  return (
    <Section title={words.title} lead={words.lead}>
      <Stack gap="lg">
        {columns.map((column) => {
          const unsaid = column.words.filter(({ word, suggestion }) => meaning(column, word, suggestion) === '');
          return (
            <Stack key={column.header} gap="sm" component="fieldset" style={{ border: 0, padding: 0, margin: 0 }}>
              <Text component="legend" fw={650} p={0}>
                {column.field === 'mark' ? words.codes : words.column(column.header)}
              </Text>
              {column.words.map(({ word, rows, suggestion }) => (
                <NativeSelect
                  key={word}
                  label={words.word(word, rows)}
                  maw={480}
                  value={meaning(column, word, suggestion)}
                  data={[{ value: '', label: words.notSaid }, ...column.choices]}
                  onChange={(event) => say(column.header, word, event.currentTarget.value)}
                />
              ))}
              {column.creates !== null && unsaid.length > 0 && (
                <Group>
                  <Button variant="default" loading={adding} onClick={() => void addAll(column)}>
                    {unsaid[0] && unsaid.length === 1
                      ? words.add[column.creates](unsaid[0].word)
                      : words.addAll[column.creates](unsaid.length)}
                  </Button>
                </Group>
              )}
            </Stack>
          );
        })}
        <Group>
          <Button loading={check.isPending} onClick={() => checkAgain()}>
            {words.apply}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
