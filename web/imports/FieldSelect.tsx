import { NativeSelect } from '@mantine/core';
import type { ImportField } from '@waymark/contract/imports.ts';
import * as t from '../strings/catalogue.ts';

interface FieldSelectProps {
  label: string;
  fields: readonly ImportField[];
  value: string;
  /** Fields other columns have: marked, not hidden, since one may first be given and then taken away. */
  taken: ReadonlySet<string>;
  onChange: (field: string) => void;
}

/** What a column is: the browser's own list, which phones show best. */
export function FieldSelect({ label, fields, value, taken, onChange }: FieldSelectProps) {
  const groups = [...Map.groupBy(fields, (field) => field.group)].map(([group, items]) => ({
    group,
    items: items.map((item) => ({
      value: item.field,
      label: taken.has(item.field) && item.field !== value ? `✓ ${item.label}` : item.label,
    })),
  }));
  return (
    <NativeSelect
      aria-label={label}
      description={fields.find((field) => field.field === value)?.hint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value}
      data={[{ value: 'ignore', label: t.imports.columns.ignore }, ...groups]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
