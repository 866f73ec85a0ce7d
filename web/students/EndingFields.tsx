import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { EndedBy } from '@waymark/contract/students.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';

const words = t.students.leaving;

/** How something ended: nothing is chosen beforehand, so that nobody's end is put down to somebody by default. */
export interface Ending {
  endedBy: EndedBy | null;
  reason: string;
}

export const endingRules = {
  endedBy: (value: EndedBy | null) => (value === null ? words.missingBy : null),
  reason: (value: string) => (value.trim() === '' ? words.missing : null),
};

/** What a Mantine form's `getInputProps` gives for a field. */
interface Field<Value> {
  value?: Value;
  onChange: (value: Value) => void;
  error?: ReactNode;
}

interface EndingFieldsProps {
  endedBy: Field<EndedBy | null>;
  reason: Field<string>;
}

/** Who ended it and why: `<EndingFields endedBy={form.getInputProps('endedBy')} reason={form.getInputProps('reason')} />`. */
export function EndingFields({ endedBy, reason }: EndingFieldsProps) {
  return (
    <>
      <FieldsetRadios
        legend={words.by}
        required
        choices={EndedBy.options.map((value) => ({ value, label: t.students.endedBy[value] }))}
        value={endedBy.value ?? null}
        onChange={endedBy.onChange}
        error={endedBy.error}
      />
      <TextInput
        label={words.why}
        description={words.whyHint}
        required
        maxLength={200}
        error={reason.error}
        value={reason.value ?? ''}
        onChange={(event) => reason.onChange(event.currentTarget.value)}
      />
    </>
  );
}
