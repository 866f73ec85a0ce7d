import { MultiSelect, type OptionsFilter, Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { listStudents } from '@waymark/contract/students.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { nameOf } from '../ui/PersonName.tsx';

const words = t.students.picker;

/** A student as the list has them: with year and school, since two may share a name. */
export interface ChosenStudent {
  id: string;
  name: string;
}

/** The server has found them: its ways of matching a name are not the list's. */
const asFound: OptionsFilter = ({ options }) => options;

/** Students among those the reader sees, found by what is typed. Who is chosen stays in the list, whatever is typed after. */
function useFound(chosen: readonly ChosenStudent[]) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(chosen.some(({ name }) => name === typed) ? '' : typed.trim(), 200);
  const found = useRead(listStudents, { query: { search: search || undefined, limit: 20 } }, { keep: true });
  const names = new Map(chosen.map(({ id, name }) => [id, name]));
  for (const student of found.data?.items ?? []) {
    const year = student.yearGroup === null ? null : t.students.yearOf(student.yearGroup);
    if (!names.has(student.id)) names.set(student.id, [nameOf(student), year, student.school?.name].filter(Boolean).join(', '));
  }
  return {
    names,
    typed,
    setTyped,
    list: {
      data: [...names].map(([value, label]) => ({ value, label })),
      searchable: true,
      nothingFoundMessage: words.nobody,
      filter: asFound,
      onSearchChange: setTyped,
    } as const,
  };
}

type PickerProps = Pick<SelectProps, 'label' | 'description' | 'value' | 'onChange' | 'error' | 'required'>;

/** Who was chosen since the page was opened: a step of a form that is come back to still names them. */
const namesOfPicked = new Map<string, string>();

/** One student. */
export function StudentPicker({ value, onChange, ...props }: PickerProps) {
  const name = namesOfPicked.get(value ?? '');
  const { list } = useFound(typeof value === 'string' && name !== undefined ? [{ id: value, name }] : []);
  return (
    <Select
      {...props}
      {...list}
      value={value ?? null}
      onChange={(id, option) => {
        if (id !== null && option !== null) namesOfPicked.set(id, option.label);
        onChange?.(id, option);
      }}
    />
  );
}

interface StudentsPickerProps {
  label: string;
  chosen: readonly ChosenStudent[];
  onChange: (chosen: ChosenStudent[]) => void;
  error?: string | undefined;
}

/** Several students. */
export function StudentsPicker({ label, chosen, onChange, error }: StudentsPickerProps) {
  const { names, typed, setTyped, list } = useFound(chosen);
  return (
    <MultiSelect
      {...list}
      label={label}
      description={words.hint}
      hidePickedOptions
      searchValue={typed}
      value={chosen.map(({ id }) => id)}
      onChange={(ids) => {
        onChange(ids.map((id) => ({ id, name: names.get(id) ?? '' })));
        setTyped('');
      }}
      error={error}
      clearButtonProps={{ 'aria-label': t.shell.close }}
    />
  );
}
