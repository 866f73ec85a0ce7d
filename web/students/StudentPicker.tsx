import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { listStudents } from '@waymark/contract/students.ts';
import { useRead } from '../api.ts';
import { nameOf } from '../ui/PersonName.tsx';

type PickerProps = Pick<SelectProps, 'label' | 'description' | 'value' | 'onChange' | 'error' | 'required'>;

/** One student among those the person may see, found by typing a name. */
export function StudentPicker({ value, ...props }: PickerProps) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const students = useRead(listStudents, { query: { search: search || undefined, limit: 20 } }, { keep: true });
  const data = (students.data?.items ?? []).map((student) => ({
    value: student.id,
    label: [nameOf(student, true), student.school?.name].filter(Boolean).join(', '),
  }));
  return (
    <Select
      {...props}
      data={data}
      searchable
      // the server has found them: its ways of matching a name are not the list's
      filter={({ options }) => options}
      onSearchChange={setTyped}
      value={value ?? null}
    />
  );
}
