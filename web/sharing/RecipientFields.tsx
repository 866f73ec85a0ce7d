import { Select, TextInput } from '@mantine/core';
import * as t from '../strings/catalogue.ts';
import { Section } from '../ui/Section.tsx';
import type { StepProps } from './ShareStudentPage.tsx';

const words = t.sharing.page;

interface RecipientFieldsProps extends StepProps {
  errors: { name: string | undefined; email: string | undefined };
}

/** To whom: somebody of the school with a seat, or anybody by name, role and address. */
export function RecipientFields({ choices, draft, change, errors }: RecipientFieldsProps) {
  const { recipient } = draft;
  const set = (changes: Partial<typeof recipient>) => change({ recipient: { ...recipient, ...changes } });
  const known = choices.recipients;
  return (
    <Section title={words.who} lead={words.whoHint}>
      {known.length > 0 && (
        <Select
          label={words.known}
          description={words.knownHint}
          placeholder={words.knownPlaceholder}
          clearable
          clearButtonProps={{ 'aria-label': t.shell.close }}
          data={known.map(({ name, email, school }) => ({ value: email, label: `${name}, ${school}` }))}
          value={known.some(({ email }) => email === recipient.email) ? recipient.email : null}
          onChange={(email) => {
            const chosen = known.find((one) => one.email === email);
            set(chosen === undefined ? { name: '', email: '' } : { name: chosen.name, email: chosen.email });
          }}
        />
      )}
      <TextInput
        label={words.name}
        required
        maxLength={200}
        autoComplete="off"
        error={errors.name}
        value={recipient.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={words.role}
        placeholder={words.rolePlaceholder}
        maxLength={200}
        autoComplete="off"
        value={recipient.role}
        onChange={(event) => set({ role: event.currentTarget.value })}
      />
      <TextInput
        type="email"
        label={words.email}
        description={words.emailHint}
        maxLength={200}
        autoComplete="off"
        error={errors.email}
        value={recipient.email}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
    </Section>
  );
}
