import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { listStudents } from '@waymark/contract/students.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { nameOf } from '../ui/PersonName.tsx';

const words = t.help.places;

interface Chosen {
  id: string;
  name: string;
}

interface StudentPickerProps {
  label: string;
  chosen: readonly Chosen[];
  onChange: (chosen: Chosen[]) => void;
  error?: string | undefined;
}

/** Chooses students by the beginning of a name, among those the reader sees. */
export function StudentPicker({ label, chosen, onChange, error }: StudentPickerProps) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const found = useRead(listStudents, { query: { search: search === '' ? undefined : search, limit: 20 } }, { keep: true });
  const names = new Map(chosen.map(({ id, name }) => [id, name]));
  for (const student of found.data?.items ?? []) {
    const year = words.year(student.yearGroup);
    if (!names.has(student.id)) names.set(student.id, [nameOf(student), year].filter(Boolean).join(', '));
  }
  return (
    <MultiSelect
      label={label}
      description={words.searchHint}
      searchable
      hidePickedOptions
      nothingFoundMessage={words.nobody}
      searchValue={typed}
      onSearchChange={setTyped}
      // the server has looked already
      filter={({ options }) => options}
      data={[...names].map(([value, name]) => ({ value, label: name }))}
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
