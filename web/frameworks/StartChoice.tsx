import { Alert, FileButton, Button, Group, Select, Stack, Text } from '@mantine/core';
import { ApiError } from '@waymark/contract/client.ts';
import type { Problem } from '@waymark/contract/common.ts';
import { type DraftStart, FRAMEWORK_LIMITS } from '@waymark/contract/framework-content.ts';
import { checkFrameworkFile } from '@waymark/contract/frameworks.ts';
import { useState } from 'react';
import { call } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { toast } from '../ui/toast.tsx';
import classes from './StartChoice.module.css';

/** Where a draft may begin, as a choice: a version is named by its id, the others by their kind. */
export interface StartOption {
  value: string;
  label: string;
  description?: string;
}

/** What has been chosen; `start` is undefined while it is not yet complete (no file read). */
export interface StartValue {
  option: string;
  start: DraftStart | undefined;
}

interface StartChoiceProps {
  legend: string;
  options: readonly StartOption[];
  value: StartValue;
  onChange: (value: StartValue) => void;
  /** The name found in a file that was read. */
  onFileName?: (name: string) => void;
}

/** Chooses what a new draft begins with. A file is read at once, and what is wrong with it is listed by line. */
export function StartChoice({ legend, options, value, onChange, onFileName }: StartChoiceProps) {
  const { start: text } = t.frameworks;
  const [file, setFile] = useState<{
    name: string;
    state: 'reading' | 'bad' | 'good';
    good?: string;
    problem?: Problem;
    start?: DraftStart;
  }>();
  const [levels, setLevels] = useState(4);

  const choose = (option: string) => onChange({ option, start: startOf(option, levels, file?.start) });
  const read = async (chosen: File | null) => {
    if (!chosen) return;
    setFile({ name: chosen.name, state: 'reading' });
    onChange({ option: 'file', start: undefined });
    if (chosen.size > FRAMEWORK_LIMITS.fileBytes) {
      setFile({ name: chosen.name, state: 'bad', problem: { type: 'about:blank', code: 'too-large', status: 413, title: text.tooLarge } });
      return;
    }
    try {
      const source = await chosen.text();
      const found = await call(checkFrameworkFile, { body: { text: source } });
      const start: DraftStart = { kind: 'file', text: source };
      setFile({
        name: chosen.name,
        state: 'good',
        good: text.good(found.name, found.outcomeTypeCount, found.outcomeCount, found.levels),
        start,
      });
      onChange({ option: 'file', start });
      onFileName?.(found.name);
    } catch (error) {
      if (error instanceof ApiError && error.status === 422) setFile({ name: chosen.name, state: 'bad', problem: error.problem });
      else {
        setFile(undefined);
        toast.problem(error);
      }
    }
  };

  return (
    <Stack gap="md">
      <FieldsetRadios legend={legend} choices={options} value={value.option} onChange={choose} />
      {value.option === 'blank' && (
        <Select
          label={text.levels}
          description={text.levelsHint}
          data={levelChoices}
          value={String(levels)}
          allowDeselect={false}
          maw="16rem"
          onChange={(next) => {
            setLevels(Number(next));
            onChange({ option: 'blank', start: { kind: 'blank', levels: Number(next) } });
          }}
        />
      )}
      {value.option === 'file' && (
        <Stack gap="sm">
          <Group gap="sm">
            <FileButton onChange={(chosen) => void read(chosen)} accept=".yaml,.yml,.json,application/json,application/yaml,text/yaml">
              {(props) => (
                <Button variant="default" {...props}>
                  {text.choose}
                </Button>
              )}
            </FileButton>
            {file && <Text>{text.chosen(file.name)}</Text>}
          </Group>
          <output>
            {file?.state === 'reading' && (
              <Text span c="dimmed">
                {text.reading}
              </Text>
            )}
            {file?.state === 'good' && (
              <Text span fw={600}>
                {file.good}
              </Text>
            )}
          </output>
          {file?.state === 'bad' && file.problem && <FileProblems problem={file.problem} />}
        </Stack>
      )}
    </Stack>
  );
}

/** The numbers of levels a scale may have, for a select. */
export const levelChoices = Array.from({ length: FRAMEWORK_LIMITS.maxLevels - FRAMEWORK_LIMITS.minLevels + 1 }, (_, index) =>
  String(index + FRAMEWORK_LIMITS.minLevels),
);

function startOf(option: string, levels: number, file: DraftStart | undefined): DraftStart | undefined {
  if (option === 'blank') return { kind: 'blank', levels };
  if (option === 'default') return { kind: 'default' };
  if (option === 'file') return file;
  return { kind: 'version', versionId: option };
}

function FileProblems({ problem }: { problem: Problem }) {
  const { start: text } = t.frameworks;
  const errors = problem.errors ?? [];
  return (
    <Stack gap="xs">
      <Alert color="red" role="alert" title={problem.title}>
        {errors.length > 0 && text.bad}
      </Alert>
      {errors.length > 0 && (
        <ol className={classes.problems} aria-label={problem.title}>
          {errors.map(({ field, value, message }, index) => (
            <li key={index}>
              <strong>{field}</strong>
              <span>{message}</span>
              {(typeof value === 'string' || typeof value === 'number') && value !== '' && (
                <Text span size="sm" c="dimmed">
                  {text.badFound} <code>{value}</code>
                </Text>
              )}
            </li>
          ))}
        </ol>
      )}
    </Stack>
  );
}
