import { Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

interface Choice<Value extends string> {
  value: Value;
  label: ReactNode;
  description?: ReactNode;
  disabled?: boolean;
}

interface FieldsetRadiosProps<Value extends string> {
  legend: ReactNode;
  description?: ReactNode;
  error?: ReactNode;
  choices: readonly Choice<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  name?: string;
  required?: boolean;
}

/** One question, its answers as radios in a fieldset: arrow keys move, the legend is read with each answer. */
export function FieldsetRadios<Value extends string>(props: FieldsetRadiosProps<Value>) {
  const { legend, description, error, choices, value, onChange, name, required } = props;
  return (
    <Radio.Group
      label={legend}
      description={description}
      error={error}
      data-missing={error ? true : undefined}
      value={value ?? ''}
      onChange={(next) => onChange(next as Value)}
      name={name}
      withAsterisk={required}
    >
      <Stack gap="xs" mt="xs">
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} label={choice.label} description={choice.description} disabled={choice.disabled} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
