import { TextInput } from '@mantine/core';
import { EndedBy } from '@waymark/contract/students.ts';
import { t } from '../strings/catalogue.ts';
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

interface EndingFieldsProps {
  // any, as Mantine's own `getInputProps`: its answer fits whichever input it is spread on
  endedBy: any;
  reason: any;
}

/** Who ended it and why: `<EndingFields endedBy={form.getInputProps('endedBy')} reason={form.getInputProps('reason')} />`. */
export function EndingFields({ endedBy, reason }: EndingFieldsProps) {
  return (
    <>
      <FieldsetRadios
        legend={words.by}
        required
        choices={EndedBy.options.map((value) => ({ value, label: t.students.endedBy[value] }))}
        value={endedBy.value}
        onChange={endedBy.onChange}
        error={endedBy.error}
      />
      <TextInput label={words.why} description={words.whyHint} required maxLength={200} {...reason} />
    </>
  );
}
