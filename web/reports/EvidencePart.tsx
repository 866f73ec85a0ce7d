import { Stack } from '@mantine/core';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import type { PartProps } from './part.ts';

const words = t.reports.evidence;

/** The type of evidence by the OfS standard. Type 3 is there to be read about: it cannot be chosen. */
export function EvidencePart({ draft, change, errors }: PartProps) {
  return (
    <Stack gap="md" align="stretch">
      <FieldsetRadios<'narrative' | 'empirical' | 'causal'>
        legend={words.legend}
        error={errors['design']}
        choices={[
          { value: 'narrative', label: words.narrative, description: words.narrativeIs },
          { value: 'empirical', label: words.empirical, description: words.empiricalIs },
          { value: 'causal', label: words.causal, description: words.causalIs, disabled: true },
        ]}
        value={draft.design}
        onChange={(design) => {
          if (design !== 'causal') change({ design });
        }}
      />
    </Stack>
  );
}
