import { Stack, Text } from '@mantine/core';
import { SuppressionPreset } from '@waymark/contract/reports.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import type { PartProps } from './part.ts';

const words = t.reports.numbers;

/** By which rule small numbers are kept back. */
export function NumbersPart({ draft, change, errors }: PartProps) {
  return (
    <Stack gap="md" align="stretch">
      <FieldsetRadios
        legend={words.legend}
        error={errors['preset']}
        choices={SuppressionPreset.options.map((value) => ({
          value,
          label: words.presets[value].name,
          description: words.presets[value].does,
        }))}
        value={draft.preset}
        onChange={(preset) => change({ preset })}
      />
      <Text size="sm" c="dimmed" maw="40rem">
        {words.never}
      </Text>
    </Stack>
  );
}
