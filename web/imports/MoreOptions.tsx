import { NativeSelect, TextInput } from '@mantine/core';
import * as t from '../strings/catalogue.ts';
import { Section } from '../ui/Section.tsx';
import { DateOrder, type OptionProps } from './OptionFields.tsx';

const words = t.imports.columns;

/** What holds for every result. */
export function ResultsOptions({ options, onChange }: OptionProps) {
  return (
    <Section title={words.forAll} lead={words.forAllLead}>
      <TextInput
        type="date"
        label={words.takenOn}
        maw={360}
        value={options.takenOn ?? ''}
        onChange={(event) => onChange({ takenOn: event.currentTarget.value === '' ? null : event.currentTarget.value })}
      />
      <DateOrder options={options} onChange={onChange} />
    </Section>
  );
}

const kinds = (['', 'incident', 'positive'] as const).map((value) => ({ value, label: words.eventKinds[value] }));

/** What holds for every behaviour event. */
export function EventsOptions({ options, mapped, onChange }: OptionProps) {
  return (
    <Section title={words.forAll} lead={words.forAllLead}>
      {!mapped.has('eventKind') && (
        <NativeSelect
          label={words.eventKind}
          maw={360}
          value={options.eventKind ?? ''}
          data={kinds}
          onChange={({ currentTarget: { value } }) => onChange({ eventKind: value === 'incident' || value === 'positive' ? value : null })}
        />
      )}
      <DateOrder options={options} onChange={onChange} />
    </Section>
  );
}
