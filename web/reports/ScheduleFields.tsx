import { Alert, Select, Stack, Text, TextInput } from '@mantine/core';
import { listMembers } from '@waymark/contract/members.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { useSession } from '../ui/session.ts';
import { WrappingButton } from '../ui/WrappingButton.tsx';

const words = t.reports.schedules;

interface OwnerProps {
  value: string;
  /** Who it is, where the list of people is not for the reader. */
  name: string | undefined;
  error: string | undefined;
  onChange: (memberId: string) => void;
}

/** Who gets the e-mail: a lead chooses among those who make reports; an analyst, who sees no list of people, takes it on or leaves it. */
export function Owner({ value, name, error, onChange }: OwnerProps) {
  const { can, memberId, seat } = useSession();
  const lists = can('lead');
  const members = useRead(listMembers, { query: { kind: 'staff', limit: 200 } }, { enabled: lists }).data?.items ?? [];
  const people = members
    .filter(({ role, status }) => (role === 'lead' || role === 'analyst') && status === 'active')
    .map((one) => ({ value: one.id, label: one.name }));
  const own = { value: memberId, label: seat.name };
  const now = name === undefined || value === memberId ? [] : [{ value, label: name }];
  const choices = people.length > 0 ? people : [own, ...now];
  if (choices.length === 1 && choices[0]?.value === value) {
    return <TextInput label={words.owner} description={words.ownerHint} inputWrapperOrder={order} value={choices[0].label} readOnly />;
  }
  return (
    <Select
      label={words.owner}
      description={words.ownerHint}
      inputWrapperOrder={order}
      allowDeselect={false}
      error={error}
      data={choices}
      value={value}
      onChange={(chosen) => onChange(chosen ?? value)}
    />
  );
}

const order: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

interface SchoolChoiceProps {
  value: string | null;
  error: string | undefined;
  onChange: (school: { schoolId: string | null; schoolName: string | null }) => void;
}

/** Which school a school report is about. */
export function SchoolChoice({ value, error, onChange }: SchoolChoiceProps) {
  const schools = (useRead(listSchools, {}).data?.items ?? []).filter(({ archived }) => !archived);
  return (
    <Select
      label={t.reports.form.school}
      description={t.reports.form.schoolHint}
      inputWrapperOrder={order}
      required
      searchable
      error={error}
      data={schools.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={(id) => onChange({ schoolId: id, schoolName: schools.find((one) => one.id === id)?.name ?? null })}
    />
  );
}

/** Exact counts that follow each other closely: told before the first draft, not when it is due. */
export function OftenStopped({ every, onRound }: { every: 'month' | 'term'; onRound: () => void }) {
  const { often, oftenSays, round } = t.reports.numbers;
  return (
    <Alert color="orange" title={often} role="status">
      <Stack gap="xs" align="flex-start">
        <Text>{oftenSays[every]}</Text>
        <WrappingButton variant="default" onClick={onRound}>
          {round}
        </WrappingButton>
      </Stack>
    </Alert>
  );
}
