import { Group, Select, TextInput } from '@mantine/core';
import type { useForm } from '@mantine/form';
import { MeetingMode } from '@waymark/contract/meetings.ts';
import * as t from '../strings/catalogue.ts';
import { useSession } from '../ui/session.ts';

const text = t.meetings.form;

export interface MeetingValues {
  date: string;
  time: string;
  plannedMinutes: number;
  mode: MeetingMode;
  place: string;
}

const lengths = [15, 20, 30, 40, 45, 60, 75, 90, 120];

/** When, how long, how and where: what a meeting is, whether new or changed. */
export function MeetingFields({
  form,
}: {
  form: Pick<ReturnType<typeof useForm<MeetingValues>>, 'getInputProps' | 'getValues' | 'setFieldValue'>;
}) {
  const { organisation } = useSession();
  const elsewhere = Intl.DateTimeFormat().resolvedOptions().timeZone !== organisation.timeZone;
  const minutes = form.getValues().plannedMinutes;
  const choices = lengths.includes(minutes) ? lengths : [...lengths, minutes].sort((a, b) => a - b);
  return (
    <>
      <Group grow align="flex-start" gap="sm" preventGrowOverflow={false}>
        <TextInput type="date" label={text.date} required {...form.getInputProps('date')} />
        <TextInput
          type="time"
          label={text.time}
          required
          description={elsewhere ? text.timeZone(organisation.timeZone) : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('time')}
        />
      </Group>
      <Group grow align="flex-start" gap="sm">
        <Select
          label={text.length}
          data={choices.map((n) => ({ value: String(n), label: t.meetings.minutes(n) }))}
          allowDeselect={false}
          {...form.getInputProps('plannedMinutes')}
          value={String(minutes)}
          onChange={(value) => form.setFieldValue('plannedMinutes', Number(value))}
        />
        <Select
          label={text.mode}
          data={MeetingMode.options.map((value) => ({ value, label: t.meetings.modes[value] }))}
          allowDeselect={false}
          {...form.getInputProps('mode')}
        />
      </Group>
      <TextInput label={text.place} description={text.placeHint} maxLength={200} {...form.getInputProps('place')} />
    </>
  );
}

/** What a date and a time need, in words. */
export const whenValid = {
  date: (value: string) => (value === '' ? text.needDate : null),
  time: (value: string) => (value === '' ? text.needTime : null),
};
