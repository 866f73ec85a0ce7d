import { Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';

const text = t.meetings.form;

export interface RepeatValues {
  /** Weeks between two; 0 for one meeting alone. */
  everyWeeks: number;
  ends: 'times' | 'until';
  times: number;
  until: string;
}

interface RepeatsProps {
  value: RepeatValues;
  onChange: (value: RepeatValues) => void;
}

/** Whether a meeting repeats, how often, and until when. */
export function Repeats({ value, onChange }: RepeatsProps) {
  const set = (more: Partial<RepeatValues>) => onChange({ ...value, ...more });
  return (
    <Stack gap="sm">
      <Select
        label={text.repeat}
        data={Object.entries(text.repeats).map(([weeks, label]) => ({ value: weeks, label }))}
        value={String(value.everyWeeks)}
        allowDeselect={false}
        onChange={(weeks) => set({ everyWeeks: Number(weeks) })}
      />
      {value.everyWeeks > 0 && (
        <Group align="flex-end" gap="md" wrap="wrap">
          <FieldsetRadios
            legend={text.ends}
            choices={[
              { value: 'times', label: text.endsTimes },
              { value: 'until', label: text.endsUntil },
            ]}
            value={value.ends}
            onChange={(ends) => set({ ends })}
          />
          {value.ends === 'times' ? (
            <NumberInput
              label={text.times}
              min={2}
              max={60}
              clampBehavior="strict"
              allowDecimal={false}
              value={value.times}
              onChange={(times) => set({ times: Number(times) || 2 })}
              w="7rem"
            />
          ) : (
            <TextInput type="date" label={text.until} value={value.until} onChange={(event) => set({ until: event.currentTarget.value })} />
          )}
        </Group>
      )}
    </Stack>
  );
}

/** The repeat as the plan asks for it; undefined while its end is not given. */
export function repeatQuery(value: RepeatValues): { everyWeeks?: number; times?: number; until?: string } | undefined {
  if (value.everyWeeks === 0) return {};
  if (value.ends === 'times') return { everyWeeks: value.everyWeeks, times: value.times };
  return value.until === '' ? undefined : { everyWeeks: value.everyWeeks, until: value.until };
}
